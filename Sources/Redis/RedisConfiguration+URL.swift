/// What is wrong with a Redis URL, in a sentence that never repeats the password.
package struct RedisURLError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    fileprivate init(_ problem: String) {
        description = "the Redis URL \(problem); expected redis://[[user]:password@]host[:port][/database]"
    }
}

extension RedisConfiguration {
    /// Reads `redis://[[user]:password@]host[:port][/database]`, everything else at its default.
    ///
    /// User and password may be percent-encoded, and must be where they contain `%`, `/`, `?` or `#`. An IPv6 address
    /// stands in brackets.
    package init(url: String) throws(RedisURLError) {
        guard let separator = url.firstRange(of: "://") else { throw RedisURLError("has no scheme") }
        let scheme = url[..<separator.lowerBound].lowercased()
        guard scheme == "redis" else {
            let hint = scheme == "rediss" ? ", TLS is not supported" : ""
            throw RedisURLError("has the scheme \"\(scheme)\"\(hint)")
        }
        var rest = url[separator.upperBound...]
        if rest.contains(where: { $0 == "?" || $0 == "#" }) {
            throw RedisURLError("has a query or fragment (in a password, write ? as %3F and # as %23)")
        }

        let path = rest.firstIndex(of: "/").map { rest[$0...].dropFirst() } ?? ""
        guard !path.contains("@") else { throw RedisURLError("has a / before the @ (in a password, write it as %2F)") }
        rest = rest.prefix { $0 != "/" }

        var credentials: Credentials?
        if let at = rest.lastIndex(of: "@") {
            credentials = try Self.credentials(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        let (host, port) = try Self.address(rest)
        self.init(host: host, port: port, credentials: credentials, database: try Self.database(path))
    }

    private static func credentials(_ text: Substring) throws(RedisURLError) -> Credentials {
        guard let colon = text.firstIndex(of: ":") else {
            throw RedisURLError("has a user without a password (for a password alone write redis://:password@host)")
        }
        guard let user = percentDecoded(text[..<colon]), let password = percentDecoded(text[colon...].dropFirst())
        else {
            throw RedisURLError("has a % in the user or password that is no percent-encoded UTF-8 (write % as %25)")
        }
        guard !password.isEmpty else { throw RedisURLError("has an empty password") }
        return Credentials(user: user.isEmpty ? nil : user, password: password)
    }

    private static func address(_ text: Substring) throws(RedisURLError) -> (host: String, port: Int) {
        let host: Substring
        let port: Substring?
        if text.first == "[" {
            guard let bracket = text.firstIndex(of: "]") else { throw RedisURLError("has a [ without its ]") }
            host = text[..<bracket].dropFirst()
            let after = text[bracket...].dropFirst()
            guard after.isEmpty || after.first == ":" else { throw RedisURLError("has \"\(after)\" after the ]") }
            port = after.isEmpty ? nil : after.dropFirst()
        } else {
            let colon = text.firstIndex(of: ":")
            host = text[..<(colon ?? text.endIndex)]
            port = colon.map { text[$0...].dropFirst() }
        }
        guard !host.isEmpty else { throw RedisURLError("names no host") }
        guard let port else { return (String(host), 6379) }
        guard let number = decimal(port), 1...65535 ~= number else {
            throw RedisURLError("has the port \"\(port)\", which is not a number from 1 to 65535")
        }
        return (String(host), number)
    }

    private static func database(_ text: Substring) throws(RedisURLError) -> Int {
        if text.isEmpty { return 0 }
        guard let number = decimal(text) else {
            throw RedisURLError("has the database \"\(text)\", which is not a number")
        }
        return number
    }

    /// Digits only; `Int.init` would take a sign too.
    private static func decimal(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ? Int(text) : nil
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                let digits = rest.prefix(2)
                guard digits.count == 2, let high = hexadecimal(digits.first), let low = hexadecimal(digits.last) else {
                    return nil
                }
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ digit: UInt8?) -> UInt8? {
        switch digit {
        case .some(let digit) where UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit: digit - UInt8(ascii: "0")
        case .some(let digit) where UInt8(ascii: "a")...UInt8(ascii: "f") ~= digit | 0x20:
            (digit | 0x20) - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
