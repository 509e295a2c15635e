import GraphQL

/// An expected failure of a write, returned as data.
enum Problem: AbstractValue {
    case input(InputProblem)
    case duplicate(DuplicateProblem)

    func sort(into objects: inout ConcreteObjects) {
        switch self {
        case .input(let problem): objects.append(problem)
        case .duplicate(let problem): objects.append(problem)
        }
    }
}

struct InputProblem: ObjectValue {
    var code: ProblemCode
    var message: String
    var path: [String]?
}

struct DuplicateProblem: ObjectValue {
    var code = ProblemCode.duplicate
    var message: String
    var path: [String]?
    var existing: Node
}

enum ProblemCode: String, EnumValue {
    case invalid = "INVALID"
    case notFound = "NOT_FOUND"
    case duplicate = "DUPLICATE"
    case keyReused = "KEY_REUSED"
}

/// What a write answers.
protocol WritePayload: ObjectValue {
    init(problems: [Problem])
}

struct ReviewPayload: WritePayload {
    var review: Review?
    var shop: Shop?
    var problems: [Problem] = []
}

struct PostPayload: WritePayload {
    var post: Post?
    var problems: [Problem] = []
}

struct CommentPayload: WritePayload {
    var comment: Comment?
    var post: Post?
    var problems: [Problem] = []
}

extension ReviewPayload {
    init(problems: [Problem]) { self.init(review: nil, shop: nil, problems: problems) }
}

extension PostPayload {
    init(problems: [Problem]) { self.init(post: nil, problems: problems) }
}

extension CommentPayload {
    init(problems: [Problem]) { self.init(comment: nil, post: nil, problems: problems) }
}

extension Problem {
    static func invalid(_ message: String, _ path: String...) -> Problem {
        .input(InputProblem(code: .invalid, message: message, path: path))
    }

    static func notFound(_ message: String, _ path: String...) -> Problem {
        .input(InputProblem(code: .notFound, message: message, path: path))
    }

    static let keyReused = Problem.input(
        InputProblem(code: .keyReused, message: "이 멱등 키는 다른 요청에 이미 쓰였습니다. 새 키로 다시 보내 주세요.", path: ["idempotencyKey"]))

    /// The most bytes that one character of a text takes on average: enough for families of emoji, too little for
    /// characters that are buried under thousands of marks.
    private static let bytesPerCharacter = 32

    /// A text that must have some characters and not too many; surrounding white space does not count, and there must be
    /// something to see.
    static func check(_ text: String, _ range: ClosedRange<Int>, _ path: String...) -> Problem? {
        let text = text.trimmed
        let count = text.isVisible ? text.count : 0
        if range.contains(count), text.utf8.count <= range.upperBound * bytesPerCharacter { return nil }
        let message =
            count < range.lowerBound
            ? "내용을 입력해 주세요."
            : count > range.upperBound
                ? "\(range.upperBound)자까지 쓸 수 있습니다. (지금 \(count)자)" : "글자에 붙은 부호가 너무 많습니다."
        return .input(InputProblem(code: .invalid, message: message, path: path))
    }
}

extension String {
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Whether there is anything to see: not only white space, control characters, zero-width characters and fillers.
    fileprivate var isVisible: Bool {
        unicodeScalars.contains { scalar in
            let properties = scalar.properties
            return !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
                && properties.generalCategory != .control && scalar != "\u{2800}"
        }
    }
}

enum WriteResolvers {
    static var types: TypeBindings<CityRequest> {
        TypeBindings {
            Object<InputProblem>("InputProblem") {
                Field("code", \.code)
                Field("message", \.message)
                Field("path", \.path)
            }
            Object<DuplicateProblem>("DuplicateProblem") {
                Field("code", \.code)
                Field("message", \.message)
                Field("path", \.path)
                Field("existing", \.existing)
            }
        }
    }
}
