import ArgumentParser
import CityLink
import Logging
import Mongo

/// Where a command's log goes: to standard error, from `CITYLINK_LOG_LEVEL` on.
enum CommandLog {
    static func start(_ environment: [String: String]) throws -> Logger {
        let text = environment["CITYLINK_LOG_LEVEL"] ?? ""
        guard let level = text.isEmpty ? .info : Logger.Level(rawValue: text.lowercased()) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ConfigurationError("CITYLINK_LOG_LEVEL is \"\(text)\"; it must be one of \(levels).")
        }
        LoggingSystem.bootstrap { label in StreamLogHandler.standardError(label: label) }
        var logger = Logger(label: "citylink")
        logger.logLevel = level
        MongoLibrary.setLogHandler { [logger] level, message in logger.log(level: Logger.Level(level), "\(message)") }
        return logger
    }
}

extension Logger.Level {
    fileprivate init(_ level: MongoLibrary.LogLevel) {
        self =
            switch level {
            case .error: .error
            case .warning: .warning
            case .info: .info
            case .debug: .debug
            }
    }
}
