import Testing

@Suite struct CostWeightsRuleTests {
    private static let directive =
        "directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION "
        + "| INPUT_OBJECT | INTERFACE | OBJECT | SCALAR | UNION\n"

    @Test func `A weight is a number of reasonable size`() {
        expectSchemaIssues(
            CostWeightsRuleTests.directive
                + """
                type Query @cost(weight: "-0.5e1") { a(b: Int @cost(weight: 1️⃣"cheap")): Int @cost(weight: 2️⃣"") }
                enum E @cost(weight: 3️⃣"nan") { A }
                input I { a: Int @cost(weight: 4️⃣"1e10") b: Int @cost(weight: "-3") }
                scalar S @cost(weight: 5️⃣"infinity")
                """.replacing("-0.5e1", with: "0.5e1"),
            [
                "1️⃣ Query.a(b:): \"cheap\" is no weight: it must be a number between −1000000000 and 1000000000.",
                "2️⃣ Query.a: \"\" is no weight: it must be a number between −1000000000 and 1000000000.",
                "3️⃣ E: \"nan\" is no weight: it must be a number between −1000000000 and 1000000000.",
                "4️⃣ I.a: \"1e10\" is no weight: it must be a number between −1000000000 and 1000000000.",
                "5️⃣ S: \"infinity\" is no weight: it must be a number between −1000000000 and 1000000000.",
            ])
    }

    @Test func `Fields and inputs may make things cheaper, types may not`() {
        expectSchemaIssues(
            CostWeightsRuleTests.directive + """
                type Query { a(b: Int @cost(weight: "-1")): A @cost(weight: "-1") }
                type A { a: Int }
                extend type A @cost(weight: 1️⃣"-1")
                enum E @cost(weight: 2️⃣"-0.001") { A }
                """,
            [
                "1️⃣ A: The weight of a type cannot be negative.",
                "2️⃣ E: The weight of a type cannot be negative.",
            ])
    }

    @Test func `Weights stand where they count`() {
        let message =
            "\"@cost\" has no effect here: it counts on objects, scalars, enums, and on fields of objects and input objects."
        expectSchemaIssues(
            CostWeightsRuleTests.directive + """
                type Query implements I { a: Int @cost(weight: "1") u: U }
                interface I @cost(weight: 1️⃣"1") { a: Int @cost(weight: 2️⃣"1") }
                union U @cost(weight: 3️⃣"1") = Query
                input In @cost(weight: 4️⃣"1") { a: Int }
                """,
            ["1️⃣ I: \(message)", "2️⃣ I.a: \(message)", "3️⃣ U: \(message)", "4️⃣ In: \(message)"])
    }

    @Test func `A weight is of a type that holds numbers, and another @cost is none of ours`() {
        expectSchemaIssues(
            "directive @cost(1️⃣weight: Boolean!) on FIELD_DEFINITION type Query { a: Int @cost(weight: true) }",
            ["1️⃣ @cost(weight:): A weight is an `Int`, a `Float` or a `String` that holds a number, not `Boolean!`."])
        expectSchema(
            "directive @cost(complexity: Boolean) on INTERFACE type Query { a: Int } interface I @cost { a: Int }")
        expectSchema(
            "directive @cost(weight: Float) on FIELD_DEFINITION type Query { a: Int @cost b: Int @cost(weight: null) }")
    }
}

@Suite struct ListSizesRuleTests {
    private static let directive =
        "directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], "
        + "requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION\n"

    @Test func `Sizes come from arguments that are numbers or lists`() {
        expectSchemaIssues(
            ListSizesRuleTests.directive + """
                type Query {
                  good(first: Int! = 1, ids: [ID!], page: Page!): [Int]
                    @listSize(slicingArguments: ["first", "ids", "page.size.first"], assumedSize: 3)
                  a(first: Int): [Int] @listSize(slicingArguments: 1️⃣["last"])
                  b(first: String): [Int] @listSize(slicingArguments: 2️⃣"first")
                  c(page: Page): [Int] @listSize(slicingArguments: 3️⃣["page.size", "page.offset"])
                  d(pages: [Page]): [Int] @listSize(slicingArguments: 4️⃣["pages.size.first", ""])
                }
                input Page { size: Size } input Size { first: Int }
                """,
            [
                "1️⃣ Query.a: \"last\" is no slicing argument: the field has no argument \"last\".",
                "2️⃣ Query.b: \"first\" is no slicing argument: it is of the type `String`, not `Int` and no list.",
                "3️⃣ Query.c: \"page.size\" is no slicing argument: it is of the type `Size`, not `Int` and no list.",
                "3️⃣ Query.c: \"page.offset\" is no slicing argument: \"Page\" has no field \"offset\".",
                "4️⃣ Query.d: \"pages.size.first\" is no slicing argument: \"pages\" is a list.",
                "4️⃣ Query.d: \"\" is no slicing argument: the field has no argument \"\".",
            ])
    }

    @Test func `Sized are lists, the field's own or those below`() {
        expectSchemaIssues(
            ListSizesRuleTests.directive + """
                type Query {
                  a: Int 1️⃣@listSize(assumedSize: 3)
                  b: Films @listSize(assumedSize: 3, sizedFields: 2️⃣["edge", "count"])
                  c: [Int] 3️⃣@listSize
                  d: [Int] @listSize(assumedSize: 4️⃣-1)
                  e: Films @listSize(assumedSize: 0, sizedFields: ["edges"])
                  f: Films 5️⃣@listSize(sizedFields: ["edges"])
                }
                type Films { edges: [Int!]! count: Int }
                """,
            [
                "1️⃣ Query.a: `Int` is no list: name the fields below that are, with `sizedFields`.",
                "2️⃣ Query.b: \"Films\" has no field \"edge\" to be sized.",
                "2️⃣ Query.b: \"Films.count\" cannot be sized: it is no list.",
                "3️⃣ Query.c: \"@listSize\" says no size: give it `assumedSize` or `slicingArguments`.",
                "4️⃣ Query.d: A list cannot have -1 items.",
                "5️⃣ Query.f: \"@listSize\" says no size: give it `assumedSize` or `slicingArguments`.",
            ])
    }

    @Test func `What does not exist is reported once`() {
        expectSchemaIssues(
            ListSizesRuleTests.directive + """
                type Query {
                  a(first: 1️⃣What): [Int] @listSize(slicingArguments: ["first"])
                  b: 2️⃣What @listSize(assumedSize: 1, sizedFields: ["nodes"])
                }
                """,
            [
                "1️⃣ Query.a(first:): There is no type \"What\": define it, or correct the name.",
                "2️⃣ Query.b: There is no type \"What\": define it, or correct the name.",
            ])
    }
}
