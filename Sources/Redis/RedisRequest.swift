import NIOCore

/// What is written at once and answered at once: a command, or a pipeline of them.
enum RedisRequest: Sendable {
    case command([RedisArgument])
    case pipeline([[RedisArgument]])

    var replyCount: Int {
        switch self {
        case .command: 1
        case .pipeline(let commands): commands.count
        }
    }

    var isPipeline: Bool {
        switch self {
        case .command: false
        case .pipeline: true
        }
    }

    /// What observers call it.
    var name: String {
        switch self {
        case .pipeline: "PIPELINE"
        case .command(let arguments):
            switch arguments.first {
            case .string(let name): name
            default: "?"
            }
        }
    }

    func write(into buffer: inout ByteBuffer) {
        switch self {
        case .command(let arguments): buffer.writeRedisCommand(arguments)
        case .pipeline(let commands): for arguments in commands { buffer.writeRedisCommand(arguments) }
        }
    }
}
