/// `12,345`
func grouped(_ number: Int) -> String {
    var out = ""
    let digits = String(number)
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0, out != "-" { out += "," }
        out.append(digit)
    }
    return out
}
