// Control groups (containers) may allow a process less than the machine has. Version 1 has a tree per controller,
// version 2 one for all; on a machine that mounts both, each controller belongs to one of them.

enum ControlGroupVersion: Sendable {
    case one, two
}

/// The folders that hold one controller's limits for this process: its own group's first, then those above it, whose
/// limits hold as well.
struct ControlGroupFolders: Sendable, Equatable {
    var version: ControlGroupVersion
    var paths: [String]

    /// Finds the folders of `controller` ("memory", "cpu").
    ///
    /// - Parameters:
    ///   - groups: `/proc/self/cgroup`.
    ///   - mounts: `/proc/self/mountinfo`.
    init?(controller: String, groups: String, mounts: String) {
        var pathInOne: Substring?
        var pathInTwo: Substring?
        for line in groups.split(separator: "\n") {
            // hierarchy:controllers:path, where the path may hold colons
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            if parts[0] == "0", parts[1].isEmpty {
                pathInTwo = parts[2]
            } else if parts[1].split(separator: ",").contains(Substring(controller)) {
                pathInOne = parts[2]
            }
        }
        let mounts = mounts.split(separator: "\n").compactMap(ControlGroupMount.init)
        if let pathInOne,
            let mount = mounts.first(where: { $0.version == .one && $0.options.contains(Substring(controller)) })
        {
            self.init(version: .one, paths: mount.folders(ofGroup: pathInOne))
        } else if let pathInTwo, let mount = mounts.first(where: { $0.version == .two }) {
            self.init(version: .two, paths: mount.folders(ofGroup: pathInTwo))
        } else {
            return nil
        }
    }

    private init(version: ControlGroupVersion, paths: [String]) {
        self.version = version
        self.paths = paths
    }
}

/// A line of `/proc/self/mountinfo` about a control group file system.
private struct ControlGroupMount {
    var version: ControlGroupVersion
    /// Which group of the tree is mounted at `point`.
    var root: Substring
    var point: Substring
    var options: [Substring]

    init?(_ line: Substring) {
        // id parent device root point options [tags…] - type source options
        let words = line.split(separator: " ")
        guard let dash = words.lastIndex(of: "-"), dash >= 6, words.count >= dash + 4 else { return nil }
        switch words[dash + 1] {
        case "cgroup": version = .one
        case "cgroup2": version = .two
        default: return nil
        }
        root = words[3]
        point = words[4]
        options = words[dash + 3].split(separator: ",")
    }

    /// The folder of `group` and all above it up to the mount point.
    func folders(ofGroup group: Substring) -> [String] {
        var names = group.split(separator: "/")
        let above = root.split(separator: "/")
        if names.starts(with: above) {
            names.removeFirst(above.count)
        } else {
            // The group is not below what is mounted here: all that is visible is the mounted group itself.
            names = []
        }
        if names.contains("..") { names = [] }
        return (0...names.count).reversed().map { depth in
            ([point] + names.prefix(depth)).joined(separator: "/")
        }
    }
}

/// What one group says about memory, as texts of its files; nil where a file is missing.
struct MemoryGroupTexts: Sendable, Equatable {
    /// `memory.max` or `memory.limit_in_bytes`.
    var limit: String?
    /// `memory.current` or `memory.usage_in_bytes`.
    var usage: String?
    /// `memory.stat`.
    var statistics: String?
}

/// One group's memory limit and how much of it is taken.
struct MemoryGroup: Equatable {
    var limitBytes: Int
    /// Without file pages that can be dropped at once; nil when unknown.
    var takenBytes: Int?

    /// Nil when the group sets no limit.
    init?(_ texts: MemoryGroupTexts) {
        // "max" in version 2; version 1 shows no limit as a number near 2^63, which the caller sees to be above what the
        // machine has.
        guard let limit = texts.limit?.singleNumber, limit >= 0 else { return nil }
        limitBytes = limit
        if let usage = texts.usage?.singleNumber, usage >= 0 {
            takenBytes = max(0, usage - Self.inactiveFileBytes(texts.statistics ?? ""))
        }
    }

    private static func inactiveFileBytes(_ statistics: String) -> Int {
        var own = 0
        for line in statistics.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, let bytes = Int(words[1]), bytes >= 0 else { continue }
            // Version 1 shows the group's own pages and, as total_…, those of all groups below, which count as usage.
            if words[0] == "total_inactive_file" { return bytes }
            if words[0] == "inactive_file" { own = bytes }
        }
        return own
    }
}

/// How many processors' time one group may use; nil when it sets no limit.
///
/// - Parameter text: `cpu.max` ("150000 100000", "max 100000"), or `cpu.cfs_quota_us` and `cpu.cfs_period_us` in a row.
func processorQuota(_ text: String) -> Double? {
    let numbers = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], quota > 0, period > 0 else { return nil }
    return Double(quota) / Double(period)
}

extension String {
    fileprivate var singleNumber: Int? {
        let words = split(whereSeparator: \.isWhitespace)
        return words.count == 1 ? Int(words[0]) : nil
    }
}
