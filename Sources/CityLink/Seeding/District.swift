import GraphQL
import Mongo

/// The seed files, read and put into documents.
struct District: Sendable {
    let neighborhoods: [BSONDocument]
    let lines: [BSONDocument]
    let stations: [BSONDocument]
    let stops: [BSONDocument]
    let routes: [BSONDocument]
    let people: [SeedRecord]
    let shops: [SeedRecord]
    let reviews: [SeedRecord]
    let posts: [SeedRecord]
    let comments: [SeedRecord]
    let discountCount: Int
    private let ratings: [String: Rating]
    private let threads: [String: Thread]

    /// Who wrote without a name under a post, in the order of their numbers, and how many comments there are.
    private struct Thread {
        var authors: [String]
        var comments = 0
    }

    init(directory: String) throws(SeedError) {
        neighborhoods = try SeedRecord.read("neighborhoods.jsonl", in: directory).map(District.neighborhood)
        lines = try SeedRecord.read("subway-lines.jsonl", in: directory).map(District.line)
        stations = try SeedRecord.read("subway-stations.jsonl", in: directory).map(District.station)
        stops = try SeedRecord.read("bus-stops.jsonl", in: directory).map(District.stop)
        routes = try SeedRecord.read("bus-routes.jsonl", in: directory).map(District.route)
        people = try SeedRecord.read("people.jsonl", in: directory)
        shops = try SeedRecord.read("shops.jsonl", in: directory)
        reviews = try SeedRecord.read("reviews.jsonl", in: directory)
        posts = try SeedRecord.read("posts.jsonl", in: directory)
        comments = try SeedRecord.read("comments.jsonl", in: directory)
        discountCount = try shops.map { shop throws(SeedError) in try shop.records("discounts").count }.reduce(0, +)

        var ratings: [String: Rating] = [:]
        for review in reviews {
            let stars = try review.int("stars")
            guard 1...5 ~= stars else { throw SeedError("\(review.file):\(review.line): stars must be from 1 to 5.") }
            ratings[try review.string("shop"), default: Rating()].count += 1
            ratings[try review.string("shop"), default: Rating()].histogram[stars - 1] += 1
        }
        self.ratings = ratings
        var threads: [String: Thread] = [:]
        for post in posts {
            let first = try post.bool("anonymous") ? post.string("author") : Post.noAuthor
            threads[try post.string("id")] = Thread(authors: [first])
        }
        for comment in comments {
            let post = try comment.string("post")
            let author = try comment.string("author")
            guard threads[post] != nil else {
                throw SeedError("\(comment.file):\(comment.line): there is no post \(post).")
            }
            threads[post]?.comments += 1
            if try comment.bool("anonymous"), threads[post]?.authors.contains(author) == false {
                threads[post]?.authors.append(author)
            }
        }
        self.threads = threads
        // Reading everything once now finds every mistake before anything is written.
        _ = try (people(0), shops(0), discounts(0), reviews(0), posts(0), comments(0))
    }

    // MARK: - Copies

    /// The id of copy number `copy`; copy 0 is the original.
    private func id(_ text: String, _ copy: Int) -> String { copy == 0 ? text : "\(text)-\(copy)" }

    func people(_ copy: Int) throws(SeedError) -> [BSONDocument] {
        try people.map { person throws(SeedError) in
            var document = BSONDocument()
            document.append("_id", id(try person.string("id"), copy))
            document.append("nickname", try person.string("nickname") + (copy == 0 ? "" : "\(copy)"))
            document.append("residentOf", try person.optionalString("residentOf"))
            document.append("joinedAt", date: try person.moment("joinedAt").millisecondsSince1970)
            return document
        }
    }

    func shops(_ copy: Int) throws(SeedError) -> [BSONDocument] {
        try shops.map { shop throws(SeedError) in
            let key = try shop.string("id")
            let name = try shop.name("name")
            let address = try shop.record("address")
            let rating = ratings[key] ?? Rating()
            var place = try shop.point("location")
            // Copies lie on a grid of about ten metres around the original.
            place.lat += Double(copy % 7) * 0.0001
            place.lng += Double(copy / 7 % 7) * 0.0001
            let menu = try shop.records("menu").map { item throws(SeedError) in
                MenuItem(name: try item.string("name"), price: try item.optionalInt("price"))
            }
            let hours = try shop.records("hours").map { entry throws(SeedError) in
                OpeningHours(
                    day: try entry.enumeration("day"), opens: try entry.string("opens"),
                    closes: try entry.string("closes"), breakFrom: try entry.optionalString("breakFrom"),
                    breakUntil: try entry.optionalString("breakUntil"))
            }
            let texts = [name.ko, name.en ?? ""] + menu.map(\.name)
            let category: ShopCategory = try shop.enumeration("category")

            var document = BSONDocument()
            document.append("_id", id(key, copy))
            document.append("region", try shop.string("neighborhood"))
            document.append("name", name.bson)
            document.append("category", category.rawValue)
            var addressDocument = BSONDocument()
            addressDocument.append("road", try address.string("road"))
            for part in ["lot", "detail", "postalCode"] {
                addressDocument.append(part, try address.optionalString(part))
            }
            document.append("address", addressDocument)
            document.append("location", place.bson)
            document.append("phone", try shop.optionalString("phone"))
            document.append("hours", hours.map(\.bson))
            document.append("localCurrencies", try shop.strings("localCurrencies"))
            document.append("stepFree", try shop.optionalBool("stepFree"))
            document.append("menu", menu.map(\.bson))
            document.append("rating", rating.bson)
            document.append("score", rating.score)
            document.append("createdAt", date: try shop.moment("createdAt").millisecondsSince1970)
            // What only queries look at
            let open = hours.flatMap(\.openMinutes)
            document.append(
                "openMinutes", open.map { ["from": .int($0.lowerBound), "until": .int($0.upperBound)] as BSONDocument })
            document.append(
                "discountPeriods",
                try shop.records("discounts").map { discount throws(SeedError) -> BSONDocument in
                    [
                        "from": .date(try discount.moment("from").millisecondsSince1970),
                        "until": .date(try discount.moment("until").millisecondsSince1970),
                    ]
                })
            document.append("pieces", SearchText.pieces(of: texts))
            document.append("searchText", texts.map(SearchText.normalized).joined(separator: "\n"))
            return document
        }
    }

    func discounts(_ copy: Int) throws(SeedError) -> [BSONDocument] {
        var documents: [BSONDocument] = []
        for shop in shops {
            for discount in try shop.records("discounts") {
                let kind: DiscountKind = try discount.enumeration("kind")
                var document = BSONDocument()
                document.append("_id", id(try discount.string("id"), copy))
                document.append("shopId", id(try shop.string("id"), copy))
                document.append("title", try discount.string("title"))
                document.append("kind", kind.rawValue)
                document.append("percent", try discount.optionalInt("percent"))
                document.append("amount", try discount.optionalInt("amount"))
                document.append("from", date: try discount.moment("from").millisecondsSince1970)
                document.append("until", date: try discount.moment("until").millisecondsSince1970)
                document.append("terms", try discount.optionalString("terms"))
                document.append("remaining", try discount.optionalInt("remaining"))
                documents.append(document)
            }
        }
        return documents
    }

    func reviews(_ copy: Int) throws(SeedError) -> [BSONDocument] {
        try reviews.map { review throws(SeedError) in
            Review(
                id: "", key: id(try review.string("id"), copy), shopKey: id(try review.string("shop"), copy),
                authorId: id(try review.string("author"), copy), stars: try review.int("stars"),
                body: try review.string("body"), createdAt: try review.moment("createdAt"),
                visitVerified: try review.bool("visitVerified"), helpful: try review.int("helpful"),
                reply: try review.optionalString("reply")
            ).document
        }
    }

    func posts(_ copy: Int) throws(SeedError) -> [BSONDocument] {
        try posts.map { post throws(SeedError) in
            let key = try post.string("id")
            let thread = threads[key] ?? Thread(authors: [])
            var reactions: [ReactionCount] = []
            let counts = try post.record("reactions")
            for kind in Reaction.allCases {
                if let count = try counts.optionalInt(kind.rawValue) {
                    reactions.append(ReactionCount(kind: kind, count: count))
                }
            }
            return Post(
                id: "", key: id(key, copy), region: try post.string("neighborhood"),
                board: try post.enumeration("board"),
                authorId: id(try post.string("author"), copy), isAnonymous: try post.bool("anonymous"),
                title: try post.string("title"), body: try post.string("body"), createdAt: try post.moment("createdAt"),
                viewCount: try post.int("viewCount"), commentCount: thread.comments, reactions: reactions
            ).document(anonymousAuthors: thread.authors.map { $0 == Post.noAuthor ? $0 : id($0, copy) })
        }
    }

    func comments(_ copy: Int) throws(SeedError) -> [BSONDocument] {
        try comments.map { comment throws(SeedError) in
            let post = try comment.string("post")
            let author = try comment.string("author")
            let number = try comment.bool("anonymous") ? threads[post]?.authors.firstIndex(of: author) : nil
            return Comment(
                id: "", key: id(try comment.string("id"), copy), postKey: id(post, copy),
                replyTo: try comment.optionalString("replyTo").map { id($0, copy) }, authorId: id(author, copy),
                anonymousNumber: number, body: try comment.string("body"), createdAt: try comment.moment("createdAt")
            ).document
        }
    }
}

// MARK: - What is never copied

extension District {
    private static func neighborhood(_ record: SeedRecord) throws(SeedError) -> BSONDocument {
        var ring: [BSONValue] = []
        for corner in try record.list("area") {
            guard case .list(let numbers) = corner, numbers.count == 2,
                let lng = try? Double(graphQL: numbers[0]), let lat = try? Double(graphQL: numbers[1])
            else {
                throw SeedError("\(record.file):\(record.line): \"area\" should be a list of [longitude, latitude].")
            }
            ring.append([.double(lng), .double(lat)])
        }
        return [
            "_id": .string(try record.string("code")), "name": try record.name("name").bson,
            "district": try record.name("district").bson, "location": try record.point("location").bson,
            "area": ["type": "Polygon", "coordinates": [.array(ring)]],
        ]
    }

    private static func line(_ record: SeedRecord) throws(SeedError) -> BSONDocument {
        [
            "_id": .string(try record.string("id")), "name": try record.name("name").bson,
            "color": .string(try record.string("color")), "stations": .array(try record.strings("stations")),
        ]
    }

    private static func station(_ record: SeedRecord) throws(SeedError) -> BSONDocument {
        let name = try record.name("name")
        let stops = try record.records("stops").map { stop throws(SeedError) -> BSONValue in
            [
                "line": .string(try stop.string("line")), "stationId": .string(try stop.string("stationId")),
                "number": .string(try stop.string("number")),
            ]
        }
        let exits = try record.records("exits").map { exit throws(SeedError) -> BSONValue in
            [
                "number": .string(try exit.string("number")), "location": try exit.point("location").bson,
                "stepFree": try exit.optionalBool("stepFree").map(BSONValue.bool) ?? .null,
                "landmarks": .array(try exit.strings("landmarks")),
            ]
        }
        // Found by its name with and without what stands in brackets: 대흥(서강대앞), 대흥.
        let short = String(name.ko.prefix { $0 != "(" })
        let names = Set([name.ko, short, name.en ?? name.ko].map(SearchText.normalized))
        return [
            "_id": .string(try record.string("id")), "name": name.bson, "location": try record.point("location").bson,
            "neighborhood": .string(try record.string("neighborhood")), "stops": .array(stops), "exits": .array(exits),
            "searchNames": .array(names.sorted()),
        ]
    }

    private static func stop(_ record: SeedRecord) throws(SeedError) -> BSONDocument {
        [
            "_id": .string(try record.string("arsId")), "stationId": .string(try record.string("stationId")),
            "name": try record.name("name").bson, "location": try record.point("location").bson,
            "neighborhood": .string(try record.string("neighborhood")),
        ]
    }

    private static func route(_ record: SeedRecord) throws(SeedError) -> BSONDocument {
        let kind: BusRouteKind = try record.enumeration("kind")
        return [
            "_id": .string(try record.string("id")), "number": .string(try record.string("number")),
            "kind": .string(kind.rawValue), "terminals": .array(try record.strings("terminals")),
            "headwayMinutes": try record.optionalInt("headwayMinutes").map(BSONValue.int) ?? .null,
            "stops": .array(try record.strings("stops")),
        ]
    }
}

extension MenuItem {
    var bson: BSONDocument {
        var document = BSONDocument()
        document.append("name", name)
        document.append("price", price)
        return document
    }
}
