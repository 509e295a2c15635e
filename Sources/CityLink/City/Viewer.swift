/// Who asks.
package struct Viewer: Sendable, Hashable {
    /// The account, as a key of the `users` collection; `nil` for somebody who is not signed in.
    package var userId: String?
    package var role: Role

    package init(userId: String? = nil, role: Role) {
        self.userId = userId
        self.role = role
    }

    package static let anonymous = Viewer(role: .anonymous)
}

/// What somebody may see. Each role sees what the ones before it see, and more.
package enum Role: String, Sendable, Hashable, CaseIterable, Comparable {
    case anonymous
    case citizen
    case `operator`

    package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int { Role.allCases.firstIndex(of: self) ?? 0 }
}
