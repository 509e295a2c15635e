import GraphQL
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Watches over one connection: ends it when the client is too slow, answers what is not HTTP, says when the client left.
///
/// Stands between the HTTP codec and the server. `FirstByteHandler` in front of the codec tells it of bytes that do not make
/// a request yet.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let presence: ClientPresence
    private let bodyBytes: Int
    private var deadlines: ConnectionDeadlines
    private var timer: (deadline: NIODeadline, task: Scheduled<Void>)?
    private var closesAfterResponse = false

    /// - Parameter bodyBytes: clients that ask before sending a body are encouraged up to this size.
    init(_ limits: ConnectionLimits, bodyBytes: Int, presence: ClientPresence) {
        self.presence = presence
        self.bodyBytes = bodyBytes
        deadlines = ConnectionDeadlines(limits, now: .now())
    }

    // MARK: - Inbound

    func handlerAdded(context: ChannelHandlerContext) { schedule(context) }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.task.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.task.cancel()
        presence.clientLeft()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { presence.clientLeft() }
        context.fireUserInboundEventTriggered(event)
    }

    func receivedBytes() { deadlines.receivedBytes(at: .now()) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // After the last answer the rest of the request is only read so that the client gets to read that answer.
        guard !deadlines.isSayingFarewell else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            deadlines.receivedHead()
            encourage(head, context)
        case .body: break
        case .end: deadlines.receivedEnd()
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        schedule(context)
        context.fireChannelReadComplete()
    }

    /// Lets clients that wait for it send their body. [RFC 9110, 10.1.1](https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1)
    private func encourage(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
        guard deadlines.unanswered == 1, head.headerFields[.expect]?.lowercased() == "100-continue" else { return }
        if let length = head.headerFields[.contentLength].flatMap({ Int($0) }), length > bodyBytes { return }
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, deadlines.unanswered == 0, !deadlines.isSayingFarewell else {
            context.fireErrorCaught(error)
            return
        }
        if error == .headerOverflow {
            refuse(.requestHeaderFieldsTooLarge, .requestTooLarge, "The request's header is too large.", context)
        } else {
            refuse(.badRequest, .badRequest, "The request is not HTTP.", context)
        }
    }

    // MARK: - Outbound

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !deadlines.isSayingFarewell else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let head):
            if head.headerFields[.connection] == "close" { closesAfterResponse = true }
            context.write(data, promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            deadlines.sentEnd(at: .now())
            context.write(data, promise: promise)
            if closesAfterResponse { sayFarewell(context) } else { schedule(context) }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        deadlines.writabilityChanged(to: context.channel.isWritable, at: .now())
        schedule(context)
        context.fireChannelWritabilityChanged()
    }

    // MARK: - Ending

    private func refuse(
        _ status: HTTPResponse.Status, _ code: ErrorCode, _ message: String, _ context: ChannelHandlerContext
    ) {
        let body = Refusal(status: status, code: code, message: message).body
        let headers: HTTPFields = [
            .contentType: ResponseMediaType.graphQLResponse.contentType, .contentLength: "\(body.readableBytes)",
            .connection: "close",
        ]
        context.write(wrapOutboundOut(.head(HTTPResponse(status: status, headerFields: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        sayFarewell(context)
    }

    /// Sends what there is to send and waits a moment before closing: closing at once while the client still sends would
    /// throw away the answer on its way.
    private func sayFarewell(_ context: ChannelHandlerContext) {
        deadlines.beganFarewell(at: .now())
        context.flush()
        context.close(mode: .output, promise: nil)
        schedule(context)
    }

    // MARK: - Time

    private func schedule(_ context: ChannelHandlerContext) {
        guard let next = deadlines.next else { return }
        if let timer, timer.deadline <= next { return }
        timer?.task.cancel()
        let handler = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let task = context.eventLoop.scheduleTask(deadline: next) {
            let (guardian, context) = handler.value
            guardian.timer = nil
            guardian.judge(context)
        }
        timer = (next, task)
    }

    private func judge(_ context: ChannelHandlerContext) {
        switch deadlines.verdict(at: .now()) {
        case .wait: schedule(context)
        case .close: context.close(promise: nil)
        case .refuse:
            presence.clientLeft()
            refuse(.requestTimeout, .requestTimeout, "The request did not arrive in time.", context)
        }
    }
}

/// Tells the guard that something arrived, before anybody knows what.
final class FirstByteHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let guardian: ConnectionGuard

    init(_ guardian: ConnectionGuard) { self.guardian = guardian }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guardian.receivedBytes()
        context.fireChannelRead(data)
    }
}
