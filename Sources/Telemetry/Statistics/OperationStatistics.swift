import Synchronization

/// What clients ask and how it went, by operation.
///
/// The number of operations kept is bounded: the one not asked for the longest gives way, and its numbers go into
/// `other`, so that the totals stay right and nobody can make the server remember without end.
package final class OperationStatistics: Sendable {
    /// An operation's identity may not be longer than this many bytes; one that is counts in `other`.
    package static let longestIdentity = 128
    /// Names are cut to this many bytes of UTF-8.
    package static let longestName = 128

    private let longestDocument: Int
    private let state: Mutex<State>

    private struct State: Sendable {
        var operations: LeastRecentlyUsed<String, OperationSnapshot>
        var other = OperationTotals()
        var evictions = 0
    }

    /// - Parameters:
    ///   - capacity: how many operations are told apart.
    ///   - longestDocument: a kept document text is cut to this many bytes of UTF-8.
    package init(capacity: Int = 500, longestDocument: Int = 8192) {
        self.longestDocument = longestDocument
        state = Mutex(State(operations: LeastRecentlyUsed(capacity: capacity)))
    }

    /// Counts one finished request. Cost: some 100 ns under one lock; more for an operation's first request.
    package func record(_ request: OperationRequest) {
        guard request.identity.utf8.count <= Self.longestIdentity else {
            state.withLock { $0.other.record(request) }
            return
        }
        state.withLock { state in
            let evicted = state.operations.update(request.identity) {
                OperationSnapshot(
                    identity: request.identity,
                    name: request.name?.cut(toBytes: Self.longestName),
                    kind: request.kind,
                    document: request.document.cut(toBytes: longestDocument),
                    totals: OperationTotals()
                )
            } _: {
                $0.totals.record(request)
            }
            if let evicted {
                state.other.merge(evicted.totals)
                state.evictions += 1
            }
        }
    }

    /// All operations and `other` at one moment: every request is contained as a whole or not at all.
    package func snapshot() -> OperationsSnapshot {
        state.withLock { state in
            OperationsSnapshot(
                operations: state.operations.values,
                other: state.other,
                evictions: state.evictions
            )
        }
    }
}

package enum OperationKind: Sendable, Equatable {
    case query, mutation, subscription
}

/// Where the time of a request went, in nanoseconds. What did not happen (a prepared operation is not parsed) is 0.
package struct OperationPhases: Sendable, Equatable {
    package var parse: Int
    package var validate: Int
    package var plan: Int
    package var execute: Int

    package init(parse: Int = 0, validate: Int = 0, plan: Int = 0, execute: Int = 0) {
        self.parse = parse
        self.validate = validate
        self.plan = plan
        self.execute = execute
    }
}

/// One finished request, as it is reported to `OperationStatistics`.
package struct OperationRequest: Sendable {
    /// Tells operations apart: a hash of the document together with the name of the chosen operation.
    package var identity: String
    package var name: String?
    package var kind: OperationKind
    /// Kept from the first request of an operation.
    package var document: String
    /// Wall time from the request's arrival to its response, in nanoseconds.
    package var nanoseconds: Int
    package var phases: OperationPhases
    /// How many errors the response carries.
    package var errors: Int
    package var responseBytes: Int

    package init(
        identity: String,
        name: String?,
        kind: OperationKind,
        document: String,
        nanoseconds: Int,
        phases: OperationPhases,
        errors: Int,
        responseBytes: Int
    ) {
        self.identity = identity
        self.name = name
        self.kind = kind
        self.document = document
        self.nanoseconds = nanoseconds
        self.phases = phases
        self.errors = errors
        self.responseBytes = responseBytes
    }
}

/// The numbers of one operation, or of all those that are no longer told apart.
package struct OperationTotals: Sendable, Equatable {
    package private(set) var requests = 0
    /// Requests whose response carries at least one error.
    package private(set) var failedRequests = 0
    /// Errors in all responses.
    package private(set) var errors = 0
    package private(set) var latency = HistogramSnapshot()
    /// Nanoseconds per phase, summed over all requests.
    package private(set) var phases = OperationPhases()
    /// Requests that had to be parsed; the others found the operation prepared. The divisor for a mean parsing time.
    package private(set) var parsedRequests = 0
    /// Sizes of the responses in bytes.
    package private(set) var responseBytes = Distribution()

    package init() {}

    mutating func record(_ request: OperationRequest) {
        requests += 1
        failedRequests += request.errors > 0 ? 1 : 0
        errors = errors.addingSaturated(request.errors)
        latency.record(nanoseconds: request.nanoseconds)
        phases.add(request.phases)
        parsedRequests += request.phases.parse > 0 ? 1 : 0
        responseBytes.record(request.responseBytes)
    }

    /// Adds everything that `other` holds. Commutative and associative.
    package mutating func merge(_ other: OperationTotals) {
        requests = requests.addingSaturated(other.requests)
        failedRequests = failedRequests.addingSaturated(other.failedRequests)
        errors = errors.addingSaturated(other.errors)
        latency.merge(other.latency)
        phases.add(other.phases)
        parsedRequests = parsedRequests.addingSaturated(other.parsedRequests)
        responseBytes.merge(other.responseBytes)
    }
}

/// One operation and its numbers.
package struct OperationSnapshot: Sendable, Equatable {
    package let identity: String
    package let name: String?
    package let kind: OperationKind
    /// The document's text, cut when it is very long.
    package let document: String
    package fileprivate(set) var totals: OperationTotals
}

/// Everything `OperationStatistics` knows.
package struct OperationsSnapshot: Sendable, Equatable {
    /// The most recently used first.
    package let operations: [OperationSnapshot]
    /// The numbers of all operations that are not among `operations`.
    package let other: OperationTotals
    /// How many operations had to give way so far. When this grows steadily, clients send ever new documents.
    package let evictions: Int
}

extension OperationPhases {
    fileprivate mutating func add(_ other: OperationPhases) {
        parse = parse.addingSaturated(other.parse)
        validate = validate.addingSaturated(other.validate)
        plan = plan.addingSaturated(other.plan)
        execute = execute.addingSaturated(other.execute)
    }
}

extension String {
    /// The longest beginning that fits, marked with "…" when something is missing. The result does not keep the storage
    /// of a longer text alive.
    fileprivate func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        let ellipsis = "…"
        guard limit >= ellipsis.utf8.count else { return "" }
        var end = utf8.index(startIndex, offsetBy: limit - ellipsis.utf8.count)
        // At most three steps back to where a scalar begins. Whole characters would be nicer to look at, but one
        // character can be arbitrarily long, and the text is a stranger's.
        while end.samePosition(in: unicodeScalars) == nil {
            end = utf8.index(before: end)
        }
        return String(unicodeScalars[..<end]) + ellipsis
    }
}
