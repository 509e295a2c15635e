import Testing

@testable import GraphQL

@Suite struct OverlappingFieldsCanBeMergedRuleTests {
    private let hint = " Use different aliases on the fields to fetch both if this was intentional."

    private func expect(
        _ marked: String, _ errors: (marks: String, reason: String)..., schema: Schema = TransitFixture.schema,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        let errors = errors.map { ExpectedError($0.marks, "Fields \($0.reason).\(hint)") }
        switch errors.count {
        case 1:
            expectErrors(
                marked, .overlappingFieldsCanBeMerged, errors[0], schema: schema, sourceLocation: sourceLocation)
        default:
            expectErrors(
                marked, .overlappingFieldsCanBeMerged, errors[0], errors[1], schema: schema,
                sourceLocation: sourceLocation)
        }
    }

    // MARK: - The same meaning

    @Test func `accepts the same field again, with the same arguments and directives of any kind`() {
        expectValid("{ bus { name name other: name } }")
        expectValid("{ bus { isLate(byMinutes: 1, atOtherStops: true) isLate(atOtherStops: true, byMinutes: 1) } }")
        expectValid("{ bus { name @include(if: true) name @skip(if: true) a: seats } }")
        expectValid("query ($x: Int) { bus { isLate(byMinutes: $x) isLate(byMinutes: $x) } }")
        expectValid("{ bus { ...F name ...F } bus { ...F } } fragment F on Bus { name seats }")
    }

    @Test func `refuses different fields under one name`() {
        expect(
            "{ bus { 1️⃣x: name 2️⃣x: nickname } }",
            ("1️⃣2️⃣", #""x" conflict because "name" and "nickname" are different fields"#))
        expect(
            "{ bus { 1️⃣name: nickname 2️⃣name } }",
            ("1️⃣2️⃣", #""name" conflict because "nickname" and "name" are different fields"#))
        expect(
            "{ bus { 1️⃣x: name ... { ... on Bus { 2️⃣x: nickname } } } }",
            ("1️⃣2️⃣", #""x" conflict because "name" and "nickname" are different fields"#))
    }

    @Test func `refuses different arguments`() {
        let reason = #""isLate" conflict because they have differing arguments"#
        expect("{ bus { 1️⃣isLate(byMinutes: 1) 2️⃣isLate(byMinutes: 2) } }", ("1️⃣2️⃣", reason))
        expect("{ bus { 1️⃣isLate 2️⃣isLate(byMinutes: 5) } }", ("1️⃣2️⃣", reason))
        expect("{ bus { 1️⃣isLate(byMinutes: 1) 2️⃣isLate(atOtherStops: true) } }", ("1️⃣2️⃣", reason))
        expect("{ bus { 1️⃣isLate(byMinutes: 1) 2️⃣isLate(byMinutes: 1, atOtherStops: true) } }", ("1️⃣2️⃣", reason))
        expect(
            "query ($a: Int, $b: Int) { bus { 1️⃣isLate(byMinutes: $a) 2️⃣isLate(byMinutes: $b) } }", ("1️⃣2️⃣", reason))
        expect("query ($a: Int) { bus { 1️⃣isLate(byMinutes: $a) 2️⃣isLate(byMinutes: 1) } }", ("1️⃣2️⃣", reason))
    }

    @Test(arguments: [
        ("{a: 1, b: [2]}", "{b: [2], a: 1}"), (#""a""#, #""\u0061""#), (#""a""#, #""""a""""#), ("[]", "[]"),
        ("1.50", "1.50"),
        ("{a: {c: 1, b: 2}, d: null}", "{d: null, a: {b: 2, c: 1}}"), ("true", "true"), ("X", "X"),
    ])
    func `takes literals for equal that mean the same`(_ one: String, _ other: String) {
        expectValid("{ search(any: \(one)) { id } search(any: \(other)) { id } }")
    }

    @Test(arguments: [
        ("{a: 1}", "{a: 2}"), ("{a: 1}", "{b: 1}"), ("[1, 2]", "[2, 1]"), ("[1]", "1"), ("1", "1.0"), ("null", "0"),
        (#""X""#, "X"), ("true", "false"), ("[1]", "[1, 2]"), ("{}", "[]"), ("{a: 1, b: 2}", "{b: 2, a: 3}"),
        (#""a""#, #""A""#), ("{a: 1, b: 2}", "{b: 2}"), (#""a b""#, #""""  a c""""#),
        // An accent that is part of the letter, and one that follows it.
        (#""\u00e9""#, #""e\u0301""#), (#""\u00e9""#, "\"e\u{301}\""),
    ])
    func `takes literals for different that mean something different`(_ one: String, _ other: String) {
        expect(
            "{ 1️⃣search(any: \(one)) { id } 2️⃣search(any: \(other)) { id } }",
            ("1️⃣2️⃣", #""search" conflict because they have differing arguments"#))
    }

    @Test func `lets fields of different objects differ`() {
        expectValid("{ vehicle { ... on Bus { x: name } ... on Tram { x: nickname } } }")
        expectValid("{ vehicle { ... on Bus { name(short: true) } ... on Tram { name } } }")
        expectValid(
            "{ anything { ... on Bus { x: seats @skip(if: true) } ... on Stop { x: id } } }", .knownArgumentNames)
    }

    @Test func `compares fields of an interface with those of every object`() {
        expect(
            "{ vehicle { 1️⃣x: name ... on Bus { 2️⃣x: nickname } } }",
            ("1️⃣2️⃣", #""x" conflict because "name" and "nickname" are different fields"#))
        expect(
            "{ vehicle { ... on Bus { 2️⃣x: nickname } ... on Tram { 3️⃣x: nickname } 1️⃣x: name } }",
            ("2️⃣1️⃣", #""x" conflict because "nickname" and "name" are different fields"#),
            ("3️⃣1️⃣", #""x" conflict because "nickname" and "name" are different fields"#))
        expectValid("{ vehicle { name ... on Bus { name } ... on Tram { name } ... on Named { name } } }")
    }

    // MARK: - The same shape

    @Test func `refuses different shapes even on different objects`() {
        expect(
            "{ vehicle { ... on Bus { 1️⃣x: name } ... on Tram { 2️⃣x: voltage } } }",
            ("1️⃣2️⃣", #""x" conflict because they return conflicting types "String" and "Float""#))
        expect(
            "{ vehicle { ... on Bus { 1️⃣seats } ... on Tram { 2️⃣seats } } }",
            ("1️⃣2️⃣", #""seats" conflict because they return conflicting types "Int!" and "Int""#))
        expect(
            "{ vehicle { ... on Bus { 1️⃣x: line { id } } ... on Tram { 2️⃣x: cars { name } } } }",
            ("1️⃣2️⃣", #""x" conflict because they return conflicting types "Line" and "[Bus]""#))
        expect(
            "{ vehicle { ... on Bus { 1️⃣x: name } ... on Tram { 2️⃣x: line { id } } } }",
            ("1️⃣2️⃣", #""x" conflict because they return conflicting types "String" and "Line""#))
        expect(
            "{ vehicle { ... on Bus { 1️⃣x: fuel } ... on Tram { 2️⃣x: nickname } } }",
            ("1️⃣2️⃣", #""x" conflict because they return conflicting types "Fuel" and "String""#))
    }

    @Test func `lets different composite types stand in one place, if their fields can`() {
        expectValid("{ vehicle { ... on Bus { x: line { name } } ... on Tram { x: follower { name } } } }")
        expect(
            """
            { vehicle {
                ... on Bus { 1️⃣x: line { 2️⃣y: id } }
                ... on Tram { 3️⃣x: follower { 4️⃣y: name } }
            } }
            """,
            (
                "1️⃣2️⃣3️⃣4️⃣",
                #""x" conflict because subfields "y" conflict because they return conflicting types "ID!" and "String""#
            ))
    }

    @Test func `does not let the meaning matter below different objects`() {
        expectValid("{ vehicle { ... on Bus { x: line { y: name } } ... on Tram { x: line { y: name } } } }")
        expectValid(
            "{ vehicle { ... on Bus { follower { x: name } } ... on Tram { follower { x: name(short: true) } } } }")
    }

    // MARK: - Deep conflicts

    @Test func `finds conflicts below fields that are merged`() {
        expect(
            "{ 1️⃣bus { 2️⃣x: name } 3️⃣bus { 4️⃣x: nickname } }",
            (
                "1️⃣2️⃣3️⃣4️⃣",
                #""bus" conflict because subfields "x" conflict because "name" and "nickname" are different fields"#
            ))
        expect(
            "{ 1️⃣bus { 2️⃣line { 3️⃣x: id } } 4️⃣bus { 5️⃣line { 6️⃣x: name } } }",
            (
                "1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣",
                #""bus" conflict because subfields "line" conflict because subfields "x" conflict because "id" and "name" are different fields"#
            ))
    }

    @Test func `reports a conflict where it begins`() {
        expect(
            "{ bus { 1️⃣line { 2️⃣x: id } 3️⃣line { 4️⃣x: name } } bus { line { x: id } } }",
            ("1️⃣2️⃣3️⃣4️⃣", #""line" conflict because subfields "x" conflict because "id" and "name" are different fields"#))
    }

    @Test func `reports a conflict within one field only there, though the field is merged with others`() {
        expect(
            "{ bus { 1️⃣x: name 2️⃣x: nickname } bus { x: name } }",
            ("1️⃣2️⃣", #""x" conflict because "name" and "nickname" are different fields"#))
    }

    @Test func `finds conflicts through fragments`() {
        expect(
            "{ bus { ...A ...B } } fragment A on Bus { 1️⃣x: name } fragment B on Bus { 2️⃣x: nickname }",
            ("1️⃣2️⃣", #""x" conflict because "name" and "nickname" are different fields"#))
        expect(
            """
            { bus { ...A } 1️⃣tram { 2️⃣x: name } ...Q }
            fragment A on Bus { name ...B }
            fragment B on Bus { seats }
            fragment Q on Query { 3️⃣tram { 4️⃣x: nickname } bus { ...B } }
            """,
            (
                "1️⃣2️⃣3️⃣4️⃣",
                #""tram" conflict because subfields "x" conflict because "name" and "nickname" are different fields"#
            ))
    }

    @Test func `finds a conflict within a fragment once, however often it is spread`() {
        expect(
            """
            { bus { ...A } a: bus { ...A seats } b: bus { seats ...A } c: bus { ...A fuel } }
            fragment A on Bus { 1️⃣x: name 2️⃣x: nickname }
            """,
            ("1️⃣2️⃣", #""x" conflict because "name" and "nickname" are different fields"#))
    }

    @Test func `finds conflicts in fragments that nobody spreads`() {
        expect(
            "{ bus { name } } fragment A on Bus { 1️⃣x: name 2️⃣x: nickname }",
            ("1️⃣2️⃣", #""x" conflict because "name" and "nickname" are different fields"#))
    }

    @Test func `finds conflicts deep in merged sets with interfaces`() {
        expect(
            """
            { vehicle {
                1️⃣follower { 2️⃣x: name }
                ... on Bus { 3️⃣follower { 4️⃣x: name(short: true) } }
                ... on Tram { follower { x: name } }
            } }
            """,
            ("1️⃣2️⃣3️⃣4️⃣", #""follower" conflict because subfields "x" conflict because they have differing arguments"#))
    }

    @Test func `finds conflicts among the fields of one object when there are others`() {
        expect(
            """
            { vehicle {
                ... on Bus { 1️⃣follower { 2️⃣x: name } 3️⃣follower { 4️⃣x: name(short: true) } }
                ... on Tram { follower { x: name } }
            } }
            """,
            ("1️⃣2️⃣3️⃣4️⃣", #""follower" conflict because subfields "x" conflict because they have differing arguments"#))
    }

    @Test func `is not troubled by fields and types that do not exist`() {
        expectValid(
            "{ bus { x: unknown x: name ... on Nowhere { x: seats } x: other } }", .overlappingFieldsCanBeMerged)
        expectValid("{ bus { ...Missing ...Missing name } }", .overlappingFieldsCanBeMerged)
    }

    @Test func `is not troubled by fragments that form cycles`() {
        expectValid(
            "{ bus { ...A x: name } } fragment A on Bus { ...B x: name } fragment B on Bus { ...A }",
            .overlappingFieldsCanBeMerged)
        let errors = validationErrors(
            "{ line(id: 1) { ...A } } fragment A on Line { next { ...A x: id } next { x: name ...A } }")
        #expect(errors.contains { $0.isOf(.noFragmentCycles) })
    }

    @Test func `compares introspection's fields like others`() {
        expect(
            "{ 1️⃣x: __typename 2️⃣x: old }", ("1️⃣2️⃣", #""x" conflict because "__typename" and "old" are different fields"#))
        expectValid("{ vehicle { __typename ... on Bus { __typename } } __typename ... { __typename } }")
    }
}
