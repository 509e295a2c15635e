package import GraphQL

/// What one request works with: the city, who asks, and until when an answer is of use.
///
/// Resolvers reach the city's parts through it directly: `context.shops`.
@dynamicMemberLookup
struct CityRequest: Sendable {
    let city: City
    let viewer: Viewer
    /// One moment for the whole request, so that its parts agree.
    let now: Timestamp
    let deadline: ContinuousClock.Instant
    /// The language of names where a field does not say.
    let locale: Locale

    subscript<Part>(dynamicMember part: KeyPath<City, Part>) -> Part { city[keyPath: part] }

    /// - Throws: `UNAUTHENTICATED` when nobody is signed in.
    func signedInUser() throws(GraphQLError) -> String {
        guard let userId = viewer.userId else {
            throw GraphQLError(
                "This needs somebody signed in: send `Authorization: Bearer <token>`.", code: .unauthenticated)
        }
        return userId
    }
}

/// A request in GraphQL's own terms, however it came in.
package struct GraphQLRequest: Sendable {
    package var query: String
    package var operationName: String?
    /// An object, or null.
    package var variables: Value

    package init(query: String, operationName: String? = nil, variables: Value = .null) {
        self.query = query
        self.operationName = operationName
        self.variables = variables
    }
}

extension ErrorCode {
    static let unauthenticated = ErrorCode("UNAUTHENTICATED")
    /// A cursor that this list did not give out.
    static let badCursor = ErrorCode("BAD_CURSOR")
    /// An id that no node can have.
    static let badId = ErrorCode("BAD_ID")
    /// A store that the answer depends on is away or too slow; trying again later may help.
    static let unavailable = ErrorCode("UNAVAILABLE")
    static let timeout = ErrorCode("TIMEOUT")
}

package enum Locale: String, EnumValue {
    case korean = "KO"
    case english = "EN"
}

typealias Object<Value: ObjectValue> = ObjectType<Value, CityRequest>
typealias Context = FieldContext<CityRequest>
