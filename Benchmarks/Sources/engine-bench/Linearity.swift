import Foundation
import GraphQL

/// Whether cost grows with the answer and not faster: the nested case with 1, 4, 16 and 64 times as many objects.
enum Linearity {
    static func measure(_ folder: URL, seconds: Double) async throws {
        let text = try String(contentsOf: folder.appending(path: "schema.graphql"), encoding: .utf8)
        let test = try Case("nested50x20", in: folder)
        let city = City.generated(shopCount: 50 * 64)
        let limits = Limits(city)
        for factor in [1, 4, 16, 64] {
            // New each time: a plan that knows how large the answer will be needs less memory.
            let schema = try City.schema(text, ExecutionOptions())
            let operation = try schema.prepare(test.text).operation
            let variables = Value.object([.init("n", .int(50 * factor)), .init("m", .int(20))])
            let leaves = Double(50 * factor * (2 + 20 * 5))
            let before = Memory.resident(resettingPeak: true)
            let bytes = await schema.execute(operation, variables: variables, context: city).byteCount
            let growth = Memory.peak() - before
            let measurement = await Measurement.of(seconds: seconds) {
                _ = await schema.execute(operation, variables: variables, context: city)
            }
            let byHand = Measurement.of(seconds: seconds) { _ = limits.writeNested(shops: 50 * factor, reviews: 20) }
            print(
                """
                {"case":"nested50x20 x\(factor)","leaves":\(Int(leaves)),"bytes":\(bytes),\
                "cpu_ns_per_leaf":\((measurement.cpu / leaves * 100).rounded() / 100),\
                "handwritten_c":\((byHand.cpu / leaves * 100).rounded() / 100),\
                "answer_bytes_per_leaf":\((Double(bytes) / leaves * 10).rounded() / 10),\
                "peak_bytes_per_leaf":\((Double(growth) / leaves * 10).rounded() / 10)}
                """)
        }
    }
}

/// This process's memory as Linux tells it; zero elsewhere.
private enum Memory {
    static func resident(resettingPeak: Bool) -> Int {
        if resettingPeak { try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8) }
        return read("VmRSS:")
    }

    static func peak() -> Int { read("VmHWM:") }

    private static func read(_ key: String) -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
        let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
        return (line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first).flatMap { Int($0) }.map {
            $0 * 1024
        } ?? 0
    }
}
