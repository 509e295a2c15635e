enum Validator {
    static func errors(in document: Document, schema: Schema, options: ValidationOptions) -> [GraphQLError] { [] }
}
