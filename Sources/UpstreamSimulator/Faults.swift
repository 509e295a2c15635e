import Synchronization

/// What is to go wrong, for tests and for showing how CityLink copes. Set with `POST /simulator/faults`.
struct Faults: Codable, Sendable, Equatable {
    enum Failure: String, Codable, Sendable {
        /// The service's own word for trouble inside it.
        case serviceError = "SERVICE_ERROR"
        case http500 = "HTTP_500"
        case badKey = "BAD_KEY"
        case quota = "QUOTA"
        /// A page of HTML from some machine in between.
        case garbage = "GARBAGE"
        /// The reply breaks off half-way.
        case truncated = "TRUNCATED"
    }

    /// How long every reply is held back.
    var delayMilliseconds: Int?
    var failure: Failure?
    /// How many requests are affected before all is well again; nil for all.
    var requests: Int?
}

/// How often each service was asked. Answered by `GET /simulator/requests`.
struct RequestCounts: Codable, Sendable, Equatable {
    var subway = 0
    var bus = 0
}

/// The switches and counters of a running simulator.
final class SimulatorState: Sendable {
    private let faults = Mutex(Faults())
    private let requests = Mutex(RequestCounts())

    var currentFaults: Faults { faults.withLock { $0 } }
    var counts: RequestCounts { requests.withLock { $0 } }

    func set(_ new: Faults) { faults.withLock { $0 = new } }

    /// Counts a request and returns what is to go wrong with it.
    func take(_ service: WritableKeyPath<RequestCounts, Int>) -> Faults {
        requests.withLock { $0[keyPath: service] += 1 }
        return faults.withLock { faults in
            let taken = faults
            if let left = faults.requests { faults = left > 1 ? faults.with(requests: left - 1) : Faults() }
            return taken
        }
    }
}

extension Faults {
    fileprivate func with(requests: Int) -> Faults {
        var copy = self
        copy.requests = requests
        return copy
    }
}
