/// The words that tell the Latin-script languages of development texts apart: the commonest words of each,
/// and those that titles of projects are made of.
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

    private static let lists = [
        """
        the of and to in for with on by from at is are was were will be been has have this that these their its
        which through as or an it not also into more between during
        project program programme support development strengthening improvement improving building capacity
        health education water rural elections electoral voter assistance management services national women
        """,
        """
        le la les des du de un une et à au aux en dans pour par sur avec est sont sera ont qui que cette ces leur
        leurs ce son sa ses ou plus entre afin ainsi contre l d
        projet programme appui développement renforcement lutte amélioration réhabilitation construction
        santé éducation eau rural élections électoral électorale gestion mise œuvre secteur mécanismes femmes
        """,
        """
        el la los las del de un una y en para por con se es son que su sus este esta estos al como más entre
        mediante desde sobre o lo
        proyecto programa apoyo desarrollo fortalecimiento mejoramiento mejora construcción
        salud educación agua elecciones electoral gestión niños niñas comunidades mujeres población
        """,
        """
        der die das den dem des ein eine einer eines und in im zu zur zum für mit von vom auf aus bei ist sind wird
        werden nicht durch über nach sich an als auch sowie
        projekt programm unterstützung entwicklung förderung stärkung verbesserung zusammenarbeit
        gesundheit bildung wasser wahlen ländliche maßnahmen frauen
        """,
        """
        och i att av för på är som med till den det en ett om inte har från kan ska skall genom samt vid de under
        eller detta denna inom mellan
        projekt program stöd utveckling insatsen bidrag stärkt
        hälsa utbildning vatten val kvinnor landsbygd mänskliga rättigheter beskrivning saknas
        """,
        """
        de het een en van in op te voor met door aan bij is zijn wordt worden dat die deze dit naar uit ook om als
        niet tot of over
        project programma steun ontwikkeling versterking verbetering ondersteuning
        gezondheid onderwijs water verkiezingen vrouwen samenwerking
        """,
        """
        o a os as do da dos das de um uma e em no na nos nas para por com que se é são ao à seu sua mais entre como
        através
        projeto programa apoio desenvolvimento fortalecimento reforço melhoria
        saúde educação água eleições eleitoral gestão mulheres população
        """,
    ]
}
