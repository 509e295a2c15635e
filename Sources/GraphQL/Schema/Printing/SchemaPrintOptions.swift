/// What a printed schema contains besides its types.
public struct SchemaPrintOptions: Sendable, Hashable {
    /// Which directives are printed where they are applied, and which of their definitions.
    public enum Directives: Sendable, Hashable, CaseIterable {
        /// Every directive. What is printed builds an equal schema.
        case all
        /// `@deprecated`, `@specifiedBy` and `@oneOf`: what introspection knows too. Of the definitions only those are
        /// left that a client can use in a request.
        case specified
    }

    public var directives: Directives
    public var descriptions: Bool
    /// Arguments, interfaces and union members that would reach beyond this column stand on lines of their own.
    public var lineWidth: Int

    public init(directives: Directives = .all, descriptions: Bool = true, lineWidth: Int = 120) {
        self.directives = directives
        self.descriptions = descriptions
        self.lineWidth = lineWidth
    }
}
