import CityLink
import Mongo

/// Makes a mongod a replica set with no other member, which is what transactions and change streams need.
struct ReplicaSetOfOne {
    /// Why it cannot be done, now or ever.
    enum Failure: Error, CustomStringConvertible {
        case unavailable(MongoError)
        case notReplicated
        case severalMembers(Int)

        var description: String {
            switch self {
            case .unavailable(let error): "\(error)"
            case .notReplicated: "it was started without --replSet"
            case .severalMembers(let count): "its replica set has \(count) members, which is not for us to change"
            }
        }

        var isFinal: Bool {
            if case .unavailable = self { return false }
            return true
        }
    }

    private let url: String
    /// `host:port`, by which the member is known.
    private let address: String
    /// The URL for talking to this server whatever it thinks of its replica set.
    private let directURL: String
    private let setName: String

    /// - Parameter url: of a single server.
    init(url: String) throws {
        guard let scheme = url.firstRange(of: "://"), url[..<scheme.lowerBound] == "mongodb" else {
            throw ConfigurationError("--mongodb-url must begin with mongodb:// to initiate a replica set.")
        }
        let parts = url[scheme.upperBound...].split(separator: "?", maxSplits: 1)
        let authority = (parts.first ?? "").prefix { $0 != "/" }
        let host = authority.split(separator: "@").last ?? ""
        guard !host.isEmpty, !host.contains(",") else {
            throw ConfigurationError("--mongodb-url must name one server to initiate a replica set.")
        }
        let options = parts.dropFirst().first?.split(separator: "&") ?? []
        let setName = options.first { $0.hasPrefix("replicaSet=") }?.dropFirst("replicaSet=".count)
        let others = options.filter { !$0.hasPrefix("replicaSet=") && !$0.hasPrefix("directConnection=") }
        self.url = url
        self.setName = String(setName ?? "rs0")
        address = host.contains(":") && !host.hasSuffix("]") ? String(host) : "\(host):27017"
        directURL = "mongodb://\(authority)/?" + (["directConnection=true"] + others).joined(separator: "&")
    }

    /// Returns when the server is primary.
    func initiate(until deadline: ContinuousClock.Instant) async throws {
        let client = try StoreWait.mongoClient(directURL)
        let admin = client.database("admin")
        var failure: Failure?
        while true {
            do throws(Failure) {
                if try await step(admin, until: .now + .seconds(5)) { break }
            } catch {
                failure = error
                if error.isFinal { break }
            }
            if .now >= deadline { break }
            // Nobody cancels a command but by ending it.
            try? await Task.sleep(for: .milliseconds(50))
            failure = nil
        }
        await client.shutdown()
        if let failure {
            throw ConfigurationError("MongoDB at \(address) cannot be made a replica set: \(failure).")
        }
        if .now >= deadline { throw ConfigurationError("MongoDB at \(address) did not become primary in time.") }
    }

    /// One step towards it. Returns true when there is nothing left to do.
    private func step(_ admin: MongoDatabase, until deadline: ContinuousClock.Instant) async throws(Failure) -> Bool {
        let hello = try await run(["hello": 1], admin, deadline)
        if hello["isWritablePrimary"] == .bool(true), hello["me"] == .string(address) { return true }
        if hello["isreplicaset"] == .bool(true) {
            return try await initiateOrReconfigure(admin, deadline)
        }
        guard hello["setName"] != nil else { throw .notReplicated }
        if hello["me"] != .string(address) { try await reconfigure(admin, deadline) }
        return false
    }

    /// A server without a usable configuration has none, or one in which it does not find itself.
    private func initiateOrReconfigure(
        _ admin: MongoDatabase, _ deadline: ContinuousClock.Instant
    ) async throws(Failure) -> Bool {
        do {
            try await reconfigure(admin, deadline)
        } catch Failure.unavailable(.server(let failure)) where failure.codeName == "NotYetInitialized" {
            let members: BSONValue = [["_id": 0, "host": .string(address)]]
            _ = try await run(
                ["replSetInitiate": ["_id": .string(setName), "members": members]], admin, deadline)
        }
        return false
    }

    /// Gives the only member the address that it has now.
    private func reconfigure(_ admin: MongoDatabase, _ deadline: ContinuousClock.Instant) async throws(Failure) {
        let reply = try await run(["replSetGetConfig": 1], admin, deadline)
        guard case .document(let configuration)? = reply["config"],
            case .array(let members)? = configuration["members"], let elements = try? configuration.elements()
        else { return }
        guard members.count == 1, case .document(let member) = members[0] else { throw .severalMembers(members.count) }
        guard member["host"] != .string(address) else { return }
        var changed = BSONDocument()
        for (key, value) in elements {
            switch (key, value) {
            case ("members", _): changed.append(key, BSONValue.array([["_id": 0, "host": .string(address)]]))
            case ("version", .int32(let version)): changed.append(key, BSONValue.int32(version + 1))
            default: changed.append(key, value)
            }
        }
        _ = try await run(["replSetReconfig": .document(changed), "force": true], admin, deadline)
    }

    private func run(
        _ command: BSONDocument, _ admin: MongoDatabase, _ deadline: ContinuousClock.Instant
    ) async throws(Failure) -> BSONDocument {
        do {
            return try await admin.runCommand(command, deadline: deadline)
        } catch {
            throw .unavailable(error)
        }
    }
}
