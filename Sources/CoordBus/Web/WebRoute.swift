internal import HTTP

/// What a request is about, by method and path alone.
enum WebRoute: Equatable {
    case health, ready, metrics
    case publish
    case signIn, signOut, session
    case events
    case event(UInt64)
    case live
    case state
    case query(String)
    case verdict
    case page(String)

    enum Result: Equatable {
        case found(WebRoute)
        case noSuchPlace
        case wrongMethod(allowed: String)
    }

    static func find(_ request: HTTPRequest) -> Result {
        let path = request.target.segments
        let method = request.method == "HEAD" ? "GET" : request.method
        func only(_ methods: [String: WebRoute]) -> Result {
            if let route = methods[method] { return .found(route) }
            let names = methods.keys.sorted() + (methods["GET"] == nil ? [] : ["HEAD"])
            return .wrongMethod(allowed: names.joined(separator: ", "))
        }
        switch path.first {
        case "healthz" where path.count == 1: return only(["GET": .health])
        case "readyz" where path.count == 1: return only(["GET": .ready])
        case "metrics" where path.count == 1: return only(["GET": .metrics])
        case "events" where path.count == 1: return only(["POST": .publish])
        case "api": break
        default:
            let name = path.isEmpty ? "index.html" : path.joined(separator: "/")
            guard PageFiles.byName[name] != nil else { return .noSuchPlace }
            return only(["GET": .page(name)])
        }
        switch Array(path.dropFirst()) {
        case ["session"]:
            return only(["GET": .session, "POST": .signIn, "DELETE": .signOut])
        case ["events"]: return only(["GET": .events])
        case ["live"]: return only(["GET": .live])
        case ["state"]: return only(["GET": .state])
        case ["verdicts"]: return only(["POST": .verdict])
        case let rest where rest.count == 2 && rest[0] == "events":
            guard let sequence = UInt64(rest[1]), String(sequence) == rest[1] else {
                return .noSuchPlace
            }
            return only(["GET": .event(sequence)])
        case let rest where rest.count == 2 && rest[0] == "query":
            return only(["GET": .query(rest[1])])
        default: return .noSuchPlace
        }
    }

    /// Longest body, bytes.
    func bodyBytesMax(message: Int) -> Int {
        switch self {
        case .publish: message
        case .signIn, .verdict: 16 << 10
        default: 0
        }
    }
}

/// The files of the page by name, with what tells one version from another.
enum PageFiles {
    static let byName: [String: (file: PageFile, tag: String)] = Dictionary(
        uniqueKeysWithValues: PageFile.all.map { file in
            (file.name, (file, "\"" + PersonToken.digest(of: file.text).prefix(16) + "\""))
        })
}
