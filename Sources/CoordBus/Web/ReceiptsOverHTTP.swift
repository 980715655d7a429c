internal import BusCore
internal import HTTP
internal import JSON

/// What became of events that came over HTTP.
///
///     {"receipts":[{"number":1,"sequence":42,"code":0},{"number":2,"code":409,"sequence":7,"text":"..."}]}
///
/// One an event, in order. The status is 200 where all are recorded, else that of the first refusal; a batch that is
/// recorded in part answers 207.
enum ReceiptsOverHTTP {
    static func answer(_ outcome: SubmissionOutcome) -> HTTPResponse {
        var json = JSONWriter()
        var recorded = 0
        var refusal: UInt16?
        json.object { json in
            json.key("receipts")
            json.array { json in
                for run in outcome.runs {
                    for step in 0..<UInt64(run.count) {
                        json.object { json in
                            json.member("number", run.number + step)
                            json.member("code", run.code)
                            if run.isRefusal {
                                if run.sequence > 0 { json.member("sequence", run.sequence) }
                                json.member("text", run.text)
                                refusal = refusal ?? run.code
                            } else {
                                json.member("sequence", run.sequence + step)
                                recorded += 1
                            }
                        }
                    }
                }
            }
        }
        guard let refusal else { return WebAnswers.json(200, json.text) }
        if recorded > 0 { return WebAnswers.json(207, json.text) }
        let status = WebAnswers.status(ofRefusal: refusal)
        return WebAnswers.json(
            status, json.text, status == 503 ? [(name: "Retry-After", value: "5")] : [])
    }
}
