import CMongoC
import Synchronization

/// What libmongoc keeps once per process.
package enum MongoLibrary {
    package enum LogLevel: Sendable {
        case error, warning, info, debug
    }

    package typealias LogHandler = @Sendable (_ level: LogLevel, _ message: String) -> Void

    /// Where libmongoc's own log goes; nowhere at first, since whatever concerns a call is also in its error.
    /// Called on any thread.
    package static func setLogHandler(_ handler: LogHandler?) {
        start
        logHandler.withLock { $0 = handler }
    }

    private static let logHandler = Mutex<LogHandler?>(nil)

    /// Initialises libmongoc at first use. Its counterpart, `mongoc_cleanup`, is called by the library itself when the
    /// process exits.
    static let start: Void = {
        mongoc_log_set_handler(
            { level, _, message, _ in
                guard let handler = logHandler.withLock({ $0 }), let message else { return }
                handler(LogLevel(level), String(cString: message))
            }, nil)
        mongoc_init()
    }()
}

extension MongoLibrary.LogLevel {
    fileprivate init(_ level: mongoc_log_level_t) {
        switch level {
        case MONGOC_LOG_LEVEL_ERROR, MONGOC_LOG_LEVEL_CRITICAL: self = .error
        case MONGOC_LOG_LEVEL_WARNING: self = .warning
        case MONGOC_LOG_LEVEL_MESSAGE, MONGOC_LOG_LEVEL_INFO: self = .info
        default: self = .debug
        }
    }
}
