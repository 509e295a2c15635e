import GraphQL

/// Anything that can be fetched again by its id.
enum Node: AbstractValue {
    case neighborhood(Neighborhood)
    case shop(Shop)
    case review(Review)
    case discount(Discount)
    case post(Post)
    case comment(Comment)
    case profile(Profile)
    case subwayStation(SubwayStation)
    case busStop(BusStop)
    case subwayLine(SubwayLine)
    case busRoute(BusRoute)

    func sort(into objects: inout ConcreteObjects) {
        switch self {
        case .neighborhood(let node): objects.append(node)
        case .shop(let node): objects.append(node)
        case .review(let node): objects.append(node)
        case .discount(let node): objects.append(node)
        case .post(let node): objects.append(node)
        case .comment(let node): objects.append(node)
        case .profile(let node): objects.append(node)
        case .subwayStation(let node): objects.append(node)
        case .busStop(let node): objects.append(node)
        case .subwayLine(let node): objects.append(node)
        case .busRoute(let node): objects.append(node)
        }
    }
}

enum NodeResolvers {
    static var queries: [Field<Root, CityRequest>] {
        [
            Field("node", Argument("id", String.self)) { context, id in
                try await context.request.city.nodes([id], fields: .all, deadline: context.deadline)[0]
            },
            Field("nodes", Argument("ids", [String].self)) { context, ids in
                guard ids.count <= PageRequest.maximum else {
                    throw GraphQLError(
                        "At most \(PageRequest.maximum) ids at once, found \(ids.count).", code: .badArgument)
                }
                return try await context.request.city.nodes(ids, fields: .all, deadline: context.deadline)
            },
        ]
    }
}

extension City {
    /// The node of each id, in order; nil where there is none. One command for each kind.
    ///
    /// - Throws: `BAD_ID` for a text that no id can be.
    func nodes(
        _ ids: [String], fields: ShopFields, deadline: ContinuousClock.Instant
    ) async throws -> [Node?] {
        let parsed = try ids.map { text throws(GraphQLError) -> NodeID in
            guard let id = NodeID(text) else {
                throw GraphQLError("\"\(text.prefix(60))\" is not an id of this server.", code: .badId)
            }
            return id
        }
        var found: [NodeID: Node] = [:]
        for (kind, group) in Dictionary(grouping: Set(parsed), by: \.kind) {
            let nodes = try await nodes(kind, group.map(\.key), fields, deadline)
            // A forged id that pairs a key with another's shard key finds nothing.
            for id in group { if let node = nodes[id.key], node.id == id.text { found[id] = node.node } }
        }
        return parsed.map { found[$0] }
    }

    private typealias Found = (id: String, node: Node)

    private func nodes(
        _ kind: NodeID.Kind, _ keys: [String], _ fields: ShopFields, _ deadline: ContinuousClock.Instant
    ) async throws -> [String: Found] {
        switch kind {
        case .neighborhood:
            try await neighborhoods.byCode(keys, deadline: deadline).mapValues { ($0.id, .neighborhood($0)) }
        case .shop: try await shops.byKey(keys, fields: fields, deadline: deadline).mapValues { ($0.id, .shop($0)) }
        case .review: try await reviews.byKey(keys, deadline: deadline).mapValues { ($0.id, .review($0)) }
        case .discount: try await discounts.byKey(keys, deadline: deadline).mapValues { ($0.id, .discount($0)) }
        case .post: try await posts.byKey(keys, deadline: deadline).mapValues { ($0.id, .post($0)) }
        case .comment: try await comments.byKey(keys, deadline: deadline).mapValues { ($0.id, .comment($0)) }
        case .profile: try await users.byKey(keys, deadline: deadline).mapValues { ($0.id, .profile($0)) }
        case .subwayStation:
            try await stops.stationsByKey(keys, deadline: deadline).mapValues { ($0.id, .subwayStation($0)) }
        case .busStop: try await stops.stopsByArsId(keys, deadline: deadline).mapValues { ($0.id, .busStop($0)) }
        case .subwayLine: try await stops.linesByKey(keys, deadline: deadline).mapValues { ($0.id, .subwayLine($0)) }
        case .busRoute: try await stops.routesByKey(keys, deadline: deadline).mapValues { ($0.id, .busRoute($0)) }
        }
    }
}
