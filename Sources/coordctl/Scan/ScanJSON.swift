internal import JSON
internal import Overlap

/// A scan as one JSON object.
enum ScanJSON {
    static func text(_ report: ScanReport) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("records", report.records)
            list("files", report.files, &json)
            list("faults", report.faults, &json)
            json.member("from", report.least.name)
            json.key("explained")
            json.object { json in
                for (kind, count) in report.explained.sorted(by: { $0.key < $1.key }) {
                    json.member(kind, count)
                }
            }
            json.key("baskets")
            json.array { json in
                for cluster in report.clusters {
                    json.array { json in for side in cluster { json.value(side.id) } }
                }
            }
            json.key("pairs")
            json.array { json in for pair in report.pairs { write(pair, &json) } }
        }
        return json.text
    }

    private static func write(_ pair: ScanPair, _ json: inout JSONWriter) {
        json.object { json in
            json.member("kind", pair.verdict.kind.rawValue)
            json.member("band", pair.verdict.band.name)
            json.key("probability")
            json.value(Double(ScanText.percent(pair.verdict.probability)) / 100)
            json.member("country", pair.country)
            if pair.cluster > 0 { json.member("basket", pair.cluster) }
            json.key("records")
            json.array { json in
                for side in [pair.first, pair.second] {
                    json.object { json in
                        json.member("id", side.id)
                        list("agencies", side.agencies, &json)
                        json.member("title", side.title)
                        json.member("period", side.period)
                        json.member("amount", side.amount)
                    }
                }
            }
            json.key("terms")
            json.array { json in
                for term in pair.terms {
                    json.object { json in
                        json.key("weight")
                        json.value((term.weight * 1000).rounded() / 1000)
                        json.member("words", term.words)
                    }
                }
            }
        }
    }

    private static func list(_ name: String, _ texts: [String], _ json: inout JSONWriter) {
        json.key(name)
        json.array { json in for text in texts { json.value(text) } }
    }
}
