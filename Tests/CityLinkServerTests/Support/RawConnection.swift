import NIOCore
import NIOPosix

/// A TCP connection on which a test says exactly what it wants to say.
enum RawConnection {
    struct ClosedEarly: Error {
        var received: String
    }

    /// Runs `body` with a new connection and closes it afterwards.
    static func open<Result: Sendable>(
        to server: TestServer, _ body: (inout Conversation) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: server.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var conversation = Conversation(
                channel: channel.channel, inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&conversation)
        }
    }

    struct Conversation {
        fileprivate let channel: any Channel
        fileprivate var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
        fileprivate let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        private(set) var text = ""

        fileprivate init(
            channel: any Channel, inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
            outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        ) {
            self.channel = channel
            self.inbound = inbound
            self.outbound = outbound
        }

        func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

        /// Ends the connection at once, as a client does that crashes or loses interest.
        func close() async throws { try await channel.close() }

        /// Reads until the text holds `end` this many times.
        mutating func read(until end: String, times: Int = 1) async throws {
            while text.split(separator: end, omittingEmptySubsequences: false).count <= times {
                guard let part = try await inbound.next() else { throw ClosedEarly(received: text) }
                text += String(buffer: part)
            }
        }

        /// Reads until the server closes the connection; returns everything that came.
        mutating func readToEnd() async throws -> String {
            do {
                while let part = try await inbound.next() { text += String(buffer: part) }
            } catch is IOError {
                // A reset is an end as well.
            }
            return text
        }
    }
}
