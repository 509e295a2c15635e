/// The raw material of a sample, as the operating system gave it: texts of files and a few numbers, nil where missing.
struct SystemReading: Sendable {
    /// When it was read, in nanoseconds since a fixed moment.
    var takenAt: Int
    /// The same moment as time since boot, which process start times refer to.
    var sinceBoot: Duration?
    var ticksPerSecond: Int?
    var pageBytes: Int?
    /// `/proc/self/stat`.
    var processStat: String?
    /// `/proc/self/status`.
    var processStatus: String?
    /// `/proc/stat`, at least its first line.
    var hostStat: String?
    /// `/proc/meminfo`.
    var memoryInfo: String?
    /// `/proc/loadavg`.
    var loadAverage: String?
    var openFileDescriptors: Int?
    var fileDescriptorLimit: Int?
    /// The memory files of the process's control group and of those above it.
    var memoryGroups: [MemoryGroupTexts] = []
    /// The processor quotas of the same, in the form of `cpu.max`.
    var processorQuotas: [String] = []

    init(takenAt: Int) {
        self.takenAt = takenAt
    }
}

extension SystemSample {
    /// What `reading` says, and what happened since `earlier`; without one, the percentages are nil.
    init(_ reading: SystemReading, since earlier: SystemReading?) {
        self.init()
        let process = reading.processStat.flatMap(ProcessStat.init)
        if let process {
            threads = process.threads
            if let pageBytes = reading.pageBytes {
                let (bytes, overflow) = process.residentPages.multipliedReportingOverflow(by: pageBytes)
                residentBytes = overflow ? nil : bytes
            }
            if let sinceBoot = reading.sinceBoot, let ticksPerSecond = reading.ticksPerSecond, ticksPerSecond > 0 {
                let running = sinceBoot - .seconds(Double(process.startTicks) / Double(ticksPerSecond))
                // A negative one means that the two clocks are not the same (some sandboxes): then nothing is known.
                uptime = running >= .zero ? running : nil
            }
        }
        openFileDescriptors = reading.openFileDescriptors
        fileDescriptorLimit = reading.fileDescriptorLimit
        loadAverage = reading.loadAverage.flatMap { LoadAverage($0) }
        setProcessorLimit(reading)
        setMemory(reading)
        if let earlier {
            setProcessCPU(process, reading, since: earlier)
            setHostCPU(reading, since: earlier)
        }
    }

    private mutating func setProcessorLimit(_ reading: SystemReading) {
        let allowed = reading.processStatus.flatMap(allowedProcessors(inStatus:)).map { Double($0) }
        processorLimit = (reading.processorQuotas.compactMap(processorQuota) + [allowed].compactMap { $0 }).min()
    }

    private mutating func setMemory(_ reading: SystemReading) {
        let host = reading.memoryInfo.map { HostMemory($0) }
        memoryTotalBytes = host?.totalBytes
        memoryAvailableBytes = host?.availableBytes
        let machineBytes = memoryTotalBytes ?? .max
        for group in reading.memoryGroups.compactMap(MemoryGroup.init) where group.limitBytes < machineBytes {
            memoryTotalBytes = min(memoryTotalBytes ?? .max, group.limitBytes)
            // One unknown part makes the whole unknown: the tightest limit may be the one that cannot be seen.
            memoryAvailableBytes = memoryAvailableBytes.flatMap { available in
                group.takenBytes.map { max(0, min(available, group.limitBytes - $0)) }
            }
        }
    }

    private mutating func setProcessCPU(
        _ process: ProcessStat?,
        _ reading: SystemReading,
        since earlier: SystemReading
    ) {
        guard
            let process, let before = earlier.processStat.flatMap(ProcessStat.init),
            let ticksPerSecond = reading.ticksPerSecond, ticksPerSecond > 0,
            reading.takenAt > earlier.takenAt, process.processorTicks >= before.processorTicks
        else { return }
        let busy = Double(process.processorTicks - before.processorTicks) / Double(ticksPerSecond)
        processCPUPercent = 100 * busy / (Double(reading.takenAt - earlier.takenAt) / 1e9)
    }

    private mutating func setHostCPU(_ reading: SystemReading, since earlier: SystemReading) {
        guard
            let now = reading.hostStat.flatMap(HostProcessorTicks.init),
            let before = earlier.hostStat.flatMap(HostProcessorTicks.init), now.total > before.total
        else { return }
        // The kernel's idle counters may step back a little, hence the bounds.
        let idle = Double(now.idle - before.idle) / Double(now.total - before.total)
        hostCPUPercent = 100 * (1 - min(1, max(0, idle)))
    }
}
