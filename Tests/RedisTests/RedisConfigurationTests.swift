import Redis
import Testing

@Suite struct RedisConfigurationTests {
    @Test func `A host alone gets the defaults`() throws {
        let configuration = try RedisConfiguration(url: "redis://cache.example")
        #expect(configuration == RedisConfiguration(host: "cache.example"))
        #expect(configuration.port == 6379)
        #expect(configuration.database == 0)
        #expect(configuration.credentials == nil)
    }

    @Test func `Every part is read`() throws {
        let configuration = try RedisConfiguration(url: "REDIS://city:s%40f%2Fe%ED%95%9C@10.0.0.7:7000/12")
        #expect(
            configuration
                == RedisConfiguration(
                    host: "10.0.0.7", port: 7000, credentials: .init(user: "city", password: "s@f/e한"), database: 12))
    }

    @Test(arguments: [
        ("redis://:secret@host", RedisConfiguration(host: "host", credentials: .init(password: "secret"))),
        ("redis://:a:b@c@host/", RedisConfiguration(host: "host", credentials: .init(password: "a:b@c"))),
        ("redis://[::1]:6380/1", RedisConfiguration(host: "::1", port: 6380, database: 1)),
        ("redis://[fe80::1]", RedisConfiguration(host: "fe80::1")),
    ])
    func `Variants of the address and the password are read`(url: String, expected: RedisConfiguration) throws {
        #expect(try RedisConfiguration(url: url) == expected)
    }

    @Test(arguments: [
        ("localhost:6379", "has no scheme"),
        ("http://localhost", "has the scheme \"http\""),
        ("rediss://localhost", "TLS is not supported"),
        ("redis://", "names no host"),
        ("redis://:6379", "names no host"),
        ("redis://host:", "has the port \"\""),
        ("redis://host:0", "has the port \"0\""),
        ("redis://host:65536", "has the port \"65536\""),
        ("redis://host:+80", "has the port \"+80\""),
        ("redis://host/one", "has the database \"one\""),
        ("redis://host/-1", "has the database \"-1\""),
        ("redis://host/1/2", "has the database \"1/2\""),
        ("redis://host/99999999999999999999", "has the database"),
        ("redis://host?db=1", "has a query or fragment"),
        ("redis://user@host", "has a user without a password"),
        ("redis://user:@host", "has an empty password"),
        ("redis://:100%@host", "is no percent-encoded UTF-8"),
        ("redis://:%ff@host", "is no percent-encoded UTF-8"),
        ("redis://[::1", "has a [ without its ]"),
        ("redis://[::1]x", "has \"x\" after the ]"),
    ])
    func `A wrong URL is refused with its fault named`(url: String, fault: String) {
        let error = #expect(throws: RedisURLError.self) { try RedisConfiguration(url: url) }
        #expect(error?.description.contains(fault) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        "redis://:a/xyzzy@host", "redis://:a?xyzzy@host", "redis://u:%zzxyzzy@host", "redis://xyzzy@host",
    ])
    func `No error repeats the password`(url: String) {
        let error = #expect(throws: RedisURLError.self) { try RedisConfiguration(url: url) }
        #expect(error?.description.contains("xyzzy") == false)
    }

    @Test func `The description leaves user and password out`() throws {
        let configuration = try RedisConfiguration(url: "redis://city:secret@[::1]:6380/1")
        #expect("\(configuration)" == "redis://[::1]:6380/1")
    }
}
