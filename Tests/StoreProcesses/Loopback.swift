import Foundation

/// A blocking connection to a server on this machine, with a time limit of two seconds on each step.
///
/// Only for the few requests that set a server up and clear it afterwards.
struct Loopback: ~Copyable {
    private let descriptor: Int32

    init(host: String = "127.0.0.1", port: Int) throws(StoreProcessError) {
        let descriptor = try Self.socket()
        var limit = timeval(tv_sec: 2, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        let address = host == "localhost" ? "127.0.0.1" : host
        let result = Self.withAddress(address, port: port) { connect(descriptor, $0, $1) }
        guard result == 0 else {
            let reason = errno
            close(descriptor)
            throw .system("connect to \(host):\(port)", reason)
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) throws(StoreProcessError) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw .system("send", errno) }
            sent += count
        }
    }

    func receive(atLeast minimum: Int) throws(StoreProcessError) -> [UInt8] {
        var received: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while received.count < minimum {
            let count = recv(descriptor, &part, part.count, 0)
            guard count > 0 else { throw .system("recv", errno) }
            received += part[..<count]
        }
        return received
    }

    /// A port of 127.0.0.1 that nobody listened on a moment ago.
    static func freePort() throws(StoreProcessError) -> Int {
        let descriptor = try socket()
        defer { close(descriptor) }
        guard withAddress("127.0.0.1", port: 0, { bind(descriptor, $0, $1) }) == 0 else { throw .system("bind", errno) }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutableBytes(of: &address) {
            getsockname(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
        }
        guard result == 0 else { throw .system("getsockname", errno) }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func socket() throws(StoreProcessError) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = Glibc.socket(AF_INET, type, 0)
        guard descriptor >= 0 else { throw .system("socket", errno) }
        return descriptor
    }

    private static func withAddress(
        _ host: String, port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
    }
}
