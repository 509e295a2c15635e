import Testing

@testable import Telemetry

@Suite("Least recently used")
struct LeastRecentlyUsedTests {
    @Test("It behaves like a list that moves what is used to the front", arguments: 1..<20 as Range<UInt64>)
    func matchesModel(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let capacity = Int.random(in: 1...8, using: &random)
        var table = LeastRecentlyUsed<Int, [Int]>(capacity: capacity)
        var model: [(key: Int, value: [Int])] = []
        for step in 0..<500 {
            let key = Int.random(in: 0..<12, using: &random)
            let evicted = table.update(key, initial: { [key] }, { $0.append(step) })
            var expected: [Int]?
            if let place = model.firstIndex(where: { $0.key == key }) {
                var entry = model.remove(at: place)
                entry.value.append(step)
                model.insert(entry, at: 0)
            } else {
                model.insert((key, [key, step]), at: 0)
                expected = model.count > capacity ? model.removeLast().value : nil
            }
            #expect(evicted == expected)
            #expect(table.values == model.map(\.value))
        }
    }
}
