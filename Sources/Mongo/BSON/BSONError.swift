/// Why a document could not be read, and where in it.
@usableFromInline
package struct BSONError: Error, Hashable, Sendable {
    @usableFromInline
    package enum Problem: Hashable, Sendable {
        /// The bytes are no BSON: a length points outside, a terminator is missing, a type is unknown …
        case corrupt(String)
        /// More levels of documents and arrays in one another than MongoDB itself allows.
        case tooDeep
        /// The element is there, but of another type.
        case wrongType(expected: String, found: BSONType)
        /// The type fits, but the value does not; the text says why.
        case invalidValue(String)
        /// A required element is absent.
        case missing
    }

    package let problem: Problem

    /// The keys that lead to the element, outermost first. Elements of an array are counted from 0.
    package private(set) var path: [String]

    @usableFromInline
    package init(_ problem: Problem, path: [String] = []) {
        self.problem = problem
        self.path = path
    }

    @usableFromInline
    func inside(_ key: BSONKey) -> BSONError {
        var error = self
        error.path.insert(key.description, at: 0)
        return error
    }
}

extension BSONError: CustomStringConvertible {
    @usableFromInline
    package var description: String {
        let place = path.isEmpty ? "the document" : "`\(path.joined(separator: "."))`"
        return switch problem {
        case .corrupt(let reason): "\(place) is corrupt: \(reason)"
        case .tooDeep: "\(place) is nested too deeply"
        case .wrongType(let expected, let found): "\(place) is of type \(found), expected \(expected)"
        case .invalidValue(let reason): "\(place) has an unusable value: \(reason)"
        case .missing: "\(place) is missing"
        }
    }
}
