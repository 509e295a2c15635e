/// What a process knows of one source: how many loads are on their way to it, and whether to leave it alone.
///
/// A source that failed several times in a row, for whichever values, is left alone for a while, so that one that is
/// down or out of quota is not asked for every stop of the city in turn.
struct LiveValueSource {
    typealias Turn = CheckedContinuation<Void, Never>

    private var running = 0
    private var waiting: [Turn] = []
    private var failuresInARow = 0
    private var pause: (until: Timestamp, error: UpstreamError)?

    static let failuresBeforePause = 5
    static let pauseMilliseconds: Int64 = 2000

    /// Why the source is left alone just now; nil if it is not.
    func refusal(at now: Timestamp) -> UpstreamError? {
        pause.flatMap { now < $0.until ? $0.error : nil }
    }

    /// Counts one more load unless there are enough already.
    mutating func begin(atMost limit: Int) -> Bool {
        guard running < limit else { return false }
        running += 1
        return true
    }

    mutating func wait(_ turn: Turn) { waiting.append(turn) }

    /// Ends a load and returns whoever goes on in its place.
    mutating func end() -> Turn? {
        guard waiting.isEmpty else { return waiting.removeFirst() }
        running -= 1
        return nil
    }

    mutating func note(_ failure: UpstreamError?, at now: Timestamp) {
        guard let failure else {
            failuresInARow = 0
            pause = nil
            return
        }
        failuresInARow += 1
        guard failuresInARow >= Self.failuresBeforePause else { return }
        pause = (now.advanced(byMilliseconds: Self.pauseMilliseconds), failure)
    }
}
