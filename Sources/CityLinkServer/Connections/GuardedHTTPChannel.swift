import HummingbirdCore
import Logging
import NIOCore

/// HTTP/1.1 with a ``ConnectionGuard`` on each connection.
struct GuardedHTTPChannel: ServerChildChannel {
    struct Value: ServerChildChannelValue {
        let http: HTTP1Channel.Value
        let presence: ClientPresence
        var channel: any Channel { http.channel }
    }

    let responder: HTTPChannelHandler.Responder
    let limits: ConnectionLimits
    let bodyBytes: Int

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let presence = ClientPresence()
        return channel.eventLoop.makeCompletedFuture {
            let guardian = ConnectionGuard(limits, bodyBytes: bodyBytes, presence: presence)
            try channel.pipeline.syncOperations.addHandler(FirstByteHandler(guardian))
            return NIOLoopBound(guardian, eventLoop: channel.eventLoop)
        }.flatMap { guardian in
            http1(guardian).setup(channel: channel, logger: logger)
        }.map { Value(http: $0, presence: presence) }
    }

    func handle(value: Value, logger: Logger) async {
        await ClientPresence.$current.withValue(value.presence) {
            await http1().handle(value: value.http, logger: logger)
        }
    }

    private func http1(_ guardian: NIOLoopBound<ConnectionGuard>? = nil) -> HTTP1Channel {
        HTTP1Channel(
            responder: responder,
            configuration: .init(
                additionalChannelHandlers: guardian.map { [$0.value] } ?? [],
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100)))
    }
}
