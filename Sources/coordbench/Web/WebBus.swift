internal import BusCore
internal import CoordBus
internal import HTTP
internal import Platform

/// A coordd with a page, and a person of the focal point who is signed in.
struct WebBus: ~Copyable {
    struct Failure: Error, CustomStringConvertible { let description: String }

    var bus: ServedBus
    let host: String
    let port: Int
    let cookie: String

    private static let roll = """
        [[agency]]
        code = "fp"
        roles = ["focal-point"]
        clearance = "focal-point"

        [[agency]]
        code = "undp"

        [[agency]]
        code = "unops"

        """

    /// - Parameter folder: holds roll and log; the analysis is off, so that what is compared is the bus and the page.
    init(_ programs: Programs, folder: String, viewers: Int) throws {
        let roll = "\(folder)/agencies.toml"
        guard writeFile(roll, Self.roll) else {
            throw Failure(description: "\(roll) cannot be written")
        }
        let token = try Self.addPerson(programs, roll)
        let served = try ServedBus(
            program: programs.coordd, folder: "\(folder)/log",
            options: [
                "--security", "none", "--roll", roll, "--web", "127.0.0.1:0", "--web-viewers",
                "\(viewers + 8)", "--web-connections", "\(viewers + 64)", "--overlap-folder",
                "none",
                "--rules-file", "none", "--register-file", "none",
            ])
        guard let line = served.startLines.last(where: { $0.contains("page at http://") }),
            let address = line.split(separator: " ").last?.dropFirst("http://".count),
            let colon = address.lastIndex(of: ":"),
            let port = Int(address[address.index(after: colon)...])
        else { throw Failure(description: "coordd did not say where its page is") }
        let host = String(address[..<colon])
        let cookie = try Self.signIn(token, host, port)
        bus = served
        self.host = host
        self.port = port
        self.cookie = cookie
    }

    private static func signIn(_ token: String, _ host: String, _ port: Int) throws -> String {
        var call = try HTTPCall(host: host, port: port)
        let body = "{\"token\":\"\(token)\"}"
        try call.send(
            "POST /api/session HTTP/1.1\r\nHost: \(host):\(port)\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
        let answer = try call.answer()
        guard answer.status == 200, let cookie = answer.header("set-cookie") else {
            throw Failure(description: "signing in gave \(answer.status)")
        }
        return String(cookie.prefix { $0 != ";" })
    }

    private static func addPerson(_ programs: Programs, _ roll: String) throws -> String {
        var child = try ChildProcess(
            programs.coordctl,
            ["person", "add", "viewer", "--agency", "fp", "--right", "watch", "--roll", roll],
            reading: .output)
        guard case .line(let token) = child.nextLine(), child.wait() == .exited(0) else {
            throw Failure(description: "`\(programs.coordctl) person add` gave no token")
        }
        return token
    }

    /// Waits until coordd has noticed that every view of the turn before is closed: at the latest with the next sign of life that it sends.
    func waitUntilUnwatched() throws {
        let deadline = monotonicNanoseconds() + 60_000_000_000
        while true {
            var call = try call()
            try call.send(request("/metrics"))
            let lines = String(decoding: try call.answer().body, as: UTF8.self)
                .split(separator: "\n")
            guard let line = lines.first(where: { $0.hasPrefix("coordbus_web_viewers ") }) else {
                throw Failure(description: "/metrics does not say how many views are open")
            }
            if Double(line.split(separator: " ")[1]) == 0 { return }
            guard monotonicNanoseconds() < deadline else {
                throw Failure(
                    description: "views of the turn before are still open after a minute: \(line)")
            }
            sleepUntil(monotonicNanoseconds: monotonicNanoseconds() + 100_000_000)
        }
    }

    func call() throws -> HTTPCall { try HTTPCall(host: host, port: port) }

    func request(_ path: String, _ more: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\nCookie: \(cookie)\r\n\(more)\r\n"
    }
}
