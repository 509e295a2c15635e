package import CityLink
package import Foundation
import JWTKit

/// Signs tokens for development and for operators' own tools.
package struct TokenIssuer: Sendable {
    private let keys: JWTKeyCollection

    package init(secret: SigningSecret) async {
        keys = await JWTKeyCollection().add(hmac: HMACKey(from: secret.bytes), digestAlgorithm: .sha256)
    }

    /// - Parameter lifetime: counted from `now`.
    package func token(for viewer: Viewer, lifetime: Duration, now: Date = Date()) async throws -> String {
        let issued = now.timeIntervalSince1970.rounded(.down)
        let claims = TokenClaims(
            iss: TokenClaims.name, aud: AudienceClaim(value: TokenClaims.name),
            exp: issued + Double(lifetime.components.seconds), nbf: issued, iat: issued, sub: viewer.userId,
            role: viewer.role.rawValue)
        return try await keys.sign(claims)
    }
}
