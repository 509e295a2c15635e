/// What the rules work with: a schema that has been put together but may be wrong, and where its parts come from.
///
/// Types that do not exist have been reported already; ``SchemaSources/unknownType`` stands for them and fits anywhere.
struct SchemaRuleContext {
    let schema: Schema
    let sources: SchemaSources
    private(set) var issues: [SchemaIssue] = []

    init(schema: Schema, sources: SchemaSources) {
        self.schema = schema
        self.sources = sources
    }

    var document: Document { sources.document }

    /// - Parameter node: Where to look, if it is not where the element is defined.
    mutating func report(_ message: String, _ coordinate: String?, at node: Node.ID? = nil) {
        let node = node ?? coordinate.flatMap(sources.node(of:))
        issues.append(SchemaIssue(message, coordinate: coordinate, position: node.map(sources.position(of:))))
    }

    // MARK: - The elements of the document

    /// The types that the document defines.
    var types: [NamedType] { schema.types.filter { sources.types[$0.name] != nil } }

    /// The directives that the document defines.
    var directives: [DirectiveDefinition] {
        schema.directiveDefinitions.filter { sources.directives[$0.name] != nil }
    }

    func isUnknown(_ type: TypeID) -> Bool { type == sources.unknownType }

    /// An argument of a field or directive, or a field of an input object.
    struct InputValue {
        enum Kind { case argument, inputField }

        let definition: InputValueDefinition
        let coordinate: String
        let kind: Kind
    }

    /// Every input value that the document defines.
    var inputValues: [InputValue] {
        var values: [InputValue] = []
        for type in types {
            for field in type.fields {
                values += field.arguments.map { argument in
                    let coordinate = "\(type.name).\(field.name)(\(argument.name):)"
                    return InputValue(definition: argument, coordinate: coordinate, kind: .argument)
                }
            }
            values += type.inputFields.map { field in
                InputValue(definition: field, coordinate: "\(type.name).\(field.name)", kind: .inputField)
            }
        }
        for directive in directives {
            values += directive.arguments.map { argument in
                let coordinate = "@\(directive.name)(\(argument.name):)"
                return InputValue(definition: argument, coordinate: coordinate, kind: .argument)
            }
        }
        return values
    }

    /// The node of a literal: the default of the input value with this coordinate.
    func defaultValue(of coordinate: String) -> Node.ID? {
        guard let node = sources.node(of: coordinate), document[node].defaultValue.isPresent else { return nil }
        return document[node].defaultValue
    }

    /// The node of a directive on an element, or of what is given for an argument of it.
    func appliedArgument(_ directive: String, _ argument: String?, _ coordinate: String) -> Node.ID? {
        let nodes = sources.types[coordinate] ?? sources.node(of: coordinate).map { [$0] } ?? []
        for node in nodes {
            for applied in document.list(document[node].directives)
            where document.text(document[applied].name) == directive {
                let given = document.list(document[applied].arguments).first { node in
                    argument.map { document.text(document[node].name) == $0 } ?? false
                }
                return given.map { document[$0].value } ?? applied
            }
        }
        return nil
    }
}

extension TypeKind {
    /// With its article, for messages.
    var noun: String {
        switch self {
        case .scalar: "a scalar"
        case .object: "an object"
        case .interface: "an interface"
        case .union: "a union"
        case .enum: "an enum"
        case .inputObject: "an input object"
        case .list: "a list"
        case .nonNull: "a non-null type"
        }
    }
}
