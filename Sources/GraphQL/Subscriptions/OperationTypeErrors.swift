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

    private init(_ advice: String, _ operation: PreparedOperation) {
        self.init(
            GraphQLError(
                "The operation is a \(operation.type), \(advice)", code: .wrongOperationType,
                locations: [operation.document.location(of: operation.node)]))
    }
}
