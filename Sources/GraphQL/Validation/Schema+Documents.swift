extension Schema {
    /// Parses a document whose names will be looked up in this schema, which validating it then need not do.
    public func parse(_ text: String, limits: ParseLimits = .default) throws(SyntaxError) -> Document {
        try Document.parse(text, symbols: symbols, limits: limits)
    }

    /// Every error of a document, in its order, up to the options' limit; none when it can be executed.
    /// [Spec 5](https://spec.graphql.org/September2025/#sec-Validation)
    ///
    /// A document that was parsed for another schema, or for none, is parsed once more.
    ///
    /// - Complexity: linear in the size of the document.
    public func validate(_ document: Document, options: ValidationOptions = ValidationOptions()) -> [GraphQLError] {
        if document.names.shared === symbols {
            return Validator.errors(in: document, schema: self, options: options)
        }
        do {
            let own = try Document.parse(document.sourceBytes, symbols: symbols, limits: .trusted)
            return Validator.errors(in: own, schema: self, options: options)
        } catch {
            return [GraphQLError(error.message, code: ErrorCode(error.code.rawValue))]
        }
    }
}
