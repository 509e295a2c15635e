/// What the process and its machine were doing at one moment. A value is nil where the platform does not tell.
package struct SystemSample: Sendable, Equatable {
    /// Processor time of this process, user and system, since the sample before; 100 is one processor fully used.
    package var processCPUPercent: Double?
    /// How many processors this process may use: those it is allowed to run on, or its control group's quota if less.
    package var processorLimit: Double?
    package var residentBytes: Int?
    package var threads: Int?
    package var openFileDescriptors: Int?
    /// How many file descriptors may be open; nil also when there is no limit.
    package var fileDescriptorLimit: Int?
    /// How long this process has been running.
    package var uptime: Duration?
    /// How busy all processors of the machine were since the sample before, 0 to 100; waiting for disks counts as idle,
    /// time that the hypervisor gave to others as busy.
    package var hostCPUPercent: Double?
    /// The memory that this process may use: the machine's, or its control group's limit if less.
    package var memoryTotalBytes: Int?
    /// How much of it could still be had without swapping; what the page cache would give up is included.
    package var memoryAvailableBytes: Int?
    package var loadAverage: LoadAverage?

    package init() {}

    /// The process's share of the processors that it may use; 100 is all of them.
    package var processCPUPercentOfLimit: Double? {
        guard let processCPUPercent, let processorLimit, processorLimit > 0 else { return nil }
        return processCPUPercent / processorLimit
    }

    /// The share of the memory that is not available any more, 0 to 100.
    package var memoryUsedPercent: Double? {
        guard let memoryTotalBytes, let memoryAvailableBytes, memoryTotalBytes > 0 else { return nil }
        return 100 * (1 - Double(memoryAvailableBytes) / Double(memoryTotalBytes))
    }
}

/// The mean number of runnable (and, on Linux, disk-bound) tasks of the machine over three spans.
package struct LoadAverage: Sendable, Equatable {
    package var oneMinute: Double
    package var fiveMinutes: Double
    package var fifteenMinutes: Double
}
