import GraphQL
import Testing

/// The engine against an executor that is too simple to be wrong.
@Suite struct OracleTests {
    private static let worlds: Range<UInt64> = 0..<100
    private static let operations: Range<UInt64> = 0..<20

    @Test(arguments: worlds)
    func `Random operations on random data are answered as the specification says`(seed: UInt64) async throws {
        let world = World(seed: seed)
        let schema = try BoundWorld.schema(of: world)
        for number in OracleTests.operations {
            let operation = RandomOperation(seed: seed * 1000 + number, in: world)
            var oracle = try NaiveExecutor(operation, in: world)
            let expected = oracle.response()
            let answer = await schema.execute(operation.text, variables: operation.provided, context: world).text
            if answer != expected {
                Issue.record(
                    """
                    world \(seed), operation \(number): \(operation.text)
                    variables: \(operation.provided)
                    engine: \(answer)
                    oracle: \(expected)
                    \(world.sdl)
                    """)
                return
            }
        }
    }

    @Test(arguments: worlds.prefix(40))
    func `Each event of a random subscription is answered as the specification says`(seed: UInt64) async throws {
        let world = World(seed: seed)
        let rootSeeds: [UInt64] = [1, 2, 3]
        let schema = try BoundWorld.subscriptionSchema(of: world, rootSeeds: rootSeeds)
        for number in OracleTests.operations {
            let operation = RandomOperation(seed: seed * 1000 + number, in: world, isSubscription: true)
            let expected = try rootSeeds.map { rootSeed in
                var oracle = try NaiveExecutor(operation, in: world)
                return oracle.response(rootSeed: rootSeed)
            }
            let answers: [String]
            do {
                answers = try await OracleTests.answers(operation, in: world, schema)
            } catch let error as RequestError where error.errors[0].code == .badArgument {
                // The oracle reads the arguments of the root field for each event.
                let message = "{\"message\":\(NaiveExecutor.quoted(error.errors[0].message)),"
                #expect(expected.allSatisfy { $0.contains(message) && $0.contains("\"code\":\"BAD_ARGUMENT\"") })
                continue
            }
            if answers != expected {
                Issue.record(
                    """
                    world \(seed), operation \(number): \(operation.text)
                    variables: \(operation.provided)
                    engine: \(answers)
                    oracle: \(expected)
                    \(world.subscriptionSDL)
                    """)
                return
            }
        }
    }

    private static func answers(
        _ operation: RandomOperation, in world: World, _ schema: ExecutableSchema<World>
    ) async throws -> [String] {
        var responses = try await schema.subscribe(operation.text, variables: operation.provided, context: world)
        return await responses.texts()
    }

    /// The comparisons above would prove nothing if every answer were null.
    @Test func `Random answers hold data, errors and nulls in good measure`() throws {
        let worlds = 0..<20 as Range<UInt64>
        var bytes = 0
        var withErrors = 0
        var withoutData = 0
        var withVariables = 0
        var withFragments = 0
        for seed in worlds {
            let world = World(seed: seed)
            for number in OracleTests.operations {
                let operation = RandomOperation(seed: seed * 1000 + number, in: world)
                var oracle = try NaiveExecutor(operation, in: world)
                let answer = oracle.response()
                bytes += answer.utf8.count
                if answer.hasPrefix("{\"errors\"") { withErrors += 1 }
                if answer.hasSuffix("\"data\":null}") { withoutData += 1 }
                if !operation.variables.isEmpty { withVariables += 1 }
                if !operation.fragments.isEmpty { withFragments += 1 }
            }
        }
        let count = worlds.count * OracleTests.operations.count
        #expect(bytes / count > 500)
        #expect((count / 4..<count * 3 / 4).contains(withErrors))
        #expect((count / 50..<count / 3).contains(withoutData))
        #expect(withVariables > count / 3)
        #expect(withFragments > count / 3)
    }
}
