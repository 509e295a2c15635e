// Understanding the texts under /proc. Each type reads one text and is nil, or has nil parts, when the text does not say.

/// `/proc/self/stat`.
struct ProcessStat: Equatable {
    /// User and system time in clock ticks.
    var processorTicks: Int
    var threads: Int
    /// When the process started, in clock ticks since boot.
    var startTicks: Int
    var residentPages: Int

    init?(_ text: String) {
        // The second field is the name in parentheses and may itself hold spaces, parentheses and line breaks: what
        // follows the last closing one is regular. The first field after it is number 3 in proc(5).
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(whereSeparator: \.isWhitespace)
        func field(_ number: Int) -> Int? {
            fields.indices.contains(number - 3) ? Int(fields[number - 3]) : nil
        }
        guard
            let user = field(14), let system = field(15), let threads = field(20), let start = field(22),
            let resident = field(24), user >= 0, system >= 0, start >= 0, resident >= 0
        else { return nil }
        self.processorTicks = user.addingSaturated(system)
        self.threads = threads
        self.startTicks = start
        self.residentPages = resident
    }
}

/// The first line of `/proc/stat`: clock ticks of all processors together since boot.
struct HostProcessorTicks: Equatable {
    var total: Int
    var idle: Int

    init?(_ text: String) {
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("cpu ") }) else { return nil }
        let numbers = line.split(separator: " ").dropFirst().map { Int($0) }
        // user nice system idle iowait irq softirq steal; the guests' time that follows is contained in user and nice.
        let ticks = numbers.prefix(8).compactMap { $0 }
        guard ticks.count >= 4, ticks.count == min(8, numbers.count), ticks.allSatisfy({ $0 >= 0 }) else { return nil }
        total = ticks.reduce(0) { $0.addingSaturated($1) }
        idle = ticks[3].addingSaturated(ticks.count > 4 ? ticks[4] : 0)
    }
}

/// `/proc/meminfo`.
struct HostMemory: Equatable {
    var totalBytes: Int?
    var availableBytes: Int?

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 3, words[2] == "kB", let kilobytes = Int(words[1]), kilobytes >= 0 else { continue }
            let (bytes, overflow) = kilobytes.multipliedReportingOverflow(by: 1024)
            guard !overflow else { continue }
            switch words[0] {
            case "MemTotal:": totalBytes = bytes
            case "MemAvailable:": availableBytes = bytes
            default: continue
            }
        }
    }
}

extension LoadAverage {
    /// `/proc/loadavg`.
    init?(_ text: String) {
        let numbers = text.split(whereSeparator: \.isWhitespace).prefix(3).compactMap { Double($0) }
        guard numbers.count == 3, numbers.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
        self.init(oneMinute: numbers[0], fiveMinutes: numbers[1], fifteenMinutes: numbers[2])
    }
}

/// How many processors `Cpus_allowed_list` in `/proc/self/status` names, as "0-3,8".
func allowedProcessors(inStatus text: String) -> Int? {
    let key = "Cpus_allowed_list:"
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(key) }) else { return nil }
    var count = 0
    for part in line.dropFirst(key.count).split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
        let bounds = part.split(separator: "-").map { Int($0) }
        guard let first = bounds.first ?? nil, let last = bounds.last ?? nil, bounds.count <= 2,
            (0...1 << 20).contains(first), (first...1 << 20).contains(last)
        else { return nil }
        count += last - first + 1
    }
    return count > 0 ? count : nil
}
