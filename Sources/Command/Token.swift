import ArgumentParser
import CityLink
import CityLinkServer
import Foundation

struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a signed token to send as `Authorization: Bearer …`.",
        discussion: """
            Signed with CITYLINK_JWT_SECRET, or with what the file CITYLINK_JWT_SECRET_FILE holds; the server must have the \
            same. Nothing else is printed, so that it can be used as $(citylink token --role operator).
            """)

    enum TokenRole: String, ExpressibleByArgument, CaseIterable {
        case citizen, `operator`

        var role: Role {
            switch self {
            case .citizen: .citizen
            case .operator: .operator
            }
        }
    }

    @Option(help: "What its bearer may see: citizen or operator.")
    var role: TokenRole

    @Option(help: "The account it stands for, such as p-0001. Citizens need one.")
    var subject: String?

    @Option(help: "How long it is good for: a number with s, m, h or d.")
    var expires: Lifetime = Lifetime(duration: .seconds(8 * 3600), text: "8h")

    func validate() throws {
        if role == .citizen, subject == nil {
            throw ValidationError("A citizen's token needs an account: add --subject p-0001.")
        }
        if subject == "" { throw ValidationError("The subject must not be empty.") }
    }

    func run() async throws {
        let secret = try SigningSecret(environment: ProcessInfo.processInfo.environment)
        let viewer = Viewer(userId: subject, role: role.role)
        let token = try await TokenIssuer(secret: secret).token(for: viewer, lifetime: expires.duration)
        StandardOutput.write(token + "\n")
    }
}

/// A time as people write it: `90s`, `15m`, `8h`, `30d`.
struct Lifetime: ExpressibleByArgument {
    var duration: Duration
    private var text: String

    init(duration: Duration, text: String) {
        self.duration = duration
        self.text = text
    }

    init?(argument: String) {
        let secondsPerUnit: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = argument.last.flatMap({ secondsPerUnit[$0] }), let number = Int(argument.dropLast()),
            (1...100_000).contains(number)
        else { return nil }
        self.init(duration: .seconds(number * unit), text: argument)
    }

    var defaultValueDescription: String { text }
}
