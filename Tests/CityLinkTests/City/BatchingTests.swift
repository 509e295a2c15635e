import GraphQL
import Mongo
import Testing

@testable import CityLink

private enum NodeKinds {
    /// Every kind of node, with the collection that has them.
    static let all: [(type: String, collection: String)] = [
        ("Neighborhood", NeighborhoodRepository.collectionName), ("Shop", ShopRepository.collectionName),
        ("Review", ReviewRepository.collectionName), ("Discount", DiscountRepository.collectionName),
        ("Post", PostRepository.collectionName), ("Comment", CommentRepository.collectionName),
        ("Profile", UserRepository.collectionName), ("SubwayStation", StopRepository.stationsName),
        ("BusStop", StopRepository.stopsName), ("SubwayLine", StopRepository.linesName),
        ("BusRoute", StopRepository.routesName),
    ]
}

// That nothing is asked of the database once for each object.
extension CityTests {
    private func ids(_ type: String, _ collection: String) async throws -> [Value] {
        let collection = try city.database.collection(collection)
        func ids<Node: BSONDecodable & Sendable>(_ id: KeyPath<Node, String>) async throws -> [Value] {
            try await collection.find(sort: ["_id": 1], limit: 100, as: Node.self).map { .string($0[keyPath: id]) }
        }
        return switch type {
        case "Neighborhood": try await ids(\Neighborhood.id)
        case "Shop": try await ids(\Shop.id)
        case "Review": try await ids(\Review.id)
        case "Discount": try await ids(\Discount.id)
        case "Post": try await ids(\Post.id)
        case "Comment": try await ids(\CityLink.Comment.id)
        case "Profile": try await ids(\Profile.id)
        case "SubwayStation": try await ids(\SubwayStation.id)
        case "BusStop": try await ids(\BusStop.id)
        case "SubwayLine": try await ids(\SubwayLine.id)
        default: try await ids(\BusRoute.id)
        }
    }

    @Test func `The table of kinds has every node of the schema`() throws {
        let writer = try QueryWriter(for: .citizen)
        let nodes = try #require(writer.schema.type(named: "Node")).possibleTypes.map { writer.schema[$0].name }
        #expect(Set(nodes) == Set(NodeKinds.all.map(\.type)))
    }

    @Test(arguments: NodeKinds.all.map { $0.type })
    func `Each field on the way costs one command at most, however many parents there are`(kind: String) async throws {
        let city = try city
        let writer = try QueryWriter(for: .citizen)
        let type = try #require(writer.schema.type(named: kind))
        let ids = try await ids(kind, try #require(NodeKinds.all.first { $0.type == kind }).collection)
        for path in writer.paths(from: type, length: 3) {
            let query = "query ($ids: [ID!]!) { nodes(ids: $ids) \(writer.selection(along: path[...])) }"
            func commands(_ ids: [Value]) async throws -> Int {
                let activity = MongoActivity()
                let answer = try await MongoActivity.$current.withValue(activity) {
                    try await city.ask(query, ["ids": .list(ids)])
                }
                #expect(answer.codes == [], "\(query)")
                return activity.commands
            }
            let few = try await commands(Array(ids.prefix(4)))
            let many = try await commands(Array(ids.prefix(40)))
            let way = path.map { "\($0.type.name).\($0.field.name)" }.joined(separator: " → ")
            #expect(few <= many && many <= 1 + path.count, "\(way): \(few) for few, \(many) for many")
        }
    }

    @Test func `Counting a connection for many parents is one command for each kind of list`() async throws {
        let city = try city
        let query = """
            { neighborhoods { all: posts(first: 1) { totalCount } free: posts(board: FREE, first: 1) { totalCount }
                shops(first: 1) { totalCount nodes { reviews(first: 1) { totalCount } } } } }
            """
        let (text, commands) = try await city.answer(query)
        #expect(!text.contains("errors"))
        // The neighbourhoods, three lists and their three counts, the reviews; reviews are counted by their shop.
        #expect(commands == 8)
    }

    @Test func `A hundred ids of every kind cost a command for each kind`() async throws {
        let city = try city
        var ids: [Value] = []
        for kind in NodeKinds.all { ids += try await self.ids(kind.type, kind.collection).prefix(9) }
        let activity = MongoActivity()
        let answer = try await MongoActivity.$current.withValue(activity) {
            try await city.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", ["ids": .list(ids)])
        }
        #expect(activity.commands == NodeKinds.all.count)
        #expect(answer["nodes"].items.map { $0["id"] } == ids)
    }
}
