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

    static func canOpen(to server: TestServer) async -> Bool {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let connection = bootstrap.connect(host: "127.0.0.1", port: server.port)
        guard let channel = try? await connection.get() else { return false }
        try? await channel.close()
        return true
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

        /// Returns when the server has closed the connection, without reading what it sent before.
        func waitUntilClosedByServer() async throws {
            do {
                while true {
                    try await send("\n")
                    try await Task.sleep(for: .milliseconds(10))
                }
            } catch is IOError {
                // The system says that nobody is there to receive it.
            } catch is ChannelError {
                // NIO has heard so before.
            }
        }

        /// Reads until the text holds `end`.
        mutating func read(until end: String) async throws {
            while !text.contains(end) {
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
