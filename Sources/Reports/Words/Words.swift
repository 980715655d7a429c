/// Something said, before it is said in a language.
package indirect enum Words: Equatable, Sendable {
    /// A label of labels.toml, `section.summary`, with what stands for `{0}`, `{1}`.
    case label(String, [Words] = [])
    /// A code of a value set: its label, or the code itself where there is none.
    case code(String, String)
    /// ISO 3166-1 alpha-3.
    case country(String)
    /// A code, symbol, identifier or agency: written from left to right in every language.
    case identifier(String)
    /// What somebody published, by language.
    case published([String: String])
    /// What somebody published in a language that nobody stated, such as the name of an organisation.
    case name(String)
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    case date(String)
    case period(String?, String?)
    case count(Int)
    case value(Figure.Value)
    /// Separated by the language's comma.
    case list([Words])
    /// One after another, separated by a space.
    case joined([Words])
}
