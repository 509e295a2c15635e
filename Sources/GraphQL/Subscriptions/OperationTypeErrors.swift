extension ErrorCode {
    /// A subscription where one response is wanted, or a query or mutation where a stream of responses is.
    public static let wrongOperationType = ErrorCode("WRONG_OPERATION_TYPE")
}

extension RequestError {
    static func subscribable(_ operation: PreparedOperation) -> RequestError {
        RequestError("whose responses are a stream: use `subscribe` for it, not `execute`.", operation)
    }

    static func executable(_ operation: PreparedOperation) -> RequestError {
        RequestError("which has one response: use `execute` for it, not `subscribe`.", operation)
    }

    /// For an operation of a schema that has other resolvers.
    static func foreign(_ operation: PreparedOperation) -> RequestError {
        RequestError(
            GraphQLError(
                "The operation was prepared by another schema, and only that one can execute it.", code: .internalError,
                locations: [operation.document.location(of: operation.node)]))
    }

    private init(_ advice: String, _ operation: PreparedOperation) {
        self.init(
            GraphQLError(
                "The operation is a \(operation.type), \(advice)", code: .wrongOperationType,
                locations: [operation.document.location(of: operation.node)]))
    }
}
