import Foundation

/// How long vehicles take along a row of stops: a pure function of where the stops lie and of luck.
struct Track: Sendable {
    /// Seconds from departure to the arrival at each stop.
    let offsets: [Int]

    /// - Parameters:
    ///   - leadIn: seconds from departure to the first stop; the way outside the network that nobody drew.
    ///   - metersPerSecond: between stops, stopping not counted.
    ///   - dwell: seconds at each stop.
    init(locations: [[Double]], leadIn: Int, metersPerSecond: Double, dwell: Int, dice: Dice) {
        var offsets: [Int] = []
        var time = leadIn
        for (index, location) in locations.enumerated() {
            if index > 0 {
                let meters = Self.meters(locations[index - 1], location)
                let moving = max(30, Int(meters / metersPerSecond))
                time += dwell + moving + dice.mixed(with: index).number(in: 0...max(1, moving / 5))
            }
            offsets.append(time)
        }
        self.offsets = offsets
    }

    var length: Int { offsets.last ?? 0 }

    /// Along the surface, good enough within a city.
    private static func meters(_ from: [Double], _ to: [Double]) -> Double {
        guard from.count == 2, to.count == 2 else { return 500 }
        let north = (to[1] - from[1]) * 111_000
        let east = (to[0] - from[0]) * 111_000 * cos(from[1] * .pi / 180)
        return (north * north + east * east).squareRoot()
    }
}
