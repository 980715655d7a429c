import Bytes
import Events
import Testing

@Test func smoke() throws {
    var validator = EventValidator(idSeed: 1)
    let good = """
        {"specversion":"1.0","id":"1","source":"urn:coordbus:agency:undp","type":"org.coordbus.assistance.planned","time":"2016-03-01T09:00:00Z","data":{"activity":"XM-DAC-41114-1","title":{"en":"Support"},"country":"KEN","period":{"start":"2016-03-01","end":"2017-09-30"}}}
        """
    let facts = try validator.check(good.utf8.span)
    print(facts)
    for (from, to) in [("2017-09-30", "2015-01-01"), ("KEN", "KEX"), ("planned", "planed"), ("\"activity\"", "\"activty\""), ("{\"en\"", "{\"email\""), ("data", "dta"), ("\"1\"", "\"\""), ("Support", "\\u0000"), ("Support","\\udc00"), ("Support", "\\ud800"), ("{\"sp", "\u{FEFF}{\"sp"), ("}}}", "}}},"), ("}}}", "},\"voter_id\":1}}")] {
        let bad = good.replacing(from, with: to)
        do { _ = try validator.check(bad.utf8.span); print("ACCEPTED", from) } catch { print(error.code.rawValue, error) }
    }
}
