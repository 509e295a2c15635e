import Testing

@testable import Telemetry

@Suite("Control groups")
struct ControlGroupsTests {
    private let mountsOne = """
        31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
        33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
        35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """
    private let mountsTwo = """
        22 1 8:1 / / rw - ext4 /dev/sda1 rw
        30 23 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate
        """

    @Test("In version 2, a group's folders are its own and all above")
    func versionTwo() {
        let groups = "0::/city.slice/link.service\n"
        let folders = ControlGroupFolders(controller: "memory", groups: groups, mounts: mountsTwo)
        #expect(folders?.version == .two)
        #expect(
            folders?.paths == [
                "/sys/fs/cgroup/city.slice/link.service", "/sys/fs/cgroup/city.slice", "/sys/fs/cgroup",
            ]
        )
    }

    @Test("In version 1, each controller has its tree; an empty version 2 beside it does not matter")
    func versionOne() {
        let groups = "4:memory:/pods/a:b\n1:cpuacct,cpu:/\n0::/\n"
        let memory = ControlGroupFolders(controller: "memory", groups: groups, mounts: mountsOne)
        #expect(memory?.version == .one)
        #expect(
            memory?.paths == [
                "/sys/fs/cgroup/memory/pods/a:b", "/sys/fs/cgroup/memory/pods", "/sys/fs/cgroup/memory",
            ]
        )
        let cpu = ControlGroupFolders(controller: "cpu", groups: groups, mounts: mountsOne)
        #expect(cpu?.paths == ["/sys/fs/cgroup/cpu,cpuacct"])
    }

    @Test("A container that sees its host's path finds its group at the mount point")
    func containerWithoutNamespace() {
        let mounts = "35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory"
        for path in ["/docker/abc", "/elsewhere", "/docker", "/docker/abcd", "/docker/abc/../../up"] {
            let folders = ControlGroupFolders(controller: "memory", groups: "4:memory:\(path)", mounts: mounts)
            #expect(folders?.paths == ["/sys/fs/cgroup/memory"], "\(path)")
        }
    }

    @Test("Without control groups there are no folders", arguments: ["", "nonsense", "0::", "::::", "4:memory"])
    func none(groups: String) {
        #expect(ControlGroupFolders(controller: "memory", groups: groups, mounts: "") == nil)
        #expect(ControlGroupFolders(controller: "memory", groups: groups, mounts: "1 2 - - - -\n - cgroup2 x") == nil)
    }

    @Test("The tightest limit of all groups counts, and pages that can be dropped are available")
    func tightestLimit() {
        var reading = SystemReading(takenAt: 0)
        reading.memoryInfo = "MemTotal: 8000 kB\nMemAvailable: 6000 kB\n"
        reading.memoryGroups = [
            MemoryGroupTexts(limit: "max\n", usage: "10\n", statistics: ""),
            MemoryGroupTexts(limit: "4096000\n", usage: "1024000\n", statistics: "anon 5\ninactive_file 24000\n"),
            MemoryGroupTexts(limit: "5120000\n", usage: "5020000\n", statistics: nil),
        ]
        let sample = SystemSample(reading, since: nil)
        #expect(sample.memoryTotalBytes == 4_096_000)
        #expect(sample.memoryAvailableBytes == 100_000)
    }

    @Test("In version 1, no limit is a huge number, and the pages of groups below count")
    func versionOneNumbers() {
        var reading = SystemReading(takenAt: 0)
        reading.memoryInfo = "MemTotal: 8000 kB\nMemAvailable: 6000 kB\n"
        reading.memoryGroups = [MemoryGroupTexts(limit: "9223372036854771712\n", usage: "99\n", statistics: nil)]
        #expect(SystemSample(reading, since: nil).memoryTotalBytes == 8_000 * 1024)
        #expect(SystemSample(reading, since: nil).memoryAvailableBytes == 6_000 * 1024)
        let statistics = "inactive_file 1\ntotal_inactive_file 300000\n"
        reading.memoryGroups = [MemoryGroupTexts(limit: "1000000", usage: "500000", statistics: statistics)]
        #expect(SystemSample(reading, since: nil).memoryAvailableBytes == 800_000)
    }

    @Test("A limit whose use is unknown leaves what is available unknown, not invented")
    func unknownUse() {
        var reading = SystemReading(takenAt: 0)
        reading.memoryInfo = "MemTotal: 8000 kB\nMemAvailable: 6000 kB\n"
        reading.memoryGroups = [MemoryGroupTexts(limit: "1000000\n", usage: nil, statistics: nil)]
        #expect(SystemSample(reading, since: nil).memoryTotalBytes == 1_000_000)
        #expect(SystemSample(reading, since: nil).memoryAvailableBytes == nil)
    }

    @Test("A quota below the allowed processors is the limit")
    func processorLimit() {
        var reading = SystemReading(takenAt: 0)
        reading.processStatus = "Cpus_allowed_list:\t0-7\n"
        reading.processorQuotas = ["max 100000", "150000 100000"]
        #expect(SystemSample(reading, since: nil).processorLimit == 1.5)
        reading.processorQuotas = ["max 100000"]
        #expect(SystemSample(reading, since: nil).processorLimit == 8)
    }
}
