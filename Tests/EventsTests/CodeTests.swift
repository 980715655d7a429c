import Bytes
import Testing

@testable import Events

@Suite struct CodeTests {
    @Test(
        "Agency codes", arguments: ["undp", "a", "8", "fp", "un-women", "a23456789012345678901234"])
    func agencyCode(text: String) throws {
        let code = try #require(AgencyCode(text))
        #expect(code.description == text)
        #expect(code.count == text.utf8.count)
        #expect(code == AgencyCode(text))
        #expect(code.hashValue == AgencyCode(text)?.hashValue)
        let isEqual = code.equals(text.utf8.span)
        #expect(isEqual)
        var buffer = ByteBuffer()
        code.append(to: &buffer)
        #expect(buffer.bytes.text == text)
    }

    @Test(
        "What is no agency code",
        arguments: ["", "-undp", "UNDP", "un women", "un.women", "é", "a234567890123456789012345"])
    func noAgencyCode(text: String) {
        #expect(AgencyCode(text) == nil)
    }

    @Test("Different agencies are different")
    func agenciesDiffer() {
        #expect(AgencyCode("undp") != AgencyCode("undpa"))
        #expect(AgencyCode("undp") != AgencyCode("undq"))
        #expect(Set([AgencyCode("a"), AgencyCode("b"), AgencyCode("a")]).count == 2)
    }

    @Test("A country is found by its three codes")
    func countries() {
        let kenya = CountryCode("KEN")
        #expect(kenya?.alpha2 == "KE")
        #expect(kenya?.m49 == 404)
        #expect(CountryCode(alpha2: "KE") == kenya)
        #expect(CountryCode(m49: 404) == kenya)
        #expect(CountryCode("XKX")?.alpha2 == "XK")
        #expect(CountryCode(alpha2: "XK")?.description == "XKX")
    }

    @Test("Withdrawn codes are known, and lead no look-up astray")
    func formerCountries() {
        #expect(CountryCode("YUG")?.isFormer == true)
        #expect(CountryCode("KEN")?.isFormer == false)
        #expect(CountryCode(m49: 180)?.description == "COD")
        #expect(CountryCode(m49: 104)?.description == "MMR")
        #expect(CountryCode(alpha2: "SK")?.description == "SVK")
        #expect(CountryCode(alpha2: "YU")?.description == "YUG")
    }

    @Test("What is no country", arguments: ["KEX", "ken", "KE", "KENY", "", "K N"])
    func noCountry(text: String) {
        #expect(CountryCode(text) == nil)
    }

    @Test("ZZZ is no single country")
    func none() {
        #expect(CountryCode("ZZZ") == CountryCode.none)
        #expect(!CountryCode.none.isListed)
        #expect(!CountryCode.all.contains(.none))
        #expect(CountryCode.all.count == 280)
    }

    @Test("Labels and words keep their numbers")
    func classifications() {
        #expect(
            Classification.allCases.map { "\($0.rawValue) \($0)" } == [
                "0 public", "1 member-states", "2 un-system", "3 case-parties", "4 focal-point",
            ])
        #expect(
            EventStatus.allCases.map { "\($0.rawValue) \($0)" } == [
                "0 actual", "1 exercise", "2 test",
            ])
        #expect(Classification("un-system") == .unSystem)
        #expect(Classification("secret") == nil)
        #expect(Classification.public < .focalPoint)
    }
}
