import Testing

@testable import Events

@Suite struct PersonalDataTests {
    @Test(
        "Names for data of a person, in any writing",
        arguments: [
            "passport", "passportNumber", "PASSPORT_NO", "holder-passport", "nationalId",
            "national_id",
            "NationalID", "voterId", "voterID", "VOTER ID", "registeredVoterName", "dateOfBirth",
            "date of birth", "DOB", "contactPhone", "phone", "telephone number", "e-mail", "email",
            "contactEmail", "homeAddress", "surname", "firstName", "biometricTemplate",
        ])
    func personal(name: String) {
        let isPersonal = PersonalData.isPersonal(name.utf8.span, ShapeProgram.shared)
        #expect(isPersonal)
    }

    @Test(
        "Names that only look so",
        arguments: [
            "voters", "voterRegistration", "votersRegistered", "microphones", "identifier", "name",
            "activityName", "biometricKits", "mailInBallots", "nationalBudget", "address", "",
            "birthRegistration", "_", "données",
        ])
    func harmless(name: String) {
        let isPersonal = PersonalData.isPersonal(name.utf8.span, ShapeProgram.shared)
        #expect(!isPersonal)
    }
}
