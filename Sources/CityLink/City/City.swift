package import AsyncHTTPClient
package import GraphQL
package import Logging
import Mongo
package import NIOCore
import Redis
import Synchronization
import Telemetry

/// The city: its data, its live services and the schema through which both are read. One for each process.
package final class City: Sendable {
    let database: MongoDatabase
    let redis: RedisClient
    let neighborhoods: NeighborhoodRepository
    let shops: ShopRepository
    let reviews: ReviewRepository
    let discounts: DiscountRepository
    let users: UserRepository
    let posts: PostRepository
    let comments: CommentRepository
    let stops: StopRepository
    let counts: CountRepository
    let writes: Writes
    let boards: ArrivalBoards
    let operations: Operations
    private let views: CityViews
    private let now: @Sendable () -> Timestamp

    // MARK: - Opening and closing

    /// Connects nothing yet: stores that are away at this moment are found when they come.
    ///
    /// - Throws: ``ConfigurationError``, ``SchemaError`` or what a store says of its address.
    package static func open(
        _ configuration: CityConfiguration, httpClient: HTTPClient, eventLoopGroup: any EventLoopGroup, logger: Logger,
        now: @escaping @Sendable () -> Timestamp = { .now() }
    ) throws -> City {
        MongoLibrary.setLogHandler { level, message in
            logger.log(level: level == .error ? .error : .debug, "libmongoc: \(message)")
        }
        let views = try CityViews(maximumCost: configuration.maximumCost, presentError: presentError)
        let operations = Operations(coordinates: views.whole.coordinates, fields: views.fieldFacts)
        let observer = StoreObserver { operations }
        let mongo: MongoClient
        do {
            mongo = try MongoClient(
                MongoConfiguration(url: configuration.mongodbURL, applicationName: "citylink"), observer: observer)
        } catch {
            throw ConfigurationError("CITYLINK_MONGODB_URL cannot be used: \(error).")
        }
        let redisConfiguration: RedisConfiguration
        do {
            redisConfiguration = try RedisConfiguration(url: configuration.redisURL)
        } catch {
            throw ConfigurationError("CITYLINK_REDIS_URL cannot be used: \(error)")
        }
        let redis = RedisClient(redisConfiguration, eventLoopGroup: eventLoopGroup, observer: observer)
        let http = UpstreamHTTP(client: httpClient)
        let boards = ArrivalBoards(
            city: "seoul",
            subway: SeoulSubwayService(
                http: http, baseURL: configuration.subwayURL, key: UpstreamKey(configuration.subwayKey), now: now),
            bus: SeoulBusService(
                http: http, baseURL: configuration.busURL, key: UpstreamKey(configuration.busKey), now: now),
            redis: redis, observer: observer, now: now)
        return City(
            database: mongo.database(configuration.database), redis: redis, boards: boards, operations: operations,
            views: views, now: now)
    }

    private init(
        database: MongoDatabase, redis: RedisClient, boards: ArrivalBoards, operations: Operations, views: CityViews,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.database = database
        self.redis = redis
        self.boards = boards
        self.operations = operations
        self.views = views
        self.now = now
        neighborhoods = NeighborhoodRepository(database)
        shops = ShopRepository(database)
        reviews = ReviewRepository(database)
        discounts = DiscountRepository(database)
        users = UserRepository(database)
        posts = PostRepository(database)
        comments = CommentRepository(database)
        stops = StopRepository(database)
        counts = CountRepository(database: database)
        writes = Writes(database)
    }

    /// Runs the parts that live as long as the city, until cancelled.
    package func run() async throws {
        // The driver watches the database from the first call on; until then nobody could tell whether it is there.
        async let firstCall: Void? = try? database.ping()
        try await redis.run()
        await firstCall
    }

    /// Closes the connections to the database. Requests that still run fail.
    package func close() async { await database.client.shutdown() }

    /// Whether requests can be answered: the database takes writes. A cache that is away only makes answers slower.
    package var isReady: Bool { database.client.hasWritablePrimary }

    // MARK: - Requests

    /// Answers a request, whatever it says.
    ///
    /// - Parameter deadline: stores are not waited for any longer than this.
    package func respond(
        to request: GraphQLRequest, from viewer: Viewer, locale: Locale, deadline: ContinuousClock.Instant
    ) async -> Response {
        let schema = views.schema(for: viewer.role)
        let clock = TimeSource.monotonic
        let start = clock.nanoseconds()
        let operation: PreparedOperation
        var phases = OperationPhases()
        do {
            let preparation = try schema.prepare(request.query, operationName: request.operationName)
            operation = preparation.operation
            // A prepared operation was not parsed; one that was counts with at least a nanosecond.
            if preparation.isNew { phases.parse = max(1, clock.nanoseconds() - start) }
        } catch {
            return Response(refusing: error)
        }
        let recorder = operations.recorder()
        let context = CityRequest(city: self, viewer: viewer, now: now(), deadline: deadline, locale: locale)
        let prepared = clock.nanoseconds()
        let response = await schema.execute(
            operation, variables: request.variables, context: context, observer: recorder)
        let end = clock.nanoseconds()
        phases.execute = end - prepared
        recorder.finish(into: operations.resolvers)
        operations.operations.record(
            OperationRequest(
                identity: String(operation.identity, radix: 16), name: operation.name, kind: operation.type.kind,
                document: operation.textWithoutValues, nanoseconds: end - start, phases: phases,
                errors: response.errorCount,
                responseBytes: response.byteCount))
        return response
    }

    /// Errors of stores in terms of the API; others are logged with an id that the answer shows as well.
    @Sendable private static func presentError(_ error: any Error, _ coordinate: String) -> GraphQLError {
        // The request's own, so that the line tells which request it was.
        let logger = Logger.current
        switch error {
        case MongoError.timeout:
            logger.warning("\(coordinate): \(error)")
            return GraphQLError("The database did not answer in time. Try again.", code: .timeout)
        case MongoError.unavailable, MongoError.poolExhausted, MongoError.closed, MongoError.writeConflict:
            logger.warning("\(coordinate): \(error)")
            return GraphQLError("The database is not available at the moment. Try again.", code: .unavailable)
        case MongoError.commitUnknown:
            logger.warning("\(coordinate): \(error)")
            return GraphQLError(
                "It is not known whether this was written. Send it again with the same idempotency key to find out.",
                code: .unavailable)
        case MongoError.cancelled:
            return GraphQLError("The request was cancelled before this field was resolved.", code: .cancelled)
        default:
            let id = String(UInt32.random(in: 0...UInt32.max), radix: 16)
            logger.error("\(coordinate): \(error)", metadata: ["error-id": "\(id)"])
            return GraphQLError(
                "Something went wrong on our side. Tell us the id \(id) and we will find out what.",
                code: .internalError, extensions: [.init("id", .string(id))])
        }
    }
}

extension OperationType {
    fileprivate var kind: OperationKind {
        switch self {
        case .query: .query
        case .mutation: .mutation
        case .subscription: .subscription
        }
    }
}
