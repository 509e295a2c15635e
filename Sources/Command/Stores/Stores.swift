import ArgumentParser
import CityLink

struct Stores: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look after MongoDB and Redis.", subcommands: [Await.self])

    struct Await: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Wait until the stores answer.",
            discussion: """
                Ends as soon as MongoDB has a primary that takes writes and Redis answers, or fails when the time is up. A new \
                mongod that was started with --replSet waits to be told who belongs to its replica set: \
                --initiate-replica-set makes it the only member, also when it has moved to another port since.
                """)

        @Option(name: .customLong("mongodb-url"), help: "Such as mongodb://127.0.0.1:27017/?replicaSet=rs0.")
        var mongodbURL: String

        @Option(name: .customLong("redis-url"), help: "Such as redis://127.0.0.1:6379/0.")
        var redisURL: String?

        @Flag(help: "Make the mongod a replica set of its own.")
        var initiateReplicaSet = false

        @Option(help: "How many seconds to wait.")
        var timeout = 60

        func validate() throws {
            guard (1...3600).contains(timeout) else {
                throw ValidationError("--timeout must be from 1 to 3600 seconds.")
            }
        }

        func run() async throws {
            let deadline = ContinuousClock.now + .seconds(timeout)
            if initiateReplicaSet { try await ReplicaSetOfOne(url: mongodbURL).initiate(until: deadline) }
            try await StoreWait.forMongoDB(mongodbURL, until: deadline)
            if let redisURL { try await StoreWait.forRedis(redisURL, until: deadline) }
        }
    }
}
