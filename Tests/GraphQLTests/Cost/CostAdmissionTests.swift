import Testing

@testable import GraphQL

/// Operations that cost too much are refused before anything is done.
@Suite struct CostAdmissionTests {
    private struct Shop: ObjectValue {
        let name: String
        let reviews: [Review]
    }

    private struct Review: ObjectValue { let stars: Int }

    private actor Calls {
        private(set) var count = 0

        func shops(_ first: Int) -> [Shop] {
            count += 1
            return (0..<first).map { Shop(name: "S\($0)", reviews: [Review(stars: 3)]) }
        }
    }

    private static let sdl =
        PricedSchema.directives + """
            type Query {
              shops(first: Int! = 2): [Shop!]! @cost(weight: "2") @listSize(slicingArguments: ["first"])
            }
            type Shop {
              name: String!
              reviews: [Review!]! @listSize(assumedSize: 5)
            }
            type Review { stars: Int! }
            """

    private static func schema(maximumCost: Int?) throws -> ExecutableSchema<Calls> {
        var options = ExecutionOptions()
        options.maximumCost = maximumCost
        return try ExecutableSchema(
            Schema(sdl),
            TypeBindings<Calls> {
                ObjectType<Root, Calls>("Query") {
                    Field("shops", Argument("first", Int.self)) { calls, first in await calls.request.shops(first) }
                }
                ObjectType<Shop, Calls>("Shop") {
                    Field("name", \.name)
                    Field("reviews", \.reviews)
                }
                ObjectType<Review, Calls>("Review") { Field("stars", \.stars) }
            }, options: options)
    }

    private static let query = "query ($n: Int! = 3) {\n  shops(first: $n) { name reviews { stars } } }"

    // 1 for the root, 2 for `shops`; each shop 1 and a hundredth for its name, 1 for `reviews`, 5 reviews with stars.
    private static func cost(_ shops: Int) -> Int { Int((3 + Double(shops) * (1.01 + 1 + 5 * 1.01)).rounded(.up)) }

    @Test func `An operation that costs as much as is allowed is executed, and one that costs more is not`()
        async throws
    {
        let schema = try CostAdmissionTests.schema(maximumCost: CostAdmissionTests.cost(4))
        let calls = Calls()
        for number in [nil, 4, 0, 4] as [Int?] {
            let variables = number.map { Value.object([.init("n", .int($0))]) } ?? .null
            let answer = await schema.execute(CostAdmissionTests.query, variables: variables, context: calls).text
            #expect(answer.hasPrefix("{\"data\":{\"shops\":["))
        }
        #expect(await calls.count == 4)
        for number in [5, 6, Int(Int32.max)] {
            let answer = await schema.execute(
                CostAdmissionTests.query, variables: .object([.init("n", .int(number))]), context: calls)
            #expect(answer.text.contains("\"COST_LIMIT_EXCEEDED\""))
            #expect(!answer.text.contains("\"data\""))
        }
        #expect(await calls.count == 4)
    }

    @Test func `A refusal says what costs the most and what to ask less of`() async throws {
        let schema = try CostAdmissionTests.schema(maximumCost: 50)
        let answer = await schema.execute(
            CostAdmissionTests.query, variables: .object([.init("n", .int(100))]), context: Calls()
        ).text
        #expect(
            answer == """
                {"errors":[{"message":"The operation may cost 709 points, but no more than 50 are allowed. Most of it, 605, \
                is for 500 values of Shop.reviews: ask for fewer items of Query.shops (100), or fewer fields.",\
                "locations":[{"line":2,"column":27}],"extensions":{"code":"COST_LIMIT_EXCEEDED","cost":709,\
                "maximumCost":50,"mostExpensive":[{"coordinate":"Shop.reviews","cost":605,"values":500},\
                {"coordinate":"Query.shops","cost":103,"values":100},{"coordinate":"Query","cost":1,"values":1}]}}]}
                """)
    }

    @Test func `Nothing is refused without a limit, and what is constant is refused too`() async throws {
        let query = "{ shops(first: 50) { name reviews { stars } } }"
        let free = await (try CostAdmissionTests.schema(maximumCost: nil)).execute(query, context: Calls()).text
        #expect(free.hasPrefix("{\"data\""))
        let schema = try CostAdmissionTests.schema(maximumCost: CostAdmissionTests.cost(50) - 1)
        for _ in 0..<2 {
            #expect(
                await schema.execute(query, context: Calls()).text.contains("\"cost\":\(CostAdmissionTests.cost(50)),"))
        }
        let none = try CostAdmissionTests.schema(maximumCost: 0)
        #expect(await none.execute("{ __typename }", context: Calls()).text.contains("COST_LIMIT_EXCEEDED"))
    }

    @Test func `The cost of a prepared operation can be asked for`() throws {
        let schema = try CostAdmissionTests.schema(maximumCost: 1)
        let operation = try schema.prepare(CostAdmissionTests.query).operation
        #expect(try operation.cost().points == CostAdmissionTests.cost(3))
        #expect(
            try operation.cost(variables: .object([.init("n", .int(7))])).points == CostAdmissionTests.cost(7))
    }

    @Test func `Views have the limit too`() async throws {
        let view = try CostAdmissionTests.schema(maximumCost: 10).view { $0.member != "name" }
        let answer = await view.execute("{ shops(first: 9) { reviews { stars } } }", context: Calls()).text
        #expect(answer.contains("COST_LIMIT_EXCEEDED"))
    }
}
