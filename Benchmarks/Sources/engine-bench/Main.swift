import Foundation
import GraphQL

/// Measures the engine and two limits: copying the finished answer, and writing it by hand in C.
///
///     engine-bench FOLDER [SECONDS [CASE,CASE… [OPERATION,OPERATION…]]]
///
/// The folder holds `schema.graphql` and `queries/`; `data.json` and `expected/` are generated when they are not there.
/// The case `linearity` stands for itself. Prints one JSON line for each measurement, with nanoseconds for each operation.
@main struct Main {
    private let folder: URL
    private let seconds: Double
    /// `nil` for all.
    private let operations: [String]?
    private let city: City
    private let schema: ExecutableSchema<City>
    private let forgetful: ExecutableSchema<City>
    private let admitting: ExecutableSchema<City>
    private let limits: Limits

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 1 else {
            print("usage: engine-bench FOLDER [SECONDS [CASE,CASE… [OPERATION,OPERATION…]]]")
            return
        }
        let names = arguments.count > 3 ? arguments[3].split(separator: ",").map(String.init) : Case.all
        let operations = arguments.count > 4 ? arguments[4].split(separator: ",").map(String.init) : nil
        if names == ["linearity"] {
            let seconds = Double(arguments[2]) ?? 0.5
            return try await Linearity.measure(URL(filePath: arguments[1]), seconds: seconds)
        }
        let main = try Main(
            folder: URL(filePath: arguments[1]), seconds: arguments.count > 2 ? Double(arguments[2]) ?? 0.5 : 0.5,
            operations: operations)
        for name in names { try await main.measure(try Case(name, in: main.folder)) }
    }

    private init(folder: URL, seconds: Double, operations: [String]?) throws {
        self.operations = operations
        self.folder = folder
        self.seconds = seconds
        let data = try? Data(contentsOf: folder.appending(path: "data.json"))
        city = try data.map { try City.loaded(Array($0)) } ?? City.generated()
        let text = try String(contentsOf: folder.appending(path: "schema.graphql"), encoding: .utf8)
        var options = ExecutionOptions()
        schema = try City.schema(text, options)
        options.preparedOperations = 0
        forgetful = try City.schema(text, options)
        options = ExecutionOptions()
        options.maximumCost = .max
        admitting = try City.schema(text, options)
        limits = Limits(city)
    }

    private func report(_ engine: String, _ name: String, _ op: String, _ body: () throws -> Void) throws {
        guard operations?.contains(op) ?? true else { return }
        print(try Measurement.of(seconds: seconds, body).line(engine: engine, case: name, op: op))
    }

    nonisolated(nonsending)
        private func report(_ name: String, _ op: String, _ body: nonisolated(nonsending) () async throws -> Void)
        async throws
    {
        guard operations?.contains(op) ?? true else { return }
        print(try await Measurement.of(seconds: seconds, body).line(engine: "citylink", case: name, op: op))
    }

    nonisolated(nonsending) private func measure(_ test: Case) async throws {
        let document = try schema.schema.parse(test.text)
        guard schema.schema.validate(document).isEmpty else {
            throw WrongAnswer(description: "\(test.name) is not valid")
        }
        try report("citylink", test.name, "parse") { _ = try schema.schema.parse(test.text) }
        try report("citylink", test.name, "validate") {
            if !schema.schema.validate(document).isEmpty { throw WrongAnswer(description: test.name) }
        }
        if test.isDocumentOnly { return }
        let operation = try schema.prepare(test.text).operation
        let answer = try await check(test, operation)
        var sum = 0
        try await report(test.name, "execute_json") {
            sum += await schema.execute(operation, variables: test.variables, context: city).byteCount
        }
        let counting = CountingObserver()
        try await report(test.name, "execute_json_counted") {
            sum += await schema.execute(operation, variables: test.variables, context: city, observer: counting)
                .byteCount
        }
        try await report(test.name, "execute_json_recorded") {
            let recording = RecordingObserver()
            sum += await schema.execute(operation, variables: test.variables, context: city, observer: recording)
                .byteCount
        }
        let priced = try admitting.prepare(test.text).operation
        try await report(test.name, "execute_json_admitted") {
            sum += await admitting.execute(priced, variables: test.variables, context: city).byteCount
        }
        try await report(test.name, "full") {
            sum += await schema.execute(test.text, variables: test.variables, context: city).byteCount
        }
        try await report(test.name, "full_cold") {
            sum += await forgetful.execute(test.text, variables: test.variables, context: city).byteCount
        }
        let copy = UnsafeMutableRawPointer.allocate(byteCount: answer.count, alignment: 16)
        defer { copy.deallocate() }
        try report("memcpy", test.name, "execute_json") {
            answer.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
            sum += Int(copy.load(as: UInt8.self))
        }
        if limits.write(test.name) != nil {
            try report("handwritten-c", test.name, "execute_json") { sum += limits.write(test.name)?.count ?? 0 }
        }
        if sum == 0, operations == nil { throw WrongAnswer(description: "nothing was written") }
    }

    /// The answer, after comparing it with the one on file and with the one written by hand.
    nonisolated(nonsending) private func check(_ test: Case, _ operation: PreparedOperation) async throws -> [UInt8] {
        let response = await schema.execute(operation, variables: test.variables, context: city)
        let answer = response.withBytes { Array($0) }
        if let expected = test.expected, expected != answer {
            throw WrongAnswer(description: "\(test.name): the answer differs from the expected one")
        }
        if let byHand = limits.write(test.name), !byHand.elementsEqual(answer) {
            throw WrongAnswer(description: "\(test.name): the answer differs from the one written by hand")
        }
        guard response.errorCount == 0 else { throw WrongAnswer(description: "\(test.name): \(response.text)") }
        return answer
    }
}
