import CityLink

extension Locale {
    /// The language of an `Accept-Language` header that the city speaks and the client likes best; Korean otherwise.
    /// [RFC 9110, 12.5.4](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4)
    init(acceptLanguage: String?) {
        var best: (locale: Locale, quality: Double)?
        for entry in (acceptLanguage ?? "").lowercased().split(separator: ",") {
            let parts = entry.split(separator: ";").map { $0.trimmingSpace() }
            let locale: Locale
            switch parts.first?.prefix(while: { $0 != "-" }) {
            case "ko", "*": locale = .korean
            case "en": locale = .english
            default: continue
            }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if quality > best?.quality ?? 0 { best = (locale, quality) }
        }
        self = best?.locale ?? .korean
    }
}
