/// A Lua script that runs atomically inside Redis. Make it once and keep it: the digest is computed here.
package struct RedisScript: Sendable, Hashable {
    package let source: String
    /// The name under which Redis caches the script: the SHA-1 of its source in hexadecimal.
    package let digest: String

    package init(_ source: String) {
        self.source = source
        self.digest = SHA1.hexDigest(of: Array(source.utf8))
    }
}
