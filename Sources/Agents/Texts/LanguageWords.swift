/// The words that tell the Latin-script languages of development texts apart: the commonest words of each,
/// and those that titles of projects are made of. Written without accents, as titles in capitals are.
///
/// Small on purpose: it answers "is this really English?" and nothing finer.
enum LanguageWords {
    static let languages = ["en", "fr", "es", "de", "sv", "nl", "pt"]

    /// One bit a language, in the order of `languages`.
    static let bits: [String: UInt8] = {
        var bits: [String: UInt8] = [:]
        for (number, list) in lists.enumerated() {
            for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                bits[String(word), default: 0] |= 1 << UInt8(number)
            }
        }
        return bits
    }()

    /// In small letters and without the accents of Western Europe.
    static func folded(_ word: String) -> String {
        var out = ""
        for scalar in word.lowercased().unicodeScalars {
            switch scalar.value {
            case 0xE0...0xE5: out += "a"
            case 0xE6: out += "ae"
            case 0xE7: out += "c"
            case 0xE8...0xEB: out += "e"
            case 0xEC...0xEF: out += "i"
            case 0xF1: out += "n"
            case 0xF2...0xF6, 0xF8: out += "o"
            case 0xF9...0xFC: out += "u"
            case 0xDF: out += "ss"
            case 0x153: out += "oe"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static let lists = [
        """
        the of and to in for with on by from at is are was were will be been has have this that these their its a an
        which through as or it not also into more between during against under among within
        project projects program programme support development strengthening improvement improving improved building
        capacity enhancing enhanced promoting promotion health education water rural elections electoral election voter
        assistance management services service national women global access system systems sustainable response plan
        action change climate fund local rights human country countries community communities regional environment
        school training research initiative strategy implementation preparation phase reform security policy urban
        public information energy market growth international conservation institutional emergency relief food
        """,
        """
        le la les des du de un une et au aux en dans pour par sur avec est sont sera ont qui que cette ces leur
        leurs ce son sa ses ou plus entre afin ainsi contre l' d' qu' a
        projet projets programme appui developpement renforcement lutte amelioration rehabilitation construction
        sante education eau rural rurale elections electoral electorale gestion mise oeuvre secteur mecanismes femmes
        communautaire communautaires reforme reinsertion retour controle contribution equipement formation
        national nationale action unite ministere acces aide soutien promotion protection enfants jeunes ville ecoles
        assainissement routes cooperation reseau systeme locales locaux production fourniture travaux phase etude
        """,
        """
        el la los las del de un una y en para por con se es son que su sus este esta estos al como mas entre
        mediante desde sobre lo
        proyecto programa apoyo desarrollo fortalecimiento mejoramiento mejora construccion mejorando fortaleciendo
        salud educacion agua elecciones electoral gestion ninos ninas comunidades mujeres poblacion actividades
        transferencia condiciones fomento empresarial servicios sistema sistemas inversion publico publica social
        tecnologia tecnico tecnica asistencia nacional nacionales municipios municipio cooperacion formacion
        capacitacion derechos jovenes vivienda viviendas seguridad rural equipamiento caminos ampliacion programas
        """,
        """
        der die das den dem des ein eine einer eines und in im zu zur zum fur mit von vom auf aus bei ist sind wird
        werden nicht durch uber nach sich an als auch sowie gegen
        projekt programm unterstutzung entwicklung forderung starkung verbesserung zusammenarbeit aufbau beratung
        gesundheit bildung wasser wahlen landliche massnahmen frauen bekampfung ausbildung landlicher finanzierung
        """,
        """
        och att av for pa ar som med till den det en ett om inte har fran kan ska skall genom samt vid de under
        eller detta denna inom mellan mot
        projekt program stod utveckling insatsen bidrag starkt samarbete
        halsa utbildning vatten val kvinnor landsbygd manskliga rattigheter beskrivning saknas studier svensk
        """,
        """
        de het een en van in op te voor met door aan bij is zijn wordt worden dat die deze dit naar uit ook om als
        niet tot of over tegen
        project programma steun ontwikkeling versterking verbetering ondersteuning bijdrage algemene
        gezondheid onderwijs water verkiezingen vrouwen samenwerking
        """,
        """
        os as do da dos das de um uma em no na nos nas para por com que se sao ao seu sua mais entre como
        atraves
        projeto programa apoio desenvolvimento fortalecimento reforco melhoria assistencia
        saude educacao agua eleicoes eleitoral gestao mulheres populacao formacao
        """,
    ]
}
