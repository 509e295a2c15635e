import CMongoC
import Synchronization

/// libmongoc's pool of clients, each with its connections, and the callbacks that report on them.
///
/// `@unchecked Sendable`: the pool is documented as thread-safe, the pointers never change, and ``close()`` is called once,
/// after the last use.
final class ClientPool: @unchecked Sendable {
    private let pool: OpaquePointer
    private let context: Unmanaged<CommandMonitor>

    let monitor: CommandMonitor

    init(_ configuration: MongoConfiguration, observer: (any MongoObserver)?) throws(MongoError) {
        MongoLibrary.start
        var error = bson_error_t()
        guard let uri = mongoc_uri_new_with_error(configuration.url, &error) else { throw MongoError(error) }
        defer { mongoc_uri_destroy(uri) }
        try Self.apply(configuration, to: uri)
        guard let pool = mongoc_client_pool_new_with_error(uri, &error) else { throw MongoError(error) }
        // Server errors in a domain of their own, so that their codes cannot be mistaken for libmongoc's.
        mongoc_client_pool_set_error_api(pool, MONGOC_ERROR_API_VERSION_2)
        self.pool = pool
        monitor = CommandMonitor(observer)
        context = Unmanaged.passRetained(monitor)
        CommandMonitor.install(on: pool, context: context)
    }

    /// Runs `body` with a client that nobody else uses meanwhile.
    func withClient<Value>(_ body: (OpaquePointer) -> Value) throws(MongoError) -> Value {
        guard let client = mongoc_client_pool_pop(pool) else { throw .poolExhausted(waiting: 0) }
        defer { mongoc_client_pool_push(pool, client) }
        return body(client)
    }

    /// Closes all connections. Blocks until the monitoring threads have ended.
    func close() {
        mongoc_client_pool_destroy(pool)
        context.release()
    }

    private static func apply(_ configuration: MongoConfiguration, to uri: OpaquePointer) throws(MongoError) {
        let numbers: [(option: String, value: Int64)] = [
            (MONGOC_URI_SERVERSELECTIONTIMEOUTMS, configuration.serverSelectionTimeout.milliseconds),
            (MONGOC_URI_CONNECTTIMEOUTMS, configuration.connectTimeout.milliseconds),
            (MONGOC_URI_SOCKETTIMEOUTMS, configuration.socketTimeout.milliseconds),
            (MONGOC_URI_WAITQUEUETIMEOUTMS, configuration.waitQueueTimeout.milliseconds),
            (MONGOC_URI_HEARTBEATFREQUENCYMS, configuration.heartbeatInterval.milliseconds),
            (MONGOC_URI_MAXPOOLSIZE, Int64(configuration.threads)),
        ]
        for (option, value) in numbers where !mongoc_uri_has_option(uri, option) {
            guard let value = Int32(exactly: value), mongoc_uri_set_option_as_int32(uri, option, value) else {
                throw .invalidRequest("\(value) is no value for \(option)")
            }
        }
        if mongoc_uri_get_appname(uri) == nil, !mongoc_uri_set_appname(uri, configuration.applicationName) {
            throw .invalidRequest("the application name is too long")
        }
        // What has been acknowledged survives the loss of any minority of the servers.
        if !mongoc_uri_has_option(uri, MONGOC_URI_W), !mongoc_uri_has_option(uri, MONGOC_URI_JOURNAL) {
            let concern = mongoc_write_concern_new()
            defer { mongoc_write_concern_destroy(concern) }
            mongoc_write_concern_set_w(concern, Int32(MONGOC_WRITE_CONCERN_W_MAJORITY))
            mongoc_write_concern_set_journal(concern, true)
            mongoc_uri_set_write_concern(uri, concern)
        }
    }
}
