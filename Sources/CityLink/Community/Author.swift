import GraphQL

/// Who wrote something, as far as others may know.
enum Author: AbstractValue {
    case profile(Profile)
    case anonymous(AnonymousAuthor)

    func sort(into objects: inout ConcreteObjects) {
        switch self {
        case .profile(let profile): objects.append(profile)
        case .anonymous(let author): objects.append(author)
        }
    }
}

/// 익명 n: the same within one thread, unlinkable across threads.
struct AnonymousAuthor: ObjectValue, Hashable {
    var label: String
    var isThreadAuthor: Bool

    /// - Parameter number: 0 for the post's own author, then in the order of first comments.
    init(number: Int) {
        isThreadAuthor = number == 0
        label = isThreadAuthor ? "익명 (글쓴이)" : "익명 \(number)"
    }
}

/// Something that a person wrote, with or without the name.
protocol Authored {
    var authorId: String { get }
    /// For an anonymous text, the author's number in its thread.
    var anonymousNumber: Int? { get }
}

extension Field where Parent: Authored & ObjectValue, Context == CityRequest {
    /// One command for all authors of a level; null where the account is gone.
    static var author: Field {
        Field("author") { parents, context in
            let keys = parents.filter { $0.anonymousNumber == nil }.map(\.authorId)
            let profiles = keys.isEmpty ? [:] : try await context.users.byKey(keys, deadline: context.deadline)
            return parents.map { parent -> Author? in
                if let number = parent.anonymousNumber { return .anonymous(AnonymousAuthor(number: number)) }
                return profiles[parent.authorId].map(Author.profile)
            }
        }
    }
}
