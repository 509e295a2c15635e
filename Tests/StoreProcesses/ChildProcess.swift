import Foundation

enum ChildProcess {
    /// Starts `program` in a process group of its own (so that Ctrl-C in a terminal does not reach it), with default signal
    /// handling and no descriptor of ours but the three it is given.
    ///
    /// - Parameters:
    ///   - input: what the child reads as its standard input; nothing when nil.
    ///   - log: a file that receives what the child prints; dropped when nil.
    static func spawn(
        _ program: String, arguments: [String], input: Int32? = nil, log: String? = nil
    ) throws(StoreProcessError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 1, log ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // Not every library closes its descriptors on exec. Closing one that is not open does no harm.
        for descriptor in 3..<Int32(min(sysconf(Int32(_SC_OPEN_MAX)), 1024)) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var arguments: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var pid = pid_t()
        let result = posix_spawn(&pid, program, &actions, &attributes, arguments, environ)
        guard result == 0 else { throw .system("posix_spawn \(program)", result) }
        return pid
    }

    /// The program that the environment variable names, or else the first of that name on the PATH.
    static func program(_ name: String, variable: String) throws(StoreProcessError) -> String {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment[variable], !path.isEmpty { return path }
        for folder in (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":") {
            let path = "\(folder)/\(name)"
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw .noProgram(name, variable: variable)
    }
}
