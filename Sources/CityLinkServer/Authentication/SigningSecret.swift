package import CityLink
import Foundation

/// What tokens are signed with, and their signatures checked with: one secret for all servers of a city.
package struct SigningSecret: Sendable, CustomStringConvertible {
    /// HMAC-SHA256 is as strong as its key up to this length. [RFC 7518, 3.2](https://www.rfc-editor.org/rfc/rfc7518#section-3.2)
    private static let minimumBytes = 32

    let bytes: Data
    /// Never the secret itself, wherever it gets printed.
    package var description: String { "secret of \(bytes.count) bytes" }

    /// Reads `CITYLINK_JWT_SECRET`, or else the file that `CITYLINK_JWT_SECRET_FILE` names, without the white space around it.
    package init(environment: [String: String]) throws(ConfigurationError) {
        let (text, origin) = try Self.text(environment)
        bytes = Data(text.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
        guard bytes.count >= Self.minimumBytes else {
            throw ConfigurationError(
                "The secret in \(origin) has \(bytes.count) bytes; it needs at least \(Self.minimumBytes), "
                    + "for example from: openssl rand -hex 32")
        }
    }

    private static func text(_ environment: [String: String]) throws(ConfigurationError) -> (String, origin: String) {
        let secret = environment["CITYLINK_JWT_SECRET"] ?? ""
        let file = environment["CITYLINK_JWT_SECRET_FILE"] ?? ""
        switch (secret.isEmpty, file.isEmpty) {
        case (false, true): return (secret, "CITYLINK_JWT_SECRET")
        case (true, false):
            do {
                return (try String(contentsOfFile: file, encoding: .utf8), file)
            } catch {
                throw ConfigurationError(
                    "CITYLINK_JWT_SECRET_FILE names \(file), which cannot be read: \(error.localizedDescription)")
            }
        case (true, true):
            throw ConfigurationError(
                "Tokens need a secret: set CITYLINK_JWT_SECRET, or CITYLINK_JWT_SECRET_FILE to a file that holds it.")
        case (false, false):
            throw ConfigurationError("Set one of CITYLINK_JWT_SECRET and CITYLINK_JWT_SECRET_FILE, not both.")
        }
    }
}
