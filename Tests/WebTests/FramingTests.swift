import HTTP
import Testing

/// Which heads have one reading.
@Suite struct FramingTests {
    @Test(
        "a head that every program on the way reads alike is taken",
        arguments: [
            [:], ["host": "a"], ["content-length": "0"], ["content-length": "12"],
            ["transfer-encoding": "chunked"], ["transfer-encoding": "Chunked"],
            ["x-coordbus_secret.1": "a b\t\u{FF}"],
        ])
    func taken(headers: [String: String]) { #expect(HTTPFraming.hasOneReading(headers)) }

    @Test(
        "a head with two readings is refused",
        arguments: [
            // What came twice is joined by a comma.
            ["content-length": "12, 13"], ["content-length": "12, 12"], ["content-length": "+12"],
            ["content-length": "-1"], ["content-length": "0x10"], ["content-length": ""],
            ["content-length": "1 2"], ["content-length": "٣"],
            ["content-length": "12", "transfer-encoding": "chunked"],
            ["transfer-encoding": "gzip, chunked"], ["transfer-encoding": "chunked, chunked"],
            ["transfer-encoding": "identity"], ["transfer-encoding": "xchunked"],
            ["bad name": "x"], ["": "x"], ["näme": "x"], ["a:b": "x"], ["a\u{0}": "x"],
        ])
    func refused(headers: [String: String]) { #expect(!HTTPFraming.hasOneReading(headers)) }
}
