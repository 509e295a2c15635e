import GraphQL
import Testing

/// Every shape a property can have, at every kind of place in memory.
@Suite struct StoredPropertyTests {
    enum Lonely: String, EnumValue { case only = "ONLY" }
    enum Color: String, EnumValue, CaseIterable {
        case red = "RED"
        case green = "GREEN"
    }

    /// Has no bytes.
    struct Empty: ObjectValue {}

    /// Has no bytes either; its field lies where the next object begins.
    struct Hollow: ObjectValue {
        var lonely = Lonely.only
    }

    struct Point: ObjectValue, Equatable {
        var x: Double
        var label: String
    }

    /// Ends with something that has no bytes.
    struct Tail: ObjectValue {
        var number: Int
        var lonely = Lonely.only
        var hollow = Hollow()
        var empty = Empty()
    }

    struct Pair<A: OutputValue, B: OutputValue>: ObjectValue {
        var first: A
        var second: B
    }

    struct Wide: ObjectValue {
        var lanes: SIMD8<Double>
        var name: String
        var sum: Double { lanes.sum() }
    }

    final class Machine: ObjectValue {
        let name: String
        let point: Point
        init(_ name: String, _ point: Point) {
            self.name = name
            self.point = point
        }
    }

    enum Thing: AbstractValue {
        case point(Point)
        case machine(Machine)
        func sort(into objects: inout ConcreteObjects) {
            switch self {
            case .point(let point): objects.append(point)
            case .machine(let machine): objects.append(machine)
            }
        }
    }

    struct All: ObjectValue {
        var bool: Bool
        var int: Int
        var flag: Bool?
        var int32: Int32
        var small: Int32?
        var double: Double
        var single: Float
        var lonely: Lonely
        var string: String
        var color: Color
        var int0: Int?
        var double0: Double?
        var single0: Float?
        var string0: String?
        var color0: Color?
        var lonely0: Lonely?
        var ints: [Int]
        var ints0: [Int]?
        var holes: [Int?]
        var nested: [[String]]
        var nested0: [[String?]?]?
        var colors: [Color]
        var lonelies: [Lonely]
        var point: Point
        var point0: Point?
        var points: [Point]
        var points0: [Point?]?
        var grid: [[Point]]
        var hollow: Hollow
        var hollows: [Hollow]
        var empty: Empty
        var empties: [Empty]
        var pair: Pair<Bool, [Point?]>
        var pairs: [Pair<Color?, Int?>]
        var wide: Wide
        var wides: [Wide?]
        var machine: Machine
        var machines: [Machine?]
        var thing: Thing
        var things: [[Thing?]]?
        var tail: Tail
        var tails: [Tail]
    }

    private static let sdl = """
        type Query { all(count: Int!): [All!]! none: [All!]! tails: [Tail!]! hollows: [Hollow!]! }
        enum Lonely { ONLY }
        enum Color { RED GREEN }
        type Empty { size: Int! }
        type Hollow { lonely: Lonely! double: String! }
        type Point { x: Float! label: String! twice: Float! near: [Point!]! thing: Thing }
        type Tail { number: Int! lonely: Lonely! hollow: Hollow! empty: Empty! }
        type BoolPair { first: Boolean! second: [Point]! }
        type ColorPair { first: Color second: Int }
        type Wide { name: String! sum: Float! }
        type Machine { name: String! point: Point! upper: String! }
        union Thing = Point | Machine
        type All {
          bool: Boolean! int: Int! flag: Boolean int32: Int! small: Int double: Float! single: Float! lonely: Lonely! string: String!
          color: Color! int0: Int double0: Float single0: Float string0: String color0: Color lonely0: Lonely ints: [Int!]!
          ints0: [Int!] holes: [Int]! nested: [[String!]!]! nested0: [[String]] colors: [Color!]! lonelies: [Lonely!]!
          point: Point! point0: Point points: [Point!]! points0: [Point] grid: [[Point!]!]! hollow: Hollow! hollows: [Hollow!]!
          empty: Empty! empties: [Empty!]! pair: BoolPair! pairs: [ColorPair!]! wide: Wide! wides: [Wide]! machine: Machine!
          machines: [Machine]! thing: Thing! things: [[Thing]!] tail: Tail! tails: [Tail!]!
        }
        """

    private static func all(_ number: Int) -> All {
        let odd = number % 2 == 1
        func point(_ add: Int) -> Point {
            Point(x: Double(number + add) / 2, label: "p\(number + add) behind fifteen bytes")
        }
        return All(
            bool: odd, int: number, flag: odd ? nil : true, int32: -5, small: odd ? nil : 9, double: 1.5, single: 0.25,
            lonely: .only,
            string: "s\(number)", color: odd ? .green : .red, int0: odd ? number : nil, double0: odd ? nil : 2.5,
            single0: odd ? 0.5 : nil, string0: odd ? "" : nil, color0: odd ? nil : .green, lonely0: odd ? .only : nil,
            ints: Array(0..<number), ints0: odd ? [] : nil, holes: [1, nil, number], nested: [[], ["a"], ["b", "c"]],
            nested0: odd ? [nil, ["x", nil]] : nil, colors: [.red, .green], lonelies: [.only, .only], point: point(0),
            point0: odd ? point(1) : nil, points: (0..<number).map(point), points0: odd ? nil : [nil, point(2)],
            grid: [[], [point(3)], [point(4), point(5)]], hollow: Hollow(), hollows: [Hollow(), Hollow()],
            empty: Empty(),
            empties: [Empty(), Empty()], pair: Pair(first: odd, second: [nil, point(6)]),
            pairs: [Pair(first: nil, second: 1), Pair(first: .red, second: nil)],
            wide: Wide(lanes: SIMD8(repeating: Double(number)), name: "w"),
            wides: [nil, Wide(lanes: SIMD8(repeating: 1), name: "v")],
            machine: Machine("m", point(7)), machines: [Machine("n", point(8)), nil],
            thing: odd ? .point(point(9)) : .machine(Machine("t", point(10))),
            things: odd
                ? nil : [[.machine(Machine("u", point(11))), nil, .point(point(12))], [], [.point(point(13))]],
            tail: Tail(number: number), tails: [Tail(number: 1), Tail(number: 2)])
    }

    private static func schema() throws -> ExecutableSchema<Void> {
        try ExecutableSchema(
            Schema(sdl),
            TypeBindings<Void> {
                ObjectType<Root, Void>("Query") {
                    Field("all", Argument("count", Int.self)) { _, count in (0..<count).map(all) }
                    Field("none") { _ in [All]() }
                    Field("tails") { _ in [Tail(number: 7)] }
                    Field("hollows") { _ in [Hollow(), Hollow(), Hollow()] }
                }
                ObjectType<Empty, Void> {
                    Field("size") { parents, _ in parents.map { MemoryLayout.size(ofValue: $0) } }
                }
                ObjectType<Hollow, Void> {
                    Field("lonely", \.lonely)
                    Field("double") { parents, _ in parents.map { $0.lonely.rawValue + $0.lonely.rawValue } }
                }
                ObjectType<Point, Void> {
                    Field("x", \.x)
                    Field("label", \.label)
                    Field("twice") { parents, _ in parents.map { $0.x * 2 } }
                    Field("near") { parents, _ in
                        parents.map { point in
                            (0..<Int(point.x) % 3).map { Point(x: Double($0), label: point.label + "/\($0)") }
                        }
                    }
                    Field("thing") { parents, _ in parents.map { $0.x > 3 ? Thing.point($0) : nil } }
                }
                ObjectType<Tail, Void> {
                    Field("number", \.number)
                    Field("lonely", \.lonely)
                    Field("hollow", \.hollow)
                    Field("empty", \.empty)
                }
                ObjectType<Pair<Bool, [Point?]>, Void>("BoolPair") {
                    Field("first", \.first)
                    Field("second", \.second)
                }
                ObjectType<Pair<Color?, Int?>, Void>("ColorPair") {
                    Field("first", \.first)
                    Field("second", \.second)
                }
                ObjectType<Wide, Void> {
                    Field("name", \.name)
                    Field("sum", \.sum)
                }
                ObjectType<Machine, Void> {
                    Field("name", \.name)
                    Field("point", \.point)
                    Field("upper") { parents, _ in parents.map { $0.name.uppercased() } }
                }
                ObjectType<All, Void> {
                    Field("bool", \.bool)
                    Field("int", \.int)
                    Field("flag", \.flag)
                    Field("int32", \.int32)
                    Field("small", \.small)
                    Field("double", \.double)
                    Field("single", \.single)
                    Field("lonely", \.lonely)
                    Field("string", \.string)
                    Field("color", \.color)
                    Field("int0", \.int0)
                    Field("double0", \.double0)
                    Field("single0", \.single0)
                    Field("string0", \.string0)
                    Field("color0", \.color0)
                    Field("lonely0", \.lonely0)
                    Field("ints", \.ints)
                    Field("ints0", \.ints0)
                    Field("holes", \.holes)
                    Field("nested", \.nested)
                    Field("nested0", \.nested0)
                    Field("colors", \.colors)
                    Field("lonelies", \.lonelies)
                    Field("point", \.point)
                    Field("point0", \.point0)
                    Field("points", \.points)
                    Field("points0", \.points0)
                    Field("grid", \.grid)
                    Field("hollow", \.hollow)
                    Field("hollows", \.hollows)
                    Field("empty", \.empty)
                    Field("empties", \.empties)
                    Field("pair", \.pair)
                    Field("pairs", \.pairs)
                    Field("wide", \.wide)
                    Field("wides", \.wides)
                    Field("machine", \.machine)
                    Field("machines", \.machines)
                    Field("thing", \.thing)
                    Field("things", \.things)
                    Field("tail", \.tail)
                    Field("tails", \.tails)
                }
            })
    }

    private func answer(_ query: String) async throws -> String {
        await (try StoredPropertyTests.schema()).execute(query, context: ()).text
    }

    @Test func `Leaves of every type are read from where they lie`() async throws {
        let answer = try await answer(
            """
            { all(count: 2) { bool int flag int32 small double single lonely string color int0 double0 single0 string0 color0 lonely0
              ints ints0 holes nested nested0 colors lonelies } }
            """)
        #expect(
            answer == "{\"data\":{\"all\":["
                + #"{"bool":false,"int":0,"flag":true,"int32":-5,"small":9,"double":1.5,"single":0.25,"lonely":"ONLY","string":"s0","color":"RED","int0":null,"double0":2.5,"single0":null,"string0":null,"color0":"GREEN","lonely0":null,"ints":[],"ints0":null,"holes":[1,null,0],"nested":[[],["a"],["b","c"]],"nested0":null,"colors":["RED","GREEN"],"lonelies":["ONLY","ONLY"]},"#
                + #"{"bool":true,"int":1,"flag":null,"int32":-5,"small":null,"double":1.5,"single":0.25,"lonely":"ONLY","string":"s1","color":"GREEN","int0":1,"double0":null,"single0":0.5,"string0":"","color0":null,"lonely0":"ONLY","ints":[0],"ints0":[],"holes":[1,null,1],"nested":[[],["a"],["b","c"]],"nested0":[null,["x",null]],"colors":["RED","GREEN"],"lonelies":["ONLY","ONLY"]}"#
                + "]}}")
    }

    @Test func `Objects are found wherever they lie, with functions below them`() async throws {
        let answer = try await answer(
            """
            { all(count: 3) { point { x twice } point0 { twice x } points { twice x near { label twice } } points0 { twice }
              grid { twice x } pair { first second { twice } } pairs { first second } machine { name upper point { x twice } }
              machines { upper point { twice } } } }
            """)
        let expected = (0..<3).map { number -> String in
            let all = StoredPropertyTests.all(number)
            func text(_ value: Double) -> String { value == value.rounded() ? "\(Int(value))" : "\(value)" }
            func near(_ point: Point) -> String {
                (0..<Int(point.x) % 3).map { "{\"label\":\"\(point.label)/\($0)\",\"twice\":\($0 * 2)}" }.joined(
                    separator: ",")
            }
            func twice(_ point: Point?) -> String { point.map { "{\"twice\":\(text($0.x * 2))}" } ?? "null" }
            func both(_ point: Point) -> String { "{\"x\":\(text(point.x)),\"twice\":\(text(point.x * 2))}" }
            func turned(_ point: Point) -> String { "{\"twice\":\(text(point.x * 2)),\"x\":\(text(point.x))}" }
            func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }
            let points = all.points.map {
                "{\"twice\":\(text($0.x * 2)),\"x\":\(text($0.x)),\"near\":[\(near($0))]}"
            }
            return
                "{\"point\":\(both(all.point)),\"point0\":\(all.point0.map(turned) ?? "null"),\"points\":\(list(points)),"
                + "\"points0\":\(all.points0.map { list($0.map(twice)) } ?? "null"),"
                + "\"grid\":\(list(all.grid.map { list($0.map(turned)) })),"
                + "\"pair\":{\"first\":\(all.pair.first),\"second\":\(list(all.pair.second.map(twice)))},"
                + #""pairs":[{"first":null,"second":1},{"first":"RED","second":null}],"#
                + "\"machine\":{\"name\":\"m\",\"upper\":\"M\",\"point\":\(both(all.machine.point))},"
                + "\"machines\":[{\"upper\":\"N\",\"point\":\(twice(all.machines[0]!.point))},null]}"
        }
        #expect(answer == "{\"data\":{\"all\":[\(expected.joined(separator: ","))]}}")
    }

    @Test func `Objects of abstract types lie in properties as well`() async throws {
        let answer = try await answer(
            """
            { all(count: 2) { thing { ... on Point { twice thing { ... on Point { x } } } ... on Machine { upper } }
              things { __typename ... on Machine { upper } ... on Point { x near { x thing { __typename } } } } } }
            """)
        #expect(
            answer
                == #"{"data":{"all":[{"thing":{"upper":"T"},"things":[[{"__typename":"Machine","upper":"U"},null,{"__typename":"Point","x":6,"near":[]}],[],[{"__typename":"Point","x":6.5,"near":[]}]]},{"thing":{"twice":10,"thing":{"x":5}},"things":null}]}}"#
        )
    }

    @Test func `Types without any bytes are read without touching memory`() async throws {
        let answer = try await answer(
            """
            { hollows { lonely double } tails { number lonely hollow { lonely double } empty { size } }
              all(count: 1) { tail { number lonely hollow { double lonely } empty { size } } tails { lonely hollow { lonely } }
              hollow { lonely double } hollows { lonely double } empty { size } empties { size } wide { name sum } wides { sum } } }
            """)
        let hollow = #"{"lonely":"ONLY","double":"ONLYONLY"}"#
        #expect(
            answer == "{\"data\":{\"hollows\":[\(hollow),\(hollow),\(hollow)],"
                + "\"tails\":[{\"number\":7,\"lonely\":\"ONLY\",\"hollow\":\(hollow),\"empty\":{\"size\":0}}],"
                + #""all":[{"tail":{"number":0,"lonely":"ONLY","hollow":{"double":"ONLYONLY","lonely":"ONLY"},"empty":{"size":0}},"#
                + #""tails":[{"lonely":"ONLY","hollow":{"lonely":"ONLY"}},{"lonely":"ONLY","hollow":{"lonely":"ONLY"}}],"#
                + "\"hollow\":\(hollow),\"hollows\":[\(hollow),\(hollow)],\"empty\":{\"size\":0},\"empties\":[{\"size\":0},{\"size\":0}],"
                + #""wide":{"name":"w","sum":0},"wides":[null,{"sum":8}]}]}}"#)
    }

    @Test func `A list without objects calls nothing below`() async throws {
        #expect(try await answer("{ none { point { near { thing { __typename } } } } }") == #"{"data":{"none":[]}}"#)
    }
}
