/// One kind of help: who gives it, when in the cycle, for whom, in what form, and how its titles read.
struct SimulatedTheme: Sendable {
    /// When it ends, seen from election day.
    enum Window: Sendable { case before, during, after }

    /// A code of `Vocabulary.theme`.
    let code: String
    let phases: [String]
    let window: Window
    let agencies: [String]
    let beneficiary: String
    let instrument: String
    /// A code of `Vocabulary.type`.
    let type: String
    /// Thousands of the agency's currency.
    let budget: ClosedRange<Int>
    /// By language; each may stand before a place.
    let titles: [String: String]
    /// The English title in other words.
    let reworded: String

    static let languages = ["ar", "en", "es", "fr", "pt", "ru"]

    static func named(_ code: String) -> SimulatedTheme {
        guard let theme = all.first(where: { $0.code == code }) else {
            preconditionFailure("no simulated theme \(code)")
        }
        return theme
    }

    init(
        _ code: String, _ phases: [String], _ window: Window, _ agencies: [String],
        _ beneficiary: String, _ instrument: String, _ budget: ClosedRange<Int>,
        type: String = "ta", _ en: String, _ reworded: String, fr: String, es: String, pt: String,
        ru: String, ar: String
    ) {
        self.code = code
        self.phases = phases
        self.window = window
        self.agencies = agencies
        self.beneficiary = beneficiary
        self.instrument = instrument
        self.type = type
        self.budget = budget
        self.reworded = reworded
        titles = ["en": en, "fr": fr, "es": es, "pt": pt, "ru": ru, "ar": ar]
    }

    static let all: [SimulatedTheme] = beforeElection + aroundElection

    private static let beforeElection: [SimulatedTheme] = [
        SimulatedTheme(
            "legal", ["pre.legal"], .before, ["idea", "undp"], "parliament", "advice", 120...600,
            "Review of the electoral law", "Advice on reforming election legislation",
            fr: "Révision de la loi électorale", es: "Revisión de la ley electoral",
            pt: "Revisão da lei eleitoral", ru: "Пересмотр закона о выборах",
            ar: "مراجعة قانون الانتخابات"),
        SimulatedTheme(
            "emb", ["pre.plan", "pre.train"], .after, ["undp"], "emb", "advice", 400...2_500,
            "Institutional support to the electoral commission",
            "Strengthening the capacities of the election management body",
            fr: "Appui institutionnel à la commission électorale",
            es: "Apoyo institucional a la comisión electoral",
            pt: "Apoio institucional à comissão eleitoral",
            ru: "Поддержка избирательной комиссии", ar: "الدعم المؤسسي للجنة الانتخابات"),
        SimulatedTheme(
            "vr", ["pre.reg"], .before, ["undp", "iom"], "voters", "goods", 1_500...9_000,
            "Biometric voter registration kits", "Equipment to enrol voters by fingerprint",
            fr: "Kits d'inscription biométrique des électeurs",
            es: "Equipos de registro biométrico de votantes",
            pt: "Kits de recenseamento eleitoral biométrico",
            ru: "Комплекты биометрической регистрации избирателей",
            ar: "معدات التسجيل البيومتري للناخبين"),
        SimulatedTheme(
            "ve", ["pre.train", "pre.campaign"], .before, ["ifes", "undp"], "voters", "training",
            150...1_200, "Voter education campaign", "Informing citizens how and where to vote",
            fr: "Campagne d'éducation des électeurs", es: "Campaña de educación al votante",
            pt: "Campanha de educação cívica eleitoral", ru: "Просвещение избирателей",
            ar: "حملة توعية الناخبين"),
        SimulatedTheme(
            "parties", ["pre.campaign"], .before, ["idea", "ifes"], "parties", "training", 80...400,
            "Training of political parties on campaign finance",
            "Workshops for parties about money in campaigns",
            fr: "Formation des partis politiques au financement des campagnes",
            es: "Formación de partidos políticos en financiación de campañas",
            pt: "Formação de partidos políticos em financiamento de campanhas",
            ru: "Обучение партий вопросам финансирования кампаний",
            ar: "تدريب الأحزاب السياسية على تمويل الحملات"),
        SimulatedTheme(
            "media", ["pre.campaign"], .before, ["unesco", "eu"], "media", "training", 90...500,
            "Training of journalists for election coverage",
            "Courses for reporters who cover the vote",
            fr: "Formation des journalistes à la couverture des élections",
            es: "Capacitación de periodistas para la cobertura electoral",
            pt: "Formação de jornalistas para a cobertura eleitoral",
            ru: "Обучение журналистов освещению выборов",
            ar: "تدريب الصحفيين على تغطية الانتخابات"),
        SimulatedTheme(
            "training", ["pre.train"], .before, ["undp", "ifes"], "emb", "training", 200...1_500,
            "Training of polling staff", "Preparing poll workers for their duties",
            fr: "Formation des agents électoraux", es: "Capacitación de los miembros de mesa",
            pt: "Formação dos agentes eleitorais", ru: "Обучение членов участковых комиссий",
            ar: "تدريب موظفي الاقتراع"),
        SimulatedTheme(
            "women", ["pre.campaign", "pre.train"], .before, ["unwomen"], "women", "training",
            100...800, "Participation of women as voters and candidates",
            "Helping women to stand for office and to vote",
            fr: "Participation des femmes comme électrices et candidates",
            es: "Participación de las mujeres como votantes y candidatas",
            pt: "Participação das mulheres como eleitoras e candidatas",
            ru: "Участие женщин в выборах", ar: "مشاركة المرأة ناخبة ومرشحة"),
        SimulatedTheme(
            "hr", ["pre.campaign", "elec.ops"], .during, ["ohchr"], "civil-society", "advice",
            80...350, type: "adv", "Human-rights advice during the electoral process",
            "Advisory services on rights and freedoms around the vote",
            fr: "Conseils en matière de droits de l'homme pendant le processus électoral",
            es: "Asesoramiento en derechos humanos durante el proceso electoral",
            pt: "Aconselhamento em direitos humanos durante o processo eleitoral",
            ru: "Консультации по правам человека в период выборов",
            ar: "المشورة في مجال حقوق الإنسان خلال العملية الانتخابية"),
    ]

    private static let aroundElection: [SimulatedTheme] = [
        SimulatedTheme(
            "proc", ["pre.plan", "elec.ops"], .during, ["unops", "undp"], "emb", "goods",
            800...6_000, "Procurement of ballot papers and ballot boxes",
            "Purchase of voting materials for polling stations",
            fr: "Achat de bulletins de vote et d'urnes",
            es: "Adquisición de papeletas y urnas", pt: "Aquisição de boletins e urnas",
            ru: "Закупка бюллетеней и урн", ar: "شراء أوراق وصناديق الاقتراع"),
        SimulatedTheme(
            "log", ["elec.ops"], .during, ["dfs"], "emb", "goods", 500...4_000,
            "Transport of electoral materials by air and road",
            "Moving ballots and boxes to remote districts",
            fr: "Transport du matériel électoral par air et par route",
            es: "Transporte de material electoral por aire y tierra",
            pt: "Transporte de material eleitoral por ar e estrada",
            ru: "Перевозка избирательных материалов",
            ar: "نقل المواد الانتخابية جواً وبراً"),
        SimulatedTheme(
            "security", ["elec.ops", "pre.campaign"], .during, ["dpko"], "security", "training",
            150...1_000, type: "env", "Election security planning with the police",
            "Preparing the police for a peaceful vote",
            fr: "Planification de la sécurité électorale avec la police",
            es: "Planificación de la seguridad electoral con la policía",
            pt: "Planeamento da segurança eleitoral com a polícia",
            ru: "Планирование безопасности выборов", ar: "تخطيط أمن الانتخابات مع الشرطة"),
        SimulatedTheme(
            "results", ["elec.results"], .during, ["undp", "eu"], "emb", "advice", 200...1_800,
            "Results management and transmission system",
            "Software and advice for counting and sending results",
            fr: "Système de gestion et de transmission des résultats",
            es: "Sistema de gestión y transmisión de resultados",
            pt: "Sistema de gestão e transmissão de resultados",
            ru: "Система передачи результатов", ar: "نظام إدارة النتائج ونقلها"),
        SimulatedTheme(
            "edr", ["elec.results"], .after, ["ifes", "idea"], "judiciary", "training", 90...500,
            "Electoral dispute resolution for judges",
            "Helping courts to settle complaints about the vote",
            fr: "Règlement du contentieux électoral pour les magistrats",
            es: "Resolución de disputas electorales para jueces",
            pt: "Resolução de litígios eleitorais para juízes",
            ru: "Разрешение избирательных споров для судей",
            ar: "تسوية المنازعات الانتخابية للقضاة"),
        SimulatedTheme(
            "obs-dom", ["elec.ops"], .during, ["eu", "ifes"], "observers", "money", 100...900,
            "Support to citizen observer networks", "Grants for domestic election monitors",
            fr: "Appui aux réseaux d'observateurs citoyens",
            es: "Apoyo a redes de observadores ciudadanos",
            pt: "Apoio a redes de observadores cidadãos",
            ru: "Поддержка общественных наблюдателей",
            ar: "دعم شبكات المراقبين المحليين"),
        SimulatedTheme(
            "pwd", ["elec.ops", "pre.reg"], .during, ["undp", "ifes"], "pwd", "goods", 60...400,
            "Accessible polling stations for persons with disabilities",
            "Making voting places usable for people with disabilities",
            fr: "Bureaux de vote accessibles aux personnes handicapées",
            es: "Centros de votación accesibles para personas con discapacidad",
            pt: "Assembleias de voto acessíveis a pessoas com deficiência",
            ru: "Доступные избирательные участки", ar: "مراكز اقتراع ميسرة للأشخاص ذوي الإعاقة"),
        SimulatedTheme(
            "knowledge", ["post.review"], .after, ["ead", "idea"], "emb", "advice", 50...250,
            "Review of lessons after the election", "Evaluation workshop once the vote is over",
            fr: "Examen des enseignements après l'élection",
            es: "Examen de lecciones tras la elección", pt: "Revisão das lições após a eleição",
            ru: "Обзор уроков после выборов", ar: "استعراض الدروس بعد الانتخابات"),
    ]
}
