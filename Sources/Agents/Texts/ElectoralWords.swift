/// Words by which a title says that it is about elections, and about which part of them.
///
/// Beginnings of words, in small letters, in en, fr, es, ar, ru and zh (pt and de where the words are alike). A short
/// list that is sure of what it finds; reading texts in earnest is the overlap module's work.
enum ElectoralWords {
    /// What makes a title electoral at all.
    static let election = [
        "election", "electoral", "referendum", "voter", "voting", "ballot", "élection", "électoral",
        "scrutin", "elecci", "elecç", "eleiç", "eleitor", "votante", "wahlen", "wahlbeobacht",
        "انتخاب", "استفتاء", "ناخب", "выбор", "избират", "референдум", "选举", "选民", "公投",
    ]

    /// What looks like it and is not: selection, electricity.
    static let notElection = ["selection", "sélection", "selecci", "preselection"]

    static let themes: [(theme: String, words: [String])] = [
        (
            "vr",
            [
                "voter regist", "voters regist", "registration of voters", "voter list",
                "voters' list",
                "enregistrement des électeurs", "listes électorales", "fichier électoral",
                "registro electoral", "padrón", "تسجيل الناخبين", "регистрация избирателей", "选民登记",
            ]
        ),
        (
            "ve",
            [
                "voter education", "voters education", "education of voters",
                "éducation des électeurs", "éducation électorale", "educación electoral",
                "تثقيف الناخبين", "просвещение избирателей", "选民教育",
            ]
        ),
        (
            "ce",
            [
                "civic education", "éducation civique", "educación cívica", "educação cívica",
                "التربية المدنية", "гражданское образование", "公民教育",
            ]
        ),
        (
            "emb",
            [
                "election commission", "electoral commission", "election management",
                "electoral management",
                "commission électorale", "tribunal electoral", "comisión electoral",
                "consejo nacional electoral", "مفوضية", "избирательная комиссия", "选举委员会",
            ]
        ),
        (
            "obs-dom",
            ["domestic observ", "citizen observ", "observateurs nationaux", "observación nacional"]
        ),
        (
            "obs-int",
            [
                "international observ", "observation mission", "observer mission", "eu eom",
                "mission d'observation", "misión de observación",
            ]
        ),
        (
            "security",
            [
                "security", "violence", "sécurité", "seguridad", "violencia", "أمن", "безопасност",
                "安全",
            ]
        ),
        (
            "women",
            ["women", "gender", "femmes", "genre", "mujeres", "género", "المرأة", "женщин", "妇女"]
        ),
        ("youth", ["youth", "jeunes", "jeunesse", "jóvenes", "juventud", "الشباب", "молод", "青年"]),
        ("media", ["media", "journalis", "radio", "médias", "medios", "الإعلام", "сми", "媒体"]),
        (
            "parties",
            ["political part", "partis politiques", "partidos pol", "الأحزاب", "партий", "政党"]
        ),
        (
            "legal",
            [
                "electoral law", "electoral reform", "loi électorale", "reforma electoral",
                "legal framework",
            ]
        ),
        ("edr", ["dispute", "contentieux", "litige", "justicia electoral"]),
        ("results", ["result transmission", "results management", "tabulation"]),
        ("ict", ["biometric", "electronic voting", "biométri", "voto electrónico"]),
        ("proc", ["ballot box", "ballot paper", "electoral material", "matériel électoral"]),
        ("referendum", ["referendum", "référendum", "استفتاء", "референдум", "公投"]),
    ]

    /// The phase a theme belongs to, where there is only one. Source: vocabulary section 6.
    static let phases = [
        "vr": "pre.reg", "ve": "pre.train", "ce": "pre.train", "legal": "pre.legal",
        "proc": "pre.plan",
        "results": "elec.results", "edr": "elec.results",
    ]
}
