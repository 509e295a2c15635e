import CityLink
import Foundation
import HTTPTypes
import JWTKit

/// Tells from the `Authorization` header who asks.
///
/// Tokens are JSON Web Tokens, signed with HMAC-SHA256 and nothing else, whatever they say of themselves.
/// [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725)
struct Authenticator: Sendable {
    static let maximumTokenBytes = 4096
    /// By how many seconds clocks may differ.
    static let leeway = 30.0

    private let keys: JWTKeyCollection
    private let cache = VerifiedTokenCache(capacity: 10_000)
    private let now: @Sendable () -> Double

    /// - Parameter now: seconds since 1970.
    init(
        secret: SigningSecret, now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) async {
        keys = await JWTKeyCollection().add(hmac: HMACKey(from: secret.bytes), digestAlgorithm: .sha256)
        self.now = now
    }

    /// - Returns: the anonymous viewer when there is no such header.
    func viewer(_ headers: HTTPFields) async throws(Refusal) -> Viewer {
        let fields = headers[values: .authorization]
        guard !fields.isEmpty else { return .anonymous }
        do throws(TokenError) {
            return try await viewer(token: try Self.token(fields))
        } catch {
            let challenge = error == .notBearer ? "" : ", error=\"invalid_token\""
            throw Refusal(
                status: .unauthorized, code: .unauthenticated, message: error.message,
                headers: [.wwwAuthenticate: "Bearer realm=\"citylink\"\(challenge)"])
        }
    }

    private static func token(_ fields: [String]) throws(TokenError) -> String {
        guard fields.count == 1, let space = fields[0].firstIndex(of: " "),
            fields[0][..<space].lowercased() == "bearer"
        else { throw .notBearer }
        let token = fields[0][space...].drop { $0 == " " }
        guard token.utf8.count <= maximumTokenBytes else { throw .tooLong }
        return String(token)
    }

    private func viewer(token: String) async throws(TokenError) -> Viewer {
        let now = now()
        if let viewer = cache.viewer(token, at: now) { return viewer }
        let claims = try await verified(token)
        let viewer = try claims.viewer(at: now)
        cache.insert(viewer, for: token, until: claims.exp + Self.leeway)
        return viewer
    }

    private func verified(_ token: String) async throws(TokenError) -> TokenClaims {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Header(base64URL: parts[0]) else { throw .malformed }
        guard header.alg == "HS256", header.crit == nil else { throw .wrongAlgorithm }
        do {
            return try await keys.verify(token, as: TokenClaims.self)
        } catch let error as JWTError where error.errorType == .signatureVerificationFailed {
            throw .wrongSignature
        } catch {
            throw .malformed
        }
    }

    private struct Header: Decodable {
        var alg: String
        /// Extensions that must be understood; we know none.
        var crit: [String]?

        init?(base64URL text: Substring.UTF8View.SubSequence) {
            var base64 = text.map { byte in
                switch byte {
                case UInt8(ascii: "-"): UInt8(ascii: "+")
                case UInt8(ascii: "_"): UInt8(ascii: "/")
                default: byte
                }
            }
            while base64.count % 4 != 0 { base64.append(UInt8(ascii: "=")) }
            guard let json = Data(base64Encoded: Data(base64)),
                let header = try? JSONDecoder().decode(Header.self, from: json)
            else { return nil }
            self = header
        }
    }
}
