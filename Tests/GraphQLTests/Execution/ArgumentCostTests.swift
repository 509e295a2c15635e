import GraphQL
import Synchronization
import Testing

/// What large arguments cost that stand in a fragment, and so in many places.
@Suite(.serialized) struct ArgumentCostTests {
    /// Counts how often one was read.
    struct Counted: InputScalar {
        static let reads = Mutex(0)
        static var graphQLName: String { "Counted" }

        init(graphQL value: Value) { Self.reads.withLock { $0 += 1 } }
    }

    struct Node: ObjectValue { var id: Int }

    private func answer(_ query: String, _ variables: String = "{}") async throws -> String {
        let schema = try ExecutableSchema(
            Schema("type Query { node: Node! } type Node { id: Int! take(v: [Counted!]): Int! } scalar Counted"),
            TypeBindings<Void> {
                ObjectType<Root, Void>("Query") { Field("node") { _ in Node(id: 1) } }
                ObjectType<Node, Void> {
                    Field("id", \.id)
                    Field("take", Argument("v", [Counted]?.self)) { nodes, _, values in
                        nodes.map { _ in values?.count ?? 0 }
                    }
                }
            })
        return await schema.execute(query, variables: try Value(json: variables), context: ()).text
    }

    private func query(places: Int, _ argument: String, _ variables: String = "") -> String {
        let nodes = (0..<places).map { "n\($0): node { ...F }" }.joined(separator: " ")
        return "query \(variables) { \(nodes) } fragment F on Node { take(v: \(argument)) }"
    }

    @Test func `Constants are read once, wherever the fragment is spread`() async throws {
        let items = String(repeating: "1 ", count: 100)
        let before = Counted.reads.withLock(\.self)
        let all = try await answer(query(places: 200, "[\(items)]"))
        #expect(all.hasPrefix(#"{"data":{"n0":{"take":100},"n1":{"take":100}"#))
        #expect(Counted.reads.withLock(\.self) == before + 100)
    }

    @Test func `Arguments with variables in them count as steps in each place`() async throws {
        let items = String(repeating: "1 ", count: 2000)
        let refused = try await answer(query(places: 1000, "[\(items) $x]", "($x: Counted!)"), #"{"x":1}"#)
        #expect(refused.contains("\"code\":\"OPERATION_TOO_LARGE\""))
        let text = String(repeating: "x", count: 40_000)
        let long = try await answer(query(places: 1000, "[\"\(text)\" $x]", "($x: Counted!)"), #"{"x":1}"#)
        #expect(long.contains("\"code\":\"OPERATION_TOO_LARGE\""))
    }

    @Test func `A variable's values count in each place that reads them`() async throws {
        func variable(_ items: Int, _ item: String = "1") -> String {
            "{\"v\":[" + repeatElement(item, count: items).joined(separator: ",") + "]}"
        }
        let places = query(places: 1000, "$v", "($v: [Counted!])")
        #expect(try await answer(places, variable(900)).hasPrefix(#"{"data":{"n0":{"take":900}"#))
        for variables in [variable(1000), variable(1, "\"\(String(repeating: "x", count: 16_000))\"")] {
            let before = Counted.reads.withLock(\.self)
            #expect(try await answer(places, variables).contains("\"code\":\"OPERATION_TOO_LARGE\""))
            #expect(Counted.reads.withLock(\.self) == before)
        }
        // The same inside a literal, and where variables decide what is left out.
        let items = repeatElement("$v", count: 1000).joined(separator: " ")
        let inside = "query ($v: Counted!) { node { take(v: [\(items)]) } }"
        #expect(try await answer(inside, #"{"v":1}"#) == #"{"data":{"node":{"take":1000}}}"#)
        #expect(try await answer(inside, variable(1000)).contains("\"code\":\"OPERATION_TOO_LARGE\""))
        let skipping = "query ($v: Counted!, $s: Boolean!) { node { take(v: [\(items)]) @skip(if: $s) id } }"
        let list = variable(1000).dropLast()
        #expect(try await answer(skipping, list + #","s":true}"#) == #"{"data":{"node":{"id":1}}}"#)
        #expect(try await answer(skipping, list + #","s":false}"#).contains("\"code\":\"OPERATION_TOO_LARGE\""))
        // In one place a list may be as long as the request.
        let once = try await answer("query ($v: [Counted!]) { node { take(v: $v) } }", variable(20_000))
        #expect(once == #"{"data":{"node":{"take":20000}}}"#)
    }
}
