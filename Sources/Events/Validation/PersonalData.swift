internal import Bytes
internal import JSON

/// Names of members that would hold data of a voter or another person (P18, R-PRIV). Such data is never taken.
///
/// A name is read as words (`dateOfBirth`, `date_of_birth`, `date-of-birth`: date, of, birth); it is refused when
/// one, two or three words in a row, written together in small letters, are in the list.
package enum PersonalData {
    package static let names: [String] = [
        "passport", "passportno", "passportnumber", "nationalid", "nationalidentity",
        "nationalidnumber", "identitynumber", "identitycard", "idcard", "idnumber", "voterid",
        "votername", "voternames", "voternumber", "votercard", "voteraddress", "voterroll",
        "votersroll", "dateofbirth", "birthdate", "birthday", "birthplace", "dob", "placeofbirth",
        "phone", "phonenumber", "phones", "telephone", "telephonenumber", "mobilenumber",
        "cellphone", "fax", "email", "emails", "emailaddress", "homeaddress",
        "postaladdress", "streetaddress", "firstname", "lastname", "surname", "fullname",
        "givenname", "familyname", "middlename", "maidenname", "mothersname", "fathersname",
        "contactname", "personname", "contactperson", "socialsecurity", "ssn", "taxnumber",
        "biometricdata", "biometrictemplate", "fingerprints", "fingerprintdata", "faceimage",
        "facialimage", "irisscan", "photo", "partymembership",
        "votecast", "ballotchoice", "curriculumvitae", "cv",
    ]

    /// Words of a name that are looked at; longer names are looked at so far.
    private static let bytesMax = 64

    /// Does `name` speak of a person's data?
    static func isPersonal(_ name: Span<UInt8>, _ program: ShapeProgram) -> Bool {
        // Words, see `AgencyCode`: letters written one by one could not be looked up at once.
        var folded = [9 of UInt64](repeating: 0)
        var filling: UInt64 = 0
        var starts = [65 of UInt8](repeating: 0)
        var words = 0
        var length = 0
        var inWord = false
        var previous: UInt8 = 0
        for index in 0..<min(name.count, bytesMax) {
            let byte = name[index]
            let isUpper = byte.isUppercaseLetter
            guard isUpper || byte.isLowercaseLetter || byte.isDigit else {
                inWord = false
                previous = byte
                continue
            }
            // A capital after a small letter or digit begins a word: `voterId`; `IDNumber` stays one, see below.
            let humps = isUpper && (previous.isLowercaseLetter || previous.isDigit)
            let ends =
                isUpper && previous.isUppercaseLetter && index + 1 < name.count
                && name[index + 1].isLowercaseLetter
            if !inWord || humps || ends {
                starts[words] = UInt8(length)
                words += 1
                inWord = true
            }
            filling |= UInt64(isUpper ? byte | 0x20 : byte) &<< (UInt64(length & 7) &* 8)
            length += 1
            if length & 7 == 0 {
                folded[(length >> 3) - 1] = filling
                filling = 0
            }
            previous = byte
        }
        folded[length >> 3] = filling
        starts[words] = UInt8(length)
        for first in 0..<words {
            for last in first..<min(first + 3, words) {
                let start = Int(starts[first])
                let count = Int(starts[last + 1]) - start
                guard let key = PackedText(folded.span, at: start, count: count) else { break }
                if program.find(key, in: program.privateNames) != nil { return true }
            }
        }
        return false
    }
}
