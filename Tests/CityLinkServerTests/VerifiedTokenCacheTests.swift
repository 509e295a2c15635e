import CityLink
import Foundation
import HTTPTypes
import Testing

@testable import CityLinkServer

@Suite struct VerifiedTokenCacheTests {
    private let viewer = Viewer(userId: "p-0001", role: .citizen)

    @Test func aTokenIsRememberedUntilItExpires() {
        let cache = VerifiedTokenCache(capacity: 10)
        cache.insert(viewer, for: "a", until: 100)
        #expect(cache.viewer("a", at: 99) == viewer)
        #expect(cache.viewer("a", at: 100) == nil)
        #expect(cache.viewer("b", at: 99) == nil)
    }

    @Test func tokensInUseOutliveAFloodOfOthers() {
        let cache = VerifiedTokenCache(capacity: 10)
        cache.insert(viewer, for: "used", until: 100)
        for number in 0..<1000 {
            cache.insert(.anonymous, for: "\(number)", until: 100)
            #expect(cache.viewer("used", at: 1) == viewer)
        }
        #expect(cache.count <= 10)
    }

    @Test func aCachedTokenExpiresWithTheClock() async throws {
        let clock = MovableClock(1_000_000)
        let authenticator = await Authenticator(secret: TestServer.secret, now: { clock.now })
        let issuer = await TokenIssuer(secret: TestServer.secret)
        let token = try await issuer.token(
            for: viewer, lifetime: .seconds(60), now: .init(timeIntervalSince1970: clock.now))
        let headers: HTTPFields = [.authorization: "Bearer \(token)"]
        #expect(try await authenticator.viewer(headers) == viewer)
        clock.now += 89
        #expect(try await authenticator.viewer(headers) == viewer)
        clock.now += 1
        await #expect(throws: Refusal.self) { try await authenticator.viewer(headers) }
    }
}
