import Foundation
import Synchronization

/// One server process on one loopback port with a folder of its own, both kept across restarts.
///
/// Ends with its last reference, and at the latest with the test process (see ``Caretaker``).
final class ServerProcess: Sendable {
    let name: String
    let port: Int
    let folder: URL

    private let program: String
    private let arguments: [String]
    private let caretaker: Caretaker
    private let pid = Mutex<pid_t?>(nil)

    /// Does not start the process yet.
    ///
    /// - Parameter arguments: given the port and the folder.
    init(name: String, program: String, arguments: (_ port: Int, _ folder: URL) -> [String]) throws {
        self.name = name
        self.program = program
        caretaker = try Caretaker.shared.get()
        port = try Loopback.freePort()
        folder = try caretaker.folderForServer(named: name)
        self.arguments = arguments(port, folder)
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts the process, if it does not run, and waits until `isReady` says so.
    func start(isReady: @escaping @Sendable () throws -> Bool) async throws {
        try pid.withLock { pid in
            guard pid == nil else { return }
            let started = try ChildProcess.spawn(program, arguments: arguments, log: logPath)
            caretaker.watch(started)
            pid = started
        }
        let limit = ContinuousClock.now + .seconds(60)
        while true {
            // Not being able to connect yet is the ordinary case here, and a server that never gets ready is told below.
            if (try? await onBlockingThread(isReady)) == true { return }
            guard isRunning(), ContinuousClock.now < limit else {
                kill()
                throw StoreProcessError.notReady(name, log: endOfLog())
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Sends a signal that does not end the process.
    func signal(_ number: Int32) {
        pid.withLock { pid in
            if let pid { _ = Glibc.kill(pid, number) }
        }
    }

    /// Stops the process (SIGSTOP) and waits until all its threads have stopped.
    func freeze() {
        pid.withLock { pid in
            guard let pid else { return }
            _ = Glibc.kill(pid, SIGSTOP)
            while waitpid(pid, nil, WUNTRACED) == -1 && errno == EINTR {}
        }
    }

    /// Ends the process at once (SIGKILL, which a frozen process cannot hold off either) and waits until it is gone.
    func kill() {
        pid.withLock { pid in
            guard let running = pid else { return }
            _ = Glibc.kill(running, SIGKILL)
            while waitpid(running, nil, 0) == -1 && errno == EINTR {}
            caretaker.forget(running)
            pid = nil
        }
    }

    private func isRunning() -> Bool {
        pid.withLock { pid in
            guard let running = pid else { return false }
            guard waitpid(running, nil, WNOHANG) == 0 else {
                caretaker.forget(running)
                pid = nil
                return false
            }
            return true
        }
    }

    private var logPath: String { folder.appending(path: "log").path }

    private func endOfLog() -> String {
        let log = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
        return log.split(separator: "\n").suffix(10).joined(separator: "\n")
    }
}
