/// The response to one request, as JSON. [Spec 7](https://spec.graphql.org/September2025/#sec-Response)
public struct Response: ~Copyable, Sendable {
    private var json: JSONWriter
    /// Whether the text has an `extensions` entry, which is then its last.
    private var hasExtensions = false
    /// How many errors it reports.
    public let errorCount: Int
    /// The code of the first error when the request was refused before it was executed.
    public let refusal: ErrorCode?
    /// Whether it has a `data` entry: false when the request was refused before it was executed.
    public var isExecuted: Bool { refusal == nil }

    /// The response to a request that was not executed.
    public init(refusing error: RequestError) {
        var json = JSONWriter(capacity: 512)
        json.raw("{\"errors\":")
        Response.write(error.errors, to: &json)
        json.byte(UInt8(ascii: "}"))
        self.json = json
        errorCount = error.errors.count
        refusal = error.errors.first?.code ?? .internalError
    }

    /// - Parameter writer: its text is the complete `{"data":…}`.
    init(_ writer: consuming ResponseWriter) {
        json = writer.json
        errorCount = 0
        refusal = nil
    }

    /// - Parameter writer: its text is the complete `{"data":…}`.
    init(_ writer: consuming ResponseWriter, errors: [GraphQLError]) {
        errorCount = errors.count
        refusal = nil
        // Errors come first, so that a reader meets them before the data they explain.
        var json = JSONWriter(capacity: writer.json.count + 256 * errors.count)
        json.raw("{\"errors\":")
        Response.write(errors, to: &json)
        json.byte(UInt8(ascii: ","))
        writer.json.withBytes { bytes in
            // The text begins with a brace, so there is something behind it.
            json.raw(bytes.baseAddress!.assumingMemoryBound(to: UInt8.self) + 1, bytes.count - 1)
        }
        self.json = json
    }

    /// A response that was written before.
    init(_ bytes: [UInt8]) {
        var json = JSONWriter(capacity: bytes.count)
        json.raw(bytes)
        self.json = json
        errorCount = 0
        refusal = nil
    }

    /// Adds entries to `extensions`: what a server wants to say besides the specification's entries.
    /// [Spec 7.1.3](https://spec.graphql.org/September2025/#sec-Extensions)
    ///
    /// - Parameter entries: of names that were not added before. Without any nothing changes: the entry is absent then.
    /// - Complexity: linear in the entries.
    public mutating func add(extensions entries: [Value.ObjectField]) {
        guard !entries.isEmpty else { return }
        if hasExtensions {
            // Behind the last entry, before the two braces at the end.
            json.truncate(to: json.count - 2)
            json.byte(UInt8(ascii: ","))
        } else {
            // Every response has another entry before it.
            json.truncate(to: json.count - 1)
            json.raw(",\"extensions\":{")
            hasExtensions = true
        }
        for (index, entry) in entries.enumerated() {
            if index > 0 { json.byte(UInt8(ascii: ",")) }
            json.string(entry.name)
            json.byte(UInt8(ascii: ":"))
            json.value(entry.value)
        }
        json.raw("}}")
    }

    private static func write(_ errors: [GraphQLError], to json: inout JSONWriter) {
        json.byte(UInt8(ascii: "["))
        for (index, error) in errors.enumerated() {
            if index > 0 { json.byte(UInt8(ascii: ",")) }
            error.write(to: &json)
        }
        json.byte(UInt8(ascii: "]"))
    }

    /// How many bytes the JSON text has.
    public var byteCount: Int { json.count }

    /// Calls `body` with the JSON text, as UTF-8.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try json.withBytes(body)
    }

    /// The JSON text.
    public var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}

// The writer is the only owner of its memory.
extension JSONWriter: @unchecked Sendable {}
