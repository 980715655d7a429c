/// The fields of one CSV line (RFC 4180 without line ends inside quotes).
package func csvFields(_ line: Substring) -> [String] {
    var fields: [String] = []
    var field = ""
    var quoted = false
    var last: Character?
    for character in line {
        if character == "\"" {
            if !quoted, last == "\"" { field.append("\"") }
            quoted.toggle()
        } else if character == ",", !quoted {
            fields.append(field)
            field = ""
        } else {
            field.append(character)
        }
        last = character
    }
    fields.append(field)
    return fields
}
