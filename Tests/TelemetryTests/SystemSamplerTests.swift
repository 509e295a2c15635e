import Synchronization
import Testing

@testable import Telemetry

@Suite("System sampler")
struct SystemSamplerTests {
    private static let statTail =
        " R 1 1 1 0 -1 4194304 103 0 0 0 250 50 0 0 20 0 7 0 103219 3133440 393 18446744073709551615 1 2 3"

    @Test(
        "A process is understood whatever its name",
        arguments: ["cat", "city link", "a) R 1 (b", ") (", "new\nline", "", "((()))"]
    )
    func processNames(name: String) throws {
        let stat = try #require(ProcessStat("12416 (\(name))" + Self.statTail))
        #expect(stat.processorTicks == 300)
        #expect(stat.threads == 7)
        #expect(stat.startTicks == 103_219)
        #expect(stat.residentPages == 393)
    }

    @Test("A text that is no process statistic tells nothing", arguments: ["", "12 (x", "12 (x) R 1", ")))", "\u{0}"])
    func brokenProcessStat(text: String) {
        #expect(ProcessStat(text) == nil)
    }

    @Test("Waiting for disks counts as idle, guests only once")
    func hostTicks() throws {
        let ticks = try #require(HostProcessorTicks("cpu  100 10 50 800 40 1 2 7 90 9\ncpu0 1 1 1 1 1 1 1 1 1 1\n"))
        #expect(ticks.total == 1_010)
        #expect(ticks.idle == 840)
        #expect(HostProcessorTicks("cpu  100 10 50 800\n")?.total == 960)
        #expect(HostProcessorTicks("cpu0 1 2 3 4 5\nintr 1") == nil)
        #expect(HostProcessorTicks("cpu 1 2 x 4 5") == nil)
        #expect(HostProcessorTicks("") == nil)
    }

    @Test("Memory is read by name and unit")
    func memory() {
        let text = "MemTotal:       24684084 kB\nMemFree: 1 kB\nMemAvailable:   24261328 kB\nHugePages_Total:       0\n"
        #expect(HostMemory(text).totalBytes == 24_684_084 * 1024)
        #expect(HostMemory(text).availableBytes == 24_261_328 * 1024)
        #expect(HostMemory("MemTotal: 100 kB\n").availableBytes == nil)
        #expect(HostMemory("MemTotal: 9223372036854775807 kB\nMemAvailable: -3 kB\n").totalBytes == nil)
    }

    @Test("The load average has three numbers or is none")
    func loadAverage() {
        let expected = LoadAverage(oneMinute: 0.29, fiveMinutes: 0.99, fifteenMinutes: 12)
        #expect(LoadAverage("0.29 0.99 12.00 1/203 12416\n") == expected)
        #expect(LoadAverage("0.29 0.99") == nil)
        #expect(LoadAverage("nan 1 2 1/2 3") == nil)
    }

    @Test(
        "Allowed processors are counted",
        arguments: [("0-1", 2), ("3", 1), ("0-3,8,10-11", 7), ("", nil), ("x", nil), ("4-2", nil), ("1-2-3", nil)]
            as [(String, Int?)]
    )
    func allowed(list: String, count: Int?) {
        #expect(allowedProcessors(inStatus: "Name:\ta b\nCpus_allowed:\t3\nCpus_allowed_list:\t\(list)\n") == count)
    }

    @Test("Quotas are processors' worth of time, or none")
    func quotas() {
        #expect(processorQuota("150000 100000\n") == 1.5)
        #expect(processorQuota("max 100000\n") == nil)
        #expect(processorQuota("-1\n 100000\n") == nil)
        #expect(processorQuota("") == nil)
    }

    @Test("Percentages are those of the span since the sample before")
    func percentages() {
        let system = FakeSystem()
        let sampler = system.sampler()
        system.advance(seconds: 2, processTicks: 300, hostTicks: (busy: 100, idle: 300))
        let sample = sampler.sample()
        #expect(sample.processCPUPercent == 150)
        #expect(sample.hostCPUPercent == 25)
        #expect(sample.processorLimit == 2)
        #expect(sample.processCPUPercentOfLimit == 75)
        system.advance(seconds: 1, processTicks: 0, hostTicks: (busy: 0, idle: 200))
        #expect(sampler.sample().processCPUPercent == 0)
        #expect(sampler.sample().hostCPUPercent == 0)
    }

    @Test("Asking again at once gives the same sample; before the first span is over, percentages are unknown")
    func shortSpans() {
        let system = FakeSystem()
        let sampler = system.sampler()
        #expect(sampler.sample().processCPUPercent == nil)
        #expect(sampler.sample().threads == 7)
        system.advance(seconds: 1, processTicks: 50, hostTicks: (busy: 1, idle: 1))
        let sample = sampler.sample()
        #expect(sample.processCPUPercent == 50)
        system.advance(seconds: 0.5, processTicks: 50, hostTicks: (busy: 1, idle: 1))
        #expect(sampler.sample() == sample)
    }

    @Test("Times and sizes follow from ticks and pages")
    func timesAndSizes() {
        var reading = SystemReading(takenAt: 0)
        reading.processStat = "1 (x)" + Self.statTail
        #expect(SystemSample(reading, since: nil).residentBytes == nil)
        #expect(SystemSample(reading, since: nil).uptime == nil)
        reading.pageBytes = 4096
        reading.ticksPerSecond = 100
        reading.sinceBoot = .seconds(2_032.19)
        #expect(SystemSample(reading, since: nil).residentBytes == 393 * 4096)
        let uptime = SystemSample(reading, since: nil).uptime
        #expect(uptime.map { abs(($0 - .seconds(1_000)).milliseconds) < 0.001 } == true)
        reading.sinceBoot = .seconds(5)
        #expect(SystemSample(reading, since: nil).uptime == nil)
    }

    @Test("A system that tells nothing gives a sample of nothing")
    func nothing() {
        let earlier = SystemReading(takenAt: 0)
        let now = SystemReading(takenAt: 5_000_000_000)
        #expect(SystemSample(now, since: earlier) == SystemSample())
        #expect(SystemSample().memoryUsedPercent == nil)
    }

    #if os(Linux)
        @Test("On Linux, this very process can be seen")
        func thisProcess() throws {
            let sample = SystemSampler(minimumInterval: .zero).sample()
            #expect(try #require(sample.residentBytes) > 1_000_000)
            #expect(try #require(sample.threads) >= 1)
            #expect(try #require(sample.openFileDescriptors) >= 1)
            #expect(try #require(sample.memoryTotalBytes) >= #require(sample.memoryAvailableBytes))
            #expect(try #require(sample.processorLimit) > 0)
        }
    #endif

    /// A machine with two processors whose time and counters a test moves.
    private final class FakeSystem: Sendable {
        private struct State {
            var time = 1_000_000_000
            var processTicks = 0
            var busy = 0
            var idle = 0
        }
        private let state = Mutex(State())

        func advance(seconds: Double, processTicks: Int, hostTicks: (busy: Int, idle: Int)) {
            state.withLock {
                $0.time += Int(seconds * 1e9)
                $0.processTicks += processTicks
                $0.busy += hostTicks.busy
                $0.idle += hostTicks.idle
            }
        }

        func sampler() -> SystemSampler {
            SystemSampler(
                time: TimeSource { self.state.withLock { $0.time } },
                minimumInterval: .seconds(1),
                read: { self.reading() }
            )
        }

        private func reading() -> SystemReading {
            state.withLock { state in
                var reading = SystemReading(takenAt: state.time)
                reading.ticksPerSecond = 100
                reading.processStat = "1 (x) S 1 1 1 0 -1 0 0 0 0 0 \(state.processTicks) 0 0 0 20 0 7 0 0 0 10"
                reading.processStatus = "Cpus_allowed_list:\t0-1\n"
                reading.hostStat = "cpu  \(state.busy) 0 0 \(state.idle) 0 0 0 0 0 0\n"
                return reading
            }
        }
    }
}
