import GraphQL
import Mongo

/// A name in the languages in which it is known.
struct LocalizedText: Hashable, Sendable {
    var ko: String
    var en: String?

    func text(_ locale: Locale) -> String {
        switch locale {
        case .korean: ko
        case .english: en ?? ko
        }
    }
}

extension LocalizedText: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        var ko: String?
        var en: String?
        while let field = try reader.next() {
            switch field.key {
            case "ko": ko = try field.string()
            case "en": en = try field.decode()
            default: continue
            }
        }
        self.init(ko: try ko.required("ko"), en: en)
    }

    var bson: BSONValue {
        var document = BSONDocument()
        document.append("ko", ko)
        document.append("en", en)
        return .document(document)
    }
}

/// Something with a name in several languages.
protocol Named {
    var name: LocalizedText { get }
}

extension Field where Parent: Named & ObjectValue, Context == CityRequest {
    static var name: Field {
        Field("name", Argument("locale", Locale?.self)) { parents, context, locale in
            let locale = locale ?? context.locale
            return parents.map { $0.name.text(locale) }
        }
    }
}
