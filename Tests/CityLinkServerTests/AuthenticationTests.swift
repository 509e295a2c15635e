import CityLink
import CityLinkServer
import Foundation
import JWTKit
import NIOHTTP1
import Testing

@Suite struct AuthenticationTests {
    private struct Claims: JWTPayload {
        var iss: String? = "citylink"
        var aud: String? = "citylink"
        var exp: Double? = Date().timeIntervalSince1970 + 60
        var nbf: Double?
        var sub: String? = "p-0001"
        var role: String? = "citizen"

        func verify(using algorithm: some JWTAlgorithm) {}
    }

    private static func token(_ claims: Claims = Claims(), secret: String = TestServer.secretText) async throws
        -> String
    {
        try await JWTKeyCollection().add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256).sign(claims)
    }

    private static func base64URL(_ text: String) -> String {
        Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
            "=", with: "")
    }

    private func expectAccepted(_ token: String, as viewer: String) async throws {
        try await TestServer.run { server in
            // The second time from the cache.
            for _ in 0..<2 {
                let answer = try await server.post(request("{ viewer }"), ["Authorization": "Bearer \(token)"])
                #expect(answer.text == #"{"data":{"viewer":"\#(viewer)"}}"#)
            }
        }
    }

    private func expectRefused(
        _ authorization: String, because reason: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await TestServer.run { server in
            let answer = try await server.post(request("mutation { add }"), ["Authorization": authorization])
            #expect(answer.status == 401, sourceLocation: sourceLocation)
            #expect(answer.code == "UNAUTHENTICATED", sourceLocation: sourceLocation)
            #expect(answer.message?.contains(reason) == true, "\(answer.text)", sourceLocation: sourceLocation)
            #expect(
                answer.headers.first(name: "WWW-Authenticate")?.hasPrefix("Bearer realm=\"citylink\"") == true,
                sourceLocation: sourceLocation)
            #expect(server.city.changes == 0, sourceLocation: sourceLocation)
        }
    }

    // MARK: - Who it is

    @Test func nobodyIsAnonymous() async throws {
        try await TestServer.run { server in
            let answer = try await server.post(request("{ viewer }"))
            #expect(answer.text == #"{"data":{"viewer":"anonymous -"}}"#)
        }
    }

    @Test func aTokenSaysWhoAsks() async throws {
        try await expectAccepted(try await Self.token(), as: "citizen p-0001")
        let op = Claims(sub: nil, role: "operator")
        try await expectAccepted(try await Self.token(op), as: "operator -")
    }

    @Test func whatTheIssuerSignsIsAccepted() async throws {
        let issuer = await TokenIssuer(secret: TestServer.secret)
        let viewer = Viewer(userId: "p-0002", role: .operator)
        try await expectAccepted(try await issuer.token(for: viewer, lifetime: .seconds(60)), as: "operator p-0002")
    }

    @Test func theSchemeMayBeWrittenInAnyCase() async throws {
        let token = try await Self.token()
        try await TestServer.run { server in
            let answer = try await server.post(request("{ viewer }"), ["Authorization": "bearer   \(token)"])
            #expect(answer.status == 200)
        }
    }

    // MARK: - Forgery

    @Test func aTokenWithoutASignatureIsRefused() async throws {
        let payload = try await Self.token().split(separator: ".")[1]
        for algorithm in ["none", "None", "NONE", ""] {
            let header = Self.base64URL(#"{"alg":"\#(algorithm)","typ":"JWT"}"#)
            try await expectRefused("Bearer \(header).\(payload).", because: "HS256")
        }
    }

    @Test func aTokenThatNamesAnotherAlgorithmIsRefused() async throws {
        let parts = try await Self.token().split(separator: ".")
        for algorithm in ["RS256", "ES256", "HS512", "EdDSA", "hs256"] {
            let header = Self.base64URL(#"{"alg":"\#(algorithm)"}"#)
            try await expectRefused("Bearer \(header).\(parts[1]).\(parts[2])", because: "HS256")
        }
    }

    @Test func aTokenSignedWithAnotherHashOfTheSameSecretIsRefused() async throws {
        let token = try await JWTKeyCollection()
            .add(hmac: HMACKey(from: TestServer.secretText + TestServer.secretText), digestAlgorithm: .sha512)
            .sign(Claims())
        try await expectRefused("Bearer \(token)", because: "HS256")
    }

    @Test func keysThatTheTokenBringsAlongAreIgnored() async throws {
        let attacker = "the attacker's own secret of 32 bytes"
        let key = #"{"kty":"oct","k":"\#(Self.base64URL(attacker))"}"#
        let collection = await JWTKeyCollection().add(hmac: HMACKey(from: attacker), digestAlgorithm: .sha256)
        let token = try await collection.sign(
            Claims(), header: ["kid": "../../dev/null", "jku": "http://127.0.0.1/keys", "jwk": .string(key)])
        try await expectRefused("Bearer \(token)", because: "signature")
    }

    @Test func anExtensionThatMustBeUnderstoodIsRefused() async throws {
        let collection = await JWTKeyCollection().add(
            hmac: HMACKey(from: TestServer.secretText), digestAlgorithm: .sha256)
        let token = try await collection.sign(Claims(), header: ["crit": .array([.string("b64")])])
        try await expectRefused("Bearer \(token)", because: "HS256")
    }

    @Test func anotherSecretIsRefused() async throws {
        try await expectRefused(
            "Bearer \(try await Self.token(secret: "another secret, of 32 bytes or more"))", because: "signature")
    }

    @Test func aChangedTokenIsRefused() async throws {
        let parts = try await Self.token().split(separator: ".")
        let claims = #"{"iss":"citylink","aud":"citylink","exp":4102444800,"sub":"p-0001","role":"operator"}"#
        try await expectRefused("Bearer \(parts[0]).\(Self.base64URL(claims)).\(parts[2])", because: "signature")
    }

    @Test func aTruncatedTokenIsRefused() async throws {
        let token = try await Self.token()
        try await expectRefused("Bearer \(token.dropLast(2))", because: "signature")
        try await expectRefused("Bearer \(token.prefix { $0 != "." })", because: "malformed")
        let parts = token.split(separator: ".")
        try await expectRefused("Bearer \(parts[0]).\(parts[1])", because: "malformed")
        try await expectRefused("Bearer \(parts[0]).\(parts[1]).", because: "signature")
    }

    @Test(arguments: ["a.b.c", "..", "", "%%%.%%%.%%%", "eyJhbGciOiJIUzI1NiJ9..", "한.글.자"])
    func nonsenseIsRefused(token: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.post(request("{ viewer }"), ["Authorization": "Bearer \(token)"])
            #expect(answer.status == 401 || answer.status == 400)
        }
    }

    @Test func anOversizedTokenIsRefused() async throws {
        let claims = Claims(sub: String(repeating: "a", count: 4096))
        try await expectRefused("Bearer \(try await Self.token(claims))", because: "longer than 4096 bytes")
    }

    @Test(arguments: ["Basic cDpw", "Bearer", "Token abc"])
    func otherSchemesAreRefused(authorization: String) async throws {
        try await expectRefused(authorization, because: "Bearer")
    }

    // MARK: - Claims

    @Test func anExpiredTokenIsRefused() async throws {
        let claims = Claims(exp: Date().timeIntervalSince1970 - 31)
        try await expectRefused("Bearer \(try await Self.token(claims))", because: "expired")
    }

    @Test func clocksMayDifferALittle() async throws {
        let now = Date().timeIntervalSince1970
        try await expectAccepted(try await Self.token(Claims(exp: now - 5, nbf: now + 20)), as: "citizen p-0001")
    }

    @Test func aTokenForLaterIsRefused() async throws {
        let claims = Claims(nbf: Date().timeIntervalSince1970 + 60)
        try await expectRefused("Bearer \(try await Self.token(claims))", because: "not valid yet")
    }

    @Test func aTokenForSomebodyElseIsRefused() async throws {
        try await expectRefused("Bearer \(try await Self.token(Claims(aud: "otherlink")))", because: "audience")
        try await expectRefused("Bearer \(try await Self.token(Claims(iss: "otherlink")))", because: "issuer")
    }

    @Test func claimsMustBeThere() async throws {
        for claims in [Claims(iss: nil), Claims(aud: nil), Claims(exp: nil), Claims(role: nil)] {
            try await expectRefused("Bearer \(try await Self.token(claims))", because: "malformed")
        }
        for claims in [Claims(sub: nil), Claims(sub: ""), Claims(role: "anonymous"), Claims(role: "Operator")] {
            try await expectRefused("Bearer \(try await Self.token(claims))", because: "role")
        }
    }

    // MARK: - The secret

    @Test func aShortSecretIsRefused() {
        #expect(throws: ConfigurationError.self) { try SigningSecret(environment: ["CITYLINK_JWT_SECRET": "short"]) }
        #expect(throws: ConfigurationError.self) { try SigningSecret(environment: [:]) }
        #expect(throws: ConfigurationError.self) {
            try SigningSecret(environment: ["CITYLINK_JWT_SECRET_FILE": "/nowhere/at/all"])
        }
        #expect(throws: ConfigurationError.self) {
            try SigningSecret(environment: [
                "CITYLINK_JWT_SECRET": TestServer.secretText, "CITYLINK_JWT_SECRET_FILE": "/nowhere/at/all",
            ])
        }
    }

    @Test func aSecretFileMayEndWithANewline() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)")
        try Data((TestServer.secretText + "\n").utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let issuer = await TokenIssuer(secret: try SigningSecret(environment: ["CITYLINK_JWT_SECRET_FILE": file.path]))
        let token = try await issuer.token(for: Viewer(userId: "p-0001", role: .citizen), lifetime: .seconds(60))
        try await expectAccepted(token, as: "citizen p-0001")
    }

    @Test func theSecretIsNotPrinted() {
        #expect(!"\(TestServer.secret)".contains("tests"))
    }
}
