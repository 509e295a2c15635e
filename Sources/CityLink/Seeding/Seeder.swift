import Foundation
import GraphQL
package import Mongo

/// Fills an empty database with the district in the seed folder, and creates the indexes.
///
/// For load tests the shops, people and their texts can be multiplied: copy number *k* of every one has the same content,
/// its own ids and, for shops, a place a little beside the original. The same files and scale always give the same data.
package struct Seeder: Sendable {
    private let database: MongoDatabase
    private let directory: String
    private let scale: Int
    private let report: @Sendable (SeedProgress) -> Void

    /// - Parameter report: is told about each step, and during long ones now and then.
    package init(
        database: MongoDatabase, directory: String, scale: Int = 1, report: @escaping @Sendable (SeedProgress) -> Void
    ) {
        self.database = database
        self.directory = directory
        self.scale = max(1, scale)
        self.report = report
    }

    /// Where a database stands.
    package enum State: Sendable, Equatable {
        case empty
        /// Filled by an earlier run, with this scale.
        case seeded(scale: Int)
        /// An earlier run was interrupted.
        case unfinished
        /// Has data that no seeding has written.
        case foreign
    }

    package func state() async throws -> State {
        let marker = try await meta.findOne(["_id": "seed"], as: SeedMarker.self)
        if let marker { return marker.isFinished ? .seeded(scale: marker.scale) : .unfinished }
        for name in Self.collections where try await database.collection(name).count() > 0 { return .foreign }
        return .empty
    }

    /// Creates the indexes; quick when they are there.
    package func createIndexes() async throws {
        for (name, indexes) in Self.indexes where !indexes.isEmpty {
            try await database.collection(name).createIndexes(indexes)
        }
    }

    /// Writes everything. What an earlier, interrupted run has left is removed first.
    ///
    /// - Throws: ``SeedError`` when the files are wrong, before anything is written; errors of the database.
    package func seed() async throws {
        let district = try District(directory: directory)
        let marker: BSONDocument = ["_id": "seed", "scale": .int(scale), "finished": false]
        for name in Self.collections { try await database.collection(name).drop() }
        try await meta.replaceOne(["_id": "seed"], with: marker, upsert: true)
        try await createIndexes()

        try await write(NeighborhoodRepository.collectionName, district.neighborhoods)
        try await write(StopRepository.linesName, district.lines)
        try await write(StopRepository.stationsName, district.stations)
        try await write(StopRepository.stopsName, district.stops)
        try await write(StopRepository.routesName, district.routes)
        try await write(UserRepository.collectionName, copies: district.people.count) { copy in
            try district.people(copy)
        }
        try await write(ShopRepository.collectionName, copies: district.shops.count) { copy in try district.shops(copy)
        }
        try await write(DiscountRepository.collectionName, copies: district.discountCount) { copy in
            try district.discounts(copy)
        }
        try await write(ReviewRepository.collectionName, copies: district.reviews.count) { copy in
            try district.reviews(copy)
        }
        try await write(PostRepository.collectionName, copies: district.posts.count) { copy in try district.posts(copy)
        }
        try await write(CommentRepository.collectionName, copies: district.comments.count) { copy in
            try district.comments(copy)
        }
        try await meta.updateOne(["_id": "seed"], ["$set": ["finished": true]])
    }

    private var meta: MongoCollection { database.collection("meta") }

    private static let indexes: [(collection: String, indexes: [MongoIndex])] =
        [
            (NeighborhoodRepository.collectionName, NeighborhoodRepository.indexes),
            (UserRepository.collectionName, []),
            (ShopRepository.collectionName, ShopRepository.indexes),
            (DiscountRepository.collectionName, DiscountRepository.indexes),
            (ReviewRepository.collectionName, ReviewRepository.indexes),
            (PostRepository.collectionName, PostRepository.indexes),
            (CommentRepository.collectionName, CommentRepository.indexes),
            (StopRepository.linesName, []),
            (Writes.keysCollectionName, Writes.keysIndexes),
        ] + StopRepository.indexes

    private static var collections: [String] { indexes.map(\.collection) }

    private func write(_ name: String, _ documents: [BSONDocument]) async throws {
        try await write(name, total: documents.count, copies: 1) { _ in documents }
    }

    private func write(_ name: String, copies count: Int, _ make: (Int) throws -> [BSONDocument]) async throws {
        try await write(name, total: count * scale, copies: scale, make)
    }

    private func write(
        _ name: String, total: Int, copies: Int, _ make: (Int) throws -> [BSONDocument]
    ) async throws {
        let collection = database.collection(name)
        let start = ContinuousClock.now
        var written = 0
        report(SeedProgress(collection: name, written: 0, total: total, elapsed: .zero))
        for copy in 0..<copies {
            let documents = try make(copy)
            for first in stride(from: 0, to: documents.count, by: 2000) {
                try Task.checkCancellation()
                written += try await collection.insertMany(Array(documents[first..<min(first + 2000, documents.count)]))
            }
            report(SeedProgress(collection: name, written: written, total: total, elapsed: .now - start))
        }
    }
}

/// How far one collection has come.
package struct SeedProgress: Sendable {
    package let collection: String
    package let written: Int
    package let total: Int
    package let elapsed: Duration

    package var documentsPerSecond: Int {
        let seconds = Double(elapsed.nanoseconds) / 1e9
        return seconds > 0 ? Int(Double(written) / seconds) : 0
    }
}

private struct SeedMarker: BSONDecodable, Sendable {
    let scale: Int
    let isFinished: Bool

    init(from reader: inout BSONReader) throws(BSONError) {
        var scale: Int?
        var isFinished: Bool?
        while let field = try reader.next() {
            switch field.key {
            case "scale": scale = try field.int()
            case "finished": isFinished = try field.bool()
            default: continue
            }
        }
        self.scale = try scale.required("scale")
        self.isFinished = try isFinished.required("finished")
    }
}
