/// A stretch of text of one sort, as a page needs to know it: which language, which direction.
package struct Run: Equatable, Sendable {
    package enum Sort: Equatable, Sendable {
        /// The report's own words.
        case own
        /// A code or identifier: from left to right.
        case code
        /// Published by somebody, in this language; nil when it is not known.
        case foreign(String?)
    }

    package var text: String
    package let sort: Sort

    package init(_ text: String, _ sort: Sort = .own) {
        self.text = text
        self.sort = sort
    }
}
