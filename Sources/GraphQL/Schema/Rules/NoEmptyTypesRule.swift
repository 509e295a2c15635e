/// Objects, interfaces and input objects have fields, unions have members, enums have values.
enum NoEmptyTypesRule: SchemaRule {
    static func check(_ context: inout SchemaRuleContext) {
        for type in context.types {
            switch type.kind {
            case .object where type.fields.isEmpty, .interface where type.fields.isEmpty:
                context.report("\"\(type.name)\" needs at least one field.", type.name)
            case .inputObject where type.inputFields.isEmpty:
                context.report("\"\(type.name)\" needs at least one input field.", type.name)
            case .enum where type.enumValues.isEmpty:
                context.report("\"\(type.name)\" needs at least one value.", type.name)
            case .union where type.possibleTypes.isEmpty:
                context.report("\"\(type.name)\" needs at least one member.", type.name)
            default: continue
            }
        }
    }
}
