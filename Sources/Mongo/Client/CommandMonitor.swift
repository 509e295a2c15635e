import CMongoC
import Synchronization

/// Receives libmongoc's events and passes them on in Swift's words.
final class CommandMonitor: Sendable {
    private let observer: (any MongoObserver)?
    private let latestTopology = Mutex(MongoTopology(kind: "Unknown", hasWritablePrimary: false, servers: []))

    init(_ observer: (any MongoObserver)?) { self.observer = observer }

    var topology: MongoTopology { latestTopology.withLock { $0 } }

    func waited(_ duration: Duration) { observer?.waited(duration) }

    func waitFailed(_ error: MongoError) { observer?.waitFailed(error) }

    /// Must be called before the pool hands out its first client.
    static func install(on pool: OpaquePointer, context: Unmanaged<CommandMonitor>) {
        let callbacks = mongoc_apm_callbacks_new()
        defer { mongoc_apm_callbacks_destroy(callbacks) }
        mongoc_apm_set_command_succeeded_cb(callbacks) { event in
            CommandMonitor.from(mongoc_apm_command_succeeded_get_context(event))?.commandSucceeded(
                name: mongoc_apm_command_succeeded_get_command_name(event),
                microseconds: mongoc_apm_command_succeeded_get_duration(event))
        }
        mongoc_apm_set_command_failed_cb(callbacks) { event in
            var error = bson_error_t()
            mongoc_apm_command_failed_get_error(event, &error)
            let reply = mongoc_apm_command_failed_get_reply(event).flatMap { try? LibBSON.copy($0) }
            CommandMonitor.from(mongoc_apm_command_failed_get_context(event))?.commandFailed(
                name: mongoc_apm_command_failed_get_command_name(event),
                microseconds: mongoc_apm_command_failed_get_duration(event),
                MongoError(error, reply: reply ?? [:]))
        }
        mongoc_apm_set_topology_changed_cb(callbacks) { event in
            CommandMonitor.from(mongoc_apm_topology_changed_get_context(event))?.topologyChanged(
                to: mongoc_apm_topology_changed_get_new_description(event))
        }
        mongoc_client_pool_set_apm_callbacks(pool, callbacks, context.toOpaque())
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> CommandMonitor? {
        context.map { Unmanaged<CommandMonitor>.fromOpaque($0).takeUnretainedValue() }
    }

    private func commandSucceeded(name: UnsafePointer<CChar>?, microseconds: Int64) {
        let call = RunningCall.current
        call?.activity?.record(microseconds: microseconds)
        guard let observer else { return }
        observer.commandSucceeded(command(name, microseconds, call))
    }

    private func commandFailed(name: UnsafePointer<CChar>?, microseconds: Int64, _ error: MongoError) {
        let call = RunningCall.current
        call?.activity?.record(microseconds: microseconds)
        guard let observer else { return }
        observer.commandFailed(command(name, microseconds, call), error)
    }

    private func command(_ name: UnsafePointer<CChar>?, _ microseconds: Int64, _ call: RunningCall?) -> MongoCommand {
        MongoCommand(
            name: name.map { String(cString: $0) } ?? "", collection: call?.collection, microseconds: microseconds,
            activity: call?.activity)
    }

    private func topologyChanged(to description: OpaquePointer?) {
        guard let description else { return }
        let topology = MongoTopology(description)
        let hasChanged = latestTopology.withLock { latest in
            defer { latest = topology }
            return latest != topology
        }
        if hasChanged { observer?.topologyChanged(topology) }
    }
}

extension MongoTopology {
    fileprivate init(_ description: OpaquePointer) {
        var count = 0
        let descriptions = mongoc_topology_description_get_servers(description, &count)
        defer { mongoc_server_descriptions_destroy_all(descriptions, count) }
        servers = (0..<count).compactMap { index in descriptions?[index].map { Server($0) } }
        kind = String(cString: mongoc_topology_description_type(description))
        hasWritablePrimary = mongoc_topology_description_has_writable_server(description)
    }
}

extension MongoTopology.Server {
    fileprivate init(_ description: OpaquePointer) {
        address = mongoc_server_description_host(description).map { Self.text($0.pointee.host_and_port) } ?? ""
        kind = String(cString: mongoc_server_description_type(description))
        roundTripMilliseconds = mongoc_server_description_round_trip_time(description)
    }

    /// A C array of characters, which Swift sees as a tuple, up to its NUL.
    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { bytes in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
