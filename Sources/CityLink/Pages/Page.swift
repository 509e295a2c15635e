import GraphQL
import Mongo

/// One page of a list: what a connection shows.
///
/// [Cursor Connections](https://relay.dev/graphql/connections.htm)
struct Page<Item: ObjectValue>: ObjectValue {
    var items: [Item]
    /// For each item, its place in the list.
    var cursors: [Cursor]
    var hasNextPage: Bool
    var hasPreviousPage: Bool
    var total: TotalCount

    /// - Parameter found: up to `first + 1` items; the last one only shows that there are more.
    init(_ found: [Item], _ request: PageRequest, total: TotalCount, cursor: (Item) -> Cursor) {
        items = Array(found.prefix(request.first))
        cursors = items.map(cursor)
        hasNextPage = found.count > request.first
        hasPreviousPage = request.after != nil
        self.total = total
    }

    var info: PageInfo {
        PageInfo(
            hasNextPage: hasNextPage, hasPreviousPage: hasPreviousPage, startCursor: cursors.first?.text,
            endCursor: cursors.last?.text)
    }
}

struct Edge<Item: ObjectValue>: ObjectValue {
    var cursor: String
    var node: Item
}

struct PageInfo: ObjectValue {
    var hasNextPage: Bool
    var hasPreviousPage: Bool
    var startCursor: String?
    var endCursor: String?
}

/// Which part of a list is wanted.
struct PageRequest: Sendable {
    let first: Int
    let after: Cursor?

    static let maximum = 100

    /// - Parameter filter: everything that the list depends on; cursors of other lists are refused.
    init(first: Int, after: String?, filter: String) throws(GraphQLError) {
        self.first = try PageRequest.checked(first: first)
        self.after = if let after { try Cursor(after, filter: filter) } else { nil }
    }

    static func checked(first: Int) throws(GraphQLError) -> Int {
        guard 1...maximum ~= first else {
            throw GraphQLError("\"first\" must be from 1 to \(maximum), found \(first).", code: .badArgument)
        }
        return first
    }
}

/// How many items a whole list has: known, or to be counted when somebody asks.
enum TotalCount: Sendable {
    case known(Int)
    case count(CountRequest)
}

/// A count of documents of which others like it can be answered together: equal but for the value of one field.
struct CountRequest: Sendable, Hashable {
    var collection: String
    /// The field in which the requests of a level differ, and its value here.
    var field: String
    var value: String
    var filter: BSONDocument
}

extension Page {
    /// The fields of the connection and edge types; `Page<Shop>` is a `ShopConnection`.
    static func connection(_ name: String) -> Object<Page<Item>> {
        Object<Page<Item>>(name) {
            Field("nodes", \.items)
            Field("edges") { pages, _ in
                pages.map { page in zip(page.cursors, page.items).map { Edge(cursor: $0.text, node: $1) } }
            }
            Field("pageInfo") { pages, _ in pages.map(\.info) }
            Field("totalCount") { pages, context in
                try await context.counts.counts(pages.map(\.total), deadline: context.deadline)
            }
        }
    }

    static func edge(_ name: String) -> Object<Edge<Item>> {
        Object<Edge<Item>>(name) {
            Field("cursor", \.cursor)
            Field("node", \.node)
        }
    }

    static var pageInfo: Object<PageInfo> {
        Object<PageInfo>("PageInfo") {
            Field("hasNextPage", \.hasNextPage)
            Field("hasPreviousPage", \.hasPreviousPage)
            Field("startCursor", \.startCursor)
            Field("endCursor", \.endCursor)
        }
    }
}

extension SelectedFields {
    /// What is asked of a connection's nodes, directly or through edges.
    var ofNodes: SelectedFields { self["nodes"].union(self["edges"]["node"]) }
}
