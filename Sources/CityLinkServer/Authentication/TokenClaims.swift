import CityLink
import Foundation
import JWTKit

/// What a token says. Times are in seconds since 1970.
struct TokenClaims: JWTPayload {
    static let name = "citylink"

    var iss: String
    var aud: AudienceClaim
    var exp: Double
    var nbf: Double?
    var iat: Double?
    /// The account, as a key of the `users` collection.
    var sub: String?
    var role: String

    /// Checked by ``viewer(at:)``, which knows the time.
    func verify(using algorithm: some JWTAlgorithm) {}

    /// Who this is, at a moment.
    func viewer(at now: Double) throws(TokenError) -> Viewer {
        guard iss == Self.name else { throw .wrongIssuer }
        guard aud.value.contains(Self.name) else { throw .wrongAudience }
        guard now < exp + Authenticator.leeway else { throw .expired }
        if let nbf, now < nbf - Authenticator.leeway { throw .notYetValid }
        switch (role, sub) {
        case ("operator", let user) where user != "": return Viewer(userId: user, role: .operator)
        case ("citizen", let user?) where user != "": return Viewer(userId: user, role: .citizen)
        default: throw .unknownRole
        }
    }
}

/// Why a token is not accepted, in words that tell its owner what to do and a forger nothing new.
enum TokenError: Error, CaseIterable {
    case notBearer, tooLong, malformed, wrongAlgorithm, wrongSignature, wrongIssuer, wrongAudience, expired, notYetValid
    case unknownRole

    var message: String {
        switch self {
        case .notBearer: "The Authorization header must be one \"Bearer\" and a token."
        case .tooLong: "The token is longer than \(Authenticator.maximumTokenBytes) bytes."
        case .malformed: "The token is malformed: it must be a JSON Web Token with the claims iss, aud, exp and role."
        case .wrongAlgorithm: "The token must be signed with HS256."
        case .wrongSignature: "The token's signature is wrong."
        case .wrongIssuer: "The token is from somebody else: its issuer must be \"\(TokenClaims.name)\"."
        case .wrongAudience: "The token is for somebody else: its audience must be \"\(TokenClaims.name)\"."
        case .expired: "The token has expired."
        case .notYetValid: "The token is not valid yet."
        case .unknownRole: "The token must have the role \"citizen\", with an account as its subject, or \"operator\"."
        }
    }
}
