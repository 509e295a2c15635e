/// SplitMix64: the same seed gives the same numbers everywhere, so a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A heavy-tailed duration as servers show them: most near 1 ms, some 1000 times as long, few beyond every bound.
    mutating func duration() -> Int {
        let uniform = Double.random(in: 1e-9..<1, using: &self)
        return Int(min(200_000 * pareto(uniform), 1e12))
    }

    /// A Pareto distribution with shape 0.8, whose mean does not even exist.
    private func pareto(_ uniform: Double) -> Double {
        // uniform^(-1.25) without a mathematics library
        (1 / uniform) * (1 / uniform).squareRoot().squareRoot()
    }
}
