/// Why a store could not be started or reached.
package enum StoreProcessError: Error, CustomStringConvertible {
    /// A call of the operating system failed with this `errno`.
    case system(String, Int32)
    case unusableFolder(String, String)
    /// No such program: set the variable, or put the program on the PATH.
    case noProgram(String, variable: String)
    /// The server ended, or was not ready in time. With the last lines of its log.
    case notReady(String, log: String)
    /// The server answered something that it should not.
    case unexpectedReply(String)
    case invalidURL(String)

    package var description: String {
        switch self {
        case .system(let call, let number): "\(call) failed with errno \(number)"
        case .unusableFolder(let path, let reason): "cannot use the folder \(path): \(reason)"
        case .noProgram(let name, let variable): "\(name) is neither named by \(variable) nor on the PATH"
        case .notReady(let name, let log): "\(name) did not become ready; the end of its log:\n\(log)"
        case .unexpectedReply(let reply): "unexpected reply: \(reply)"
        case .invalidURL(let url): "not a URL with a host: \(url)"
        }
    }
}
