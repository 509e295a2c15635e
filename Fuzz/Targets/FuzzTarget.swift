@testable import GraphQL

/// What can be fuzzed. One program holds them all, and is the one that its file name says.
enum FuzzTarget: String, CaseIterable {
    case lexer, parser, validator, schema, request, json

    static let current: FuzzTarget = {
        let name = CommandLine.arguments.first?.split(separator: "/").last ?? ""
        guard let target = FuzzTarget(rawValue: String(name)) else {
            fail("Call this program by one of these names: \(allCases.map(\.rawValue)).")
        }
        return target
    }()

    /// Ends the process if anything that must hold for every input does not hold for this one.
    func check(_ bytes: [UInt8]) {
        switch self {
        case .lexer: checkLexer(bytes)
        case .parser: checkParser(bytes)
        case .validator: checkValidator(bytes)
        case .schema: checkSchema(bytes)
        case .request: checkRequest(bytes)
        case .json: checkJSON(bytes)
        }
    }
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.current.check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

// MARK: - Saying what must hold

func fail(_ message: String) -> Never { fatalError(message) }

func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { fail(message()) }
}

func expectEqual<Value: Equatable>(_ one: Value, _ other: Value, _ what: @autoclosure () -> String) {
    if one != other { fail("\(what()):\n\(one)\n--- and ---\n\(other)") }
}

/// The value of an expression that must not fail.
func unfailing<Value>(_ what: String, _ body: () throws -> Value) -> Value {
    do { return try body() } catch { fail("\(what): \(error)") }
}

/// A message is for people. However long the input is, it is not.
func expectReadable(_ message: String) {
    expect(!message.isEmpty, "an error without a message")
    expect(message.utf8.count <= 1000, "a message of \(message.utf8.count) bytes")
}

/// The lines of a text, for checking locations against.
struct TextLines {
    /// By line: how many characters it has.
    private var lengths: [Int] = [0]

    init(_ bytes: some Collection<UInt8>) {
        var previous: UInt8 = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): break
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): lengths.append(0)
            case 0x80..<0xC0: break
            default: lengths[lengths.count - 1] += 1
            }
            previous = byte
        }
    }

    /// An error stands at a character of the text or right behind its line.
    func expectInside(_ location: SourceLocation) {
        expect(
            lengths.indices.contains(location.line - 1)
                && (1...lengths[location.line - 1] + 1).contains(location.column),
            "\(location) lies outside of the text")
    }
}
