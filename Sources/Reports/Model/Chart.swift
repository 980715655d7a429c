/// A picture of figures that a table beside it also gives: nothing is told by a chart alone.
package enum Chart: Sendable {
    case flow(FlowChart)
    case bars(BarChart)
    case timeline(TimelineChart)

    package var caption: Words {
        switch self {
        case .flow(let chart): chart.caption
        case .bars(let chart): chart.caption
        case .timeline(let chart): chart.caption
        }
    }
}

/// How many of something went where, in stages from the start to the end of a line.
package struct FlowChart: Sendable {
    package struct Node: Sendable {
        package let label: Words
        package let count: Int
        /// 0 is where all begin.
        package let stage: Int
        /// Index of the node it comes from; nil at stage 0.
        package let from: Int?

        package init(_ label: Words, _ count: Int, stage: Int, from: Int?) {
            self.label = label
            self.count = count
            self.stage = stage
            self.from = from
        }
    }

    package let caption: Words
    /// By stage, those of one origin together and in its order.
    package let nodes: [Node]

    package init(_ caption: Words, _ nodes: [Node]) {
        self.caption = caption
        self.nodes = nodes
    }
}

/// One bar a row, or several beside each other.
package struct BarChart: Sendable {
    package struct Row: Sendable {
        package let label: Words
        /// One a series.
        package let values: [Figure.Value]

        package init(_ label: Words, _ values: [Figure.Value]) {
            self.label = label
            self.values = values
        }
    }

    package let caption: Words
    /// Names of the series; empty when there is one that needs no name.
    package let series: [Words]
    package let rows: [Row]

    package init(_ caption: Words, series: [Words] = [], _ rows: [Row]) {
        self.caption = caption
        self.series = series
        self.rows = rows
    }
}

/// Bars of time: a row a country, a bar an activity, a mark an election day.
package struct TimelineChart: Sendable {
    package enum Part: String, CaseIterable, Sendable { case pre, elec, post, none }

    package struct Bar: Sendable {
        package let days: ClosedRange<Int>
        package let part: Part

        package init(_ days: ClosedRange<Int>, _ part: Part) {
            self.days = days
            self.part = part
        }
    }

    package struct Row: Sendable {
        package let label: Words
        package let bars: [Bar]
        package let marks: [Int]

        package init(_ label: Words, _ bars: [Bar], marks: [Int]) {
            self.label = label
            self.bars = bars
            self.marks = marks
        }
    }

    package let caption: Words
    /// Days since 1970-01-01.
    package let days: ClosedRange<Int>
    package let rows: [Row]

    package init(_ caption: Words, _ days: ClosedRange<Int>, _ rows: [Row]) {
        self.caption = caption
        self.days = days
        self.rows = rows
    }
}
