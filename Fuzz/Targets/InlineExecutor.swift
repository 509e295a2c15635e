/// Runs asynchronous work on the calling thread until it ends: a run of the fuzzer is then the same each time.
final class InlineExecutor: TaskExecutor, @unchecked Sendable {
    // `@unchecked Sendable`: everything runs on the one thread that fuzzes.
    private var jobs: [UnownedJob] = []

    private final class Box<Result>: @unchecked Sendable { var result: Result? }

    func enqueue(_ job: consuming ExecutorJob) { jobs.append(UnownedJob(job)) }

    func run<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result {
        let box = Box<Result>()
        Task(executorPreference: self) { box.result = await body() }
        while !jobs.isEmpty {
            let next = jobs
            jobs.removeAll()
            for job in next { job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
        guard let result = box.result else { fail("work is left that nothing will ever go on with") }
        return result
    }
}
