import GraphQL
import Mongo
import StoreProcesses
import Testing

@testable import CityLink

// Cursors that nobody was given.
extension CityTests {
    @Test func `A damaged cursor is refused, whatever is damaged`() async throws {
        let everything = try await Everything(city)
        let lists = [everything.shopLists[0], everything.nearest] + everything.nestedLists.suffix(3)
        for list in lists {
            let cursor = try #require(try await list.page(city, first: 2, after: nil, from: 0).end)
            let bytes = try #require(Base64URL.decode(cursor))
            var damaged = [
                "", "=", cursor + "A", cursor + "=", "\(cursor) ", "💥", String(repeating: "A", count: 30_000),
            ]
            damaged += stride(from: 0, to: cursor.utf8.count, by: 7).map { String(cursor.prefix($0)) }
            for index in bytes.indices {
                var copy = bytes
                copy[index] ^= 1 << UInt8(index % 8)
                damaged.append(Base64URL.encode(copy))
            }
            for text in damaged {
                let answer = try await city.ask(list.query, ["after": .string(text)])
                // A flipped bit may make another cursor that could be: then it is a page like any other.
                #expect(answer.codes == [] || answer.codes == ["BAD_CURSOR"], "\(list.query) after \(text)")
            }
        }
    }

    @Test func `A forged cursor with values of other kinds is refused`() async throws {
        let everything = try await Everything(city)
        let lists =
            [everything.shopLists[0], everything.shopLists[1], everything.nearest] + everything.nestedLists.suffix(4)
        let odd: [BSONValue] = [
            .double(.nan), .double(.infinity), .double(-1), .double(1e300), .string(""), .string("$where"),
            ["$gt": ""], [["$gt": ""]], .binary([1], subtype: 0), .objectID(.generate()), true, .date(.max), .null,
            .regularExpression(pattern: "(", options: ""), .javaScript("while (true) {}"), .int32(1), .timestamp(1),
            .int64(.min), .decimal128(high: 0, low: 0), .minKey, .maxKey, .array([]), ["a", 1],
        ]
        for list in lists {
            let cursor = try #require(try await list.page(city, first: 2, after: nil, from: 0).end)
            let genuine = try BSONDocument(bytes: #require(Base64URL.decode(cursor)))
            let hash = try #require(genuine["f"])
            guard case .array(let values)? = genuine["v"] else { throw BSONError(.missing) }
            var forged = [[], Array(values.dropLast()), values + values, [values[1], values[0]]]
            for index in values.indices {
                for value in odd {
                    var copy = values
                    copy[index] = value
                    forged.append(copy)
                }
            }
            for values in forged {
                let text = Base64URL.encode((["f": hash, "v": .array(values)] as BSONDocument).bytes)
                let answer = try await city.ask(list.query, ["after": .string(text)])
                #expect(answer.codes == [] || answer.codes == ["BAD_CURSOR"], "\(list.query) after \(values)")
                // Only values of the right kinds can be a place in the list.
                if answer.codes == [] {
                    #expect(zip(values, genuine.values).allSatisfy { $0.isOfKind($1) }, "\(list.query) after \(values)")
                }
            }
            for document: BSONDocument in [[:], ["f": hash], ["v": .array(values)], ["f": "x", "v": .array(values)]] {
                let answer = try await city.ask(list.query, ["after": .string(Base64URL.encode(document.bytes))])
                #expect(answer.codes == ["BAD_CURSOR"])
            }
        }
    }
}

extension BSONDocument {
    fileprivate var values: [BSONValue] { if case .array(let values)? = self["v"] { values } else { [] } }
}

extension BSONValue {
    fileprivate func isOfKind(_ other: BSONValue) -> Bool {
        switch (self, other) {
        case (.double, .double), (.string, .string), (.int64, .int64), (.date, .date), (.array, .array): true
        default: false
        }
    }
}

extension Everything {
    /// Every shop within some kilometres, nearest first.
    var nearest: ListCase {
        let center = GeoPoint(lat: 37.5563, lng: 126.9236)
        let found = shops.map { (shop: $0, distance: center.meters(to: $0.location)) }.filter { $0.distance <= 5000 }
            .sorted { $0.distance < $1.distance }
        return ListCase(
            "shops(filter: { near: { point: { lat: 37.5563, lng: 126.9236 }, radiusMeters: 5000 } }",
            ids: found.map(\.shop.id))
    }
}

/// Nearest first where many shops are at the very same place, as in a market hall.
@Suite struct NearestFirstTests {
    @Test(arguments: [1, 7, 100], [1, 90])
    func `Shops at one place each come once, in pages of any size`(first: Int, atOnePlace: Int) async throws {
        try await SharedStores.withDatabase { url, database in
            let city = try SeededCity.open(mongodb: url, database: database, redis: "redis://127.0.0.1:1")
            let shops = city.database.collection(ShopRepository.collectionName)
            try await shops.createIndexes(ShopRepository.indexes)
            // Three places, one of them the centre itself, and two that differ by less than a millimetre.
            let places = [0, 0.001, 0.002, 0.002_000_000_001]
            let documents = places.enumerated().flatMap { place, offset in
                (0..<atOnePlace).map { number in Self.shop("\(number)-\(place)", lat: 37.5 + offset) }
            }
            try await shops.insertMany(documents.shuffled())
            var walked: [String] = []
            var distances: [Int] = []
            var after: Value = .null
            repeat {
                let answer = try await city.ask(
                    """
                    query ($first: Int!, $after: String) {
                        shops(filter: { near: { point: { lat: 37.5, lng: 127 } } }, first: $first, after: $after) {
                            totalCount edges { distanceMeters node { id } } pageInfo { hasNextPage endCursor } } }
                    """, ["first": .int(first), "after": after])
                try #require(answer.codes == [])
                #expect(answer["shops.totalCount"].number == documents.count)
                walked += answer["shops.edges"].items.compactMap { $0["node"]?["id"]?.text }
                distances += answer["shops.edges"].items.compactMap { $0["distanceMeters"]?.number }
                #expect(answer["shops.pageInfo.hasNextPage"] == .boolean(walked.count < documents.count))
                after =
                    answer["shops.pageInfo.hasNextPage"] == .boolean(true) ? answer["shops.pageInfo.endCursor"] : .null
            } while after != .null && walked.count <= documents.count
            #expect(Set(walked).count == documents.count)
            #expect(walked.count == documents.count)
            #expect(distances == distances.sorted() && distances.count == documents.count)
            await city.close()
        }
    }

    private static func shop(_ key: String, lat: Double) -> BSONDocument {
        [
            "_id": .string(key), "region": "1144066000", "name": ["ko": .string(key)], "category": "MARKET",
            "location": GeoPoint(lat: lat, lng: 127).bson, "rating": ["histogram": [0, 0, 0, 0, 0]], "score": 3.8,
            "createdAt": .date(0),
        ]
    }
}
