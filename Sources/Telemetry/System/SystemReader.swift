#if os(Linux)
    import Glibc

    /// Reads the texts of which a sample is made. Elsewhere than on Linux, there is nothing to read.
    struct SystemReader: Sendable {
        private let time: TimeSource
        private let memoryFolders: ControlGroupFolders?
        private let processorFolders: ControlGroupFolders?

        /// Finds out once where the control group's files are: a process hardly ever changes its group.
        init(time: TimeSource) {
            self.time = time
            let groups = contents(of: "/proc/self/cgroup") ?? ""
            let mounts = contents(of: "/proc/self/mountinfo") ?? ""
            memoryFolders = ControlGroupFolders(controller: "memory", groups: groups, mounts: mounts)
            processorFolders = ControlGroupFolders(controller: "cpu", groups: groups, mounts: mounts)
        }

        /// Cost: a dozen small pseudo-files, about half a millisecond; no disk is involved.
        func read() -> SystemReading {
            var reading = SystemReading(takenAt: time.nanoseconds())
            reading.sinceBoot = readClock(CLOCK_BOOTTIME).map { .nanoseconds($0) }
            reading.ticksPerSecond = positive(sysconf(Int32(_SC_CLK_TCK)))
            reading.pageBytes = positive(sysconf(Int32(_SC_PAGESIZE)))
            reading.processStat = contents(of: "/proc/self/stat")
            reading.processStatus = contents(of: "/proc/self/status")
            reading.hostStat = contents(of: "/proc/stat", atMost: 4096)
            reading.memoryInfo = contents(of: "/proc/meminfo")
            reading.loadAverage = contents(of: "/proc/loadavg")
            reading.openFileDescriptors = openFileDescriptors()
            reading.fileDescriptorLimit = fileDescriptorLimit()
            reading.memoryGroups = memoryGroups()
            reading.processorQuotas = processorQuotas()
            return reading
        }

        private func memoryGroups() -> [MemoryGroupTexts] {
            guard let memoryFolders else { return [] }
            return memoryFolders.paths.map { folder in
                switch memoryFolders.version {
                case .one:
                    MemoryGroupTexts(
                        limit: contents(of: folder + "/memory.limit_in_bytes"),
                        usage: contents(of: folder + "/memory.usage_in_bytes"),
                        statistics: contents(of: folder + "/memory.stat")
                    )
                case .two:
                    MemoryGroupTexts(
                        limit: contents(of: folder + "/memory.max"),
                        usage: contents(of: folder + "/memory.current"),
                        statistics: contents(of: folder + "/memory.stat")
                    )
                }
            }
        }

        private func processorQuotas() -> [String] {
            guard let processorFolders else { return [] }
            return processorFolders.paths.compactMap { folder in
                switch processorFolders.version {
                case .one:
                    guard
                        let quota = contents(of: folder + "/cpu.cfs_quota_us"),
                        let period = contents(of: folder + "/cpu.cfs_period_us")
                    else { return nil }
                    return quota + " " + period
                case .two:
                    return contents(of: folder + "/cpu.max")
                }
            }
        }

        private func openFileDescriptors() -> Int? {
            guard let folder = opendir("/proc/self/fd") else { return nil }
            defer { closedir(folder) }
            var entries = 0
            while readdir(folder) != nil { entries += 1 }
            // Not counted: ".", ".." and the descriptor with which the folder itself is being read.
            return max(0, entries - 3)
        }

        private func fileDescriptorLimit() -> Int? {
            var limit = rlimit()
            guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
            // "Unlimited" is the largest unsigned number and does not fit.
            return Int(exactly: limit.rlim_cur)
        }

        private func positive(_ value: Int) -> Int? {
            value > 0 ? value : nil
        }
    }

    /// The beginning of a pseudo-file as text; nil when it cannot be read.
    private func contents(of path: String, atMost limit: Int = 1 << 20) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        let chunk = 4096
        while bytes.count < limit {
            let wanted = min(chunk, limit - bytes.count)
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                var received = Glibc.read(file, buffer.baseAddress, wanted)
                while received < 0, errno == EINTR {
                    received = Glibc.read(file, buffer.baseAddress, wanted)
                }
                count = max(0, received)
            }
            if piece.isEmpty { break }
            bytes += piece
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
#else
    /// Reads nothing: this platform has no /proc, and what is not known is nil.
    struct SystemReader: Sendable {
        private let time: TimeSource

        init(time: TimeSource) {
            self.time = time
        }

        func read() -> SystemReading {
            SystemReading(takenAt: time.nanoseconds())
        }
    }
#endif
