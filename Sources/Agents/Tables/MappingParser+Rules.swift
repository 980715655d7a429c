internal import TOML

extension MappingParser {
    func rule(_ value: TOMLValue) throws(TOMLError) -> FieldRule {
        switch value.content {
        case .text(let words):
            guard let template = Template(words) else { throw error(value, "a { without its }") }
            return .template(template)
        case .integer(let number): return .integer(number)
        case .double(let number): return .number(number)
        case .boolean(let flag): return .boolean(flag)
        case .date(let text):
            guard let template = Template(text) else { throw error(value, "no date") }
            return .template(template)
        case .array(let values):
            var rules: [FieldRule] = []
            for value in values { rules.append(try rule(value)) }
            return .list(rules)
        case .table(let table): return try tableRule(table, value)
        }
    }

    private func tableRule(_ table: TOMLTable, _ value: TOMLValue) throws(TOMLError) -> FieldRule {
        let inner: FieldRule
        if let constant = table["value"] {
            try check(table, allowed: ["value", "when"])
            inner = try rule(constant)
        } else {
            inner = .column(try columnRule(table, value))
        }
        guard let conditions = table["when"] else { return inner }
        return .when(try self.conditions(conditions), inner)
    }

    private func columnRule(_ table: TOMLTable, _ value: TOMLValue) throws(TOMLError)
        -> FieldRule.ColumnRule
    {
        try check(
            table,
            allowed: [
                "column", "columns", "map", "maponly", "convert", "split", "required", "default",
                "when",
            ])
        var columns = try texts("columns", in: table)
        if let column = try text("column", in: table) { columns.insert(column, at: 0) }
        guard !columns.isEmpty else { throw error(value, "column is missing") }
        let word = try text("convert", in: table) ?? "text"
        guard let conversion = FieldRule.Conversion(rawValue: word) else {
            let words = FieldRule.Conversion.allCases.map(\.rawValue).joined(separator: ", ")
            throw error(table["convert"], "there is no conversion \"\(word)\"; use \(words)")
        }
        var map: [String: String] = [:]
        for member in table["map"]?.table?.members ?? [] {
            guard let to = member.value.text else {
                throw error(member.value, "a map leads from text to text")
            }
            map[member.key] = to
        }
        return FieldRule.ColumnRule(
            columns: columns, map: map, isMapOnly: table["maponly"]?.boolean ?? false,
            conversion: conversion, separator: try text("split", in: table),
            isRequired: table["required"]?.boolean ?? false,
            fallback: try text("default", in: table))
    }

    /// `{ column = "x", is = "1" }`, `is = ["1", "2"]`, `not = "0"`, `present = true`; one or a list, of which all must hold.
    func conditions(_ value: TOMLValue?) throws(TOMLError) -> [RowCondition] {
        guard let value else { return [] }
        let tables = value.array ?? [value]
        var conditions: [RowCondition] = []
        for value in tables {
            guard let table = value.table, let column = try text("column", in: table) else {
                throw error(value, "a condition is { column = \"x\", is = \"1\" }")
            }
            try check(table, allowed: ["column", "is", "not", "present"])
            let test: RowCondition.Test
            if table["is"] != nil {
                test = .isOneOf(try texts("is", in: table))
            } else if table["not"] != nil {
                test = .isNoneOf(try texts("not", in: table))
            } else if let present = table["present"]?.boolean {
                test = present ? .isPresent : .isBlank
            } else {
                throw error(value, "a condition needs is, not or present")
            }
            conditions.append(RowCondition(column: column, test: test))
        }
        return conditions
    }

    /// A text or a list of texts.
    func texts(_ key: String, in table: TOMLTable) throws(TOMLError) -> [String] {
        guard let value = table[key] else { return [] }
        if let one = value.text { return [one] }
        guard let values = value.array, values.allSatisfy({ $0.text != nil }) else {
            throw error(value, "\(key) is a text or a list of texts")
        }
        return values.compactMap(\.text)
    }
}
