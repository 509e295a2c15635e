extension Schema {
    /// The schema as somebody sees it for whom `isVisible` decides.
    ///
    /// Hidden with an element is everything that only makes sense with it: what is of a hidden type, types of which no
    /// member is left, directives that lack a required argument, and types that nothing visible leads to. Arguments and
    /// input fields that are hidden keep their defaults for the resolvers.
    ///
    /// The predicate is asked once about each type, its members and arguments, and about each directive and its
    /// arguments. The specification's own elements are always visible.
    ///
    /// - Throws: ``SchemaError`` when what is left is no schema: nothing of the query root, an interface that promises
    ///   what an implementation hides, something required hidden, a default that mentions something hidden.
    /// - Complexity: linear in the size of the schema, times the length of the longest chain of types that are hidden
    ///   because of each other.
    public func view(_ isVisible: (SchemaElement) -> Bool) throws(SchemaError) -> Schema {
        var builder = ViewBuilder(self, ViewChoices(self, isVisible))
        return try builder.build()
    }

    /// By field number: the coordinate, meta-fields included.
    var fieldCoordinates: [String] {
        var coordinates = [String](repeating: "", count: fieldCount)
        for type in types { for field in type.fields { coordinates[field.id] = coordinate(of: field) } }
        for field in [typenameField, schemaField, typeField] { coordinates[field.id] = field.name }
        return coordinates
    }

    /// By field number: the type of its results.
    var fieldReturnTypes: [String] {
        var texts = [String](repeating: "", count: fieldCount)
        for type in types { for field in type.fields { texts[field.id] = text(field.type) } }
        for field in [typenameField, schemaField, typeField] { texts[field.id] = text(field.type) }
        return texts
    }
}
