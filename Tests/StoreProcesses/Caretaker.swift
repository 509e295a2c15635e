import Foundation
import Synchronization

/// Makes sure that no server and no folder outlives the test process, however that process ends.
///
/// One small shell per test process reads a socket whose other end only the test process holds. When the test process
/// ends, by itself, by a signal or by a crash, the kernel closes that end; the shell reads the end of the file, kills the
/// servers it was told about and removes the folder. (`PR_SET_PDEATHSIG` would not do: it fires when the *thread* that
/// started the child ends, and threads of a Swift pool come and go.)
final class Caretaker: Sendable {
    /// The caretaker of this process.
    static let shared = Result { () throws(StoreProcessError) in try Caretaker() }

    /// Where the servers of this process keep their data. Removed at the end of the process.
    let folder: URL

    private let lifeline: Int32
    private let lastServer = Atomic<Int>(0)

    private static let script = """
        trap '' HUP INT TERM
        servers=
        while read -r action pid; do
            case $action in
                guard) servers="$servers $pid" ;;
                forget) others=
                    for server in $servers; do [ "$server" = "$pid" ] || others="$others $server"; done
                    servers=$others ;;
            esac
        done
        for server in $servers; do kill -9 "$server"; done
        attempt=0
        until rm -rf "$1" || [ $attempt -ge 50 ]; do attempt=$((attempt + 1)); sleep 0.1; done
        """

    private init() throws(StoreProcessError) {
        folder = FileManager.default.temporaryDirectory.appending(path: "citylink-stores-\(UUID().uuidString)")
        var ends: [Int32] = [0, 0]
        // A socket pair can be closed on exec from its first moment, which a pipe cannot without GNU extensions.
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw .system("socketpair", errno) }
        lifeline = ends[1]
        defer { close(ends[0]) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .unusableFolder(folder.path, "\(error)")
        }
        _ = try ChildProcess.spawn(
            "/bin/sh", arguments: ["-c", Self.script, "citylink-store-caretaker", folder.path], input: ends[0])
    }

    /// A new, empty folder for one server's data.
    func folderForServer(named name: String) throws -> URL {
        let number = lastServer.add(1, ordering: .relaxed).newValue
        let folder = folder.appending(path: "\(name)-\(number)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Kills `pid` when this process ends.
    func watch(_ pid: pid_t) { tell("guard \(pid)\n") }

    /// `pid` has been waited for; the number may soon belong to somebody else.
    func forget(_ pid: pid_t) { tell("forget \(pid)\n") }

    private func tell(_ line: String) {
        // So short a message is written whole, so lines of several threads never mix.
        _ = Array(line.utf8).withUnsafeBytes { send(lifeline, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }
}
