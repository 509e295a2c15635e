import CMongoC

/// Which member of a replica set answers a read.
package enum ReadPreference: Sendable {
    /// The primary: the latest state.
    case primary
    /// The primary, or a secondary while there is none.
    case primaryPreferred
    /// A secondary, or the primary when there is none: for browsing, which may be a moment behind.
    case secondaryPreferred
    /// The quickest to reach.
    case nearest

    /// To be ended with `mongoc_read_prefs_destroy`.
    func make() -> OpaquePointer? {
        let mode =
            switch self {
            case .primary: MONGOC_READ_PRIMARY
            case .primaryPreferred: MONGOC_READ_PRIMARY_PREFERRED
            case .secondaryPreferred: MONGOC_READ_SECONDARY_PREFERRED
            case .nearest: MONGOC_READ_NEAREST
            }
        return mongoc_read_prefs_new(mode)
    }
}
