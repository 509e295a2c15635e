package import Foundation

/// The lines, routes and stops that vehicles move on, read from the seed folder.
package struct SimulatedNetwork: Sendable {
    var lines: [Line]
    var stations: [Station]
    var routes: [Route]
    var stops: [Stop]

    struct Name: Decodable, Sendable {
        var ko: String
    }

    /// `stations` in the order in which a `down` train calls.
    struct Line: Decodable, Sendable {
        struct Directions: Decodable, Sendable {
            var up: String
            var down: String
        }

        var id: String
        var name: Name
        var circular: Bool
        var directions: Directions
        var stations: [String]
    }

    struct Station: Decodable, Sendable {
        struct Stop: Decodable, Sendable {
            var line: String
            var stationId: String
        }

        var name: Name
        /// Longitude, latitude.
        var location: [Double]
        var stops: [Stop]
    }

    /// `stops` in running order, out and back.
    struct Route: Decodable, Sendable {
        var id: String
        var number: String
        var kind: String
        var terminals: [String]
        var firstTime: String
        var lastTime: String
        var headwayMinutes: Int
        var stops: [String]
    }

    struct Stop: Decodable, Sendable {
        var arsId: String
        var stationId: String
        var name: Name
        /// Longitude, latitude.
        var location: [Double]
    }
}

extension SimulatedNetwork {
    /// Reads the four transit files of the seed folder.
    package init(seedFolder: URL) throws(NetworkFileError) {
        lines = try Self.read("subway-lines.jsonl", in: seedFolder)
        stations = try Self.read("subway-stations.jsonl", in: seedFolder)
        routes = try Self.read("bus-routes.jsonl", in: seedFolder)
        stops = try Self.read("bus-stops.jsonl", in: seedFolder)
    }

    /// One JSON object a line; empty lines are skipped.
    private static func read<Row: Decodable>(_ name: String, in folder: URL) throws(NetworkFileError) -> [Row] {
        let text: String
        do {
            text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        } catch {
            throw NetworkFileError(file: name, line: nil, reason: error.localizedDescription)
        }
        var rows: [Row] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty {
            do {
                rows.append(try JSONDecoder().decode(Row.self, from: Data(line.utf8)))
            } catch {
                throw NetworkFileError(file: name, line: index + 1, reason: "\(error)")
            }
        }
        return rows
    }
}

/// A seed file that cannot be used, and where in it.
package struct NetworkFileError: Error, CustomStringConvertible {
    package var file: String
    package var line: Int?
    package var reason: String

    package var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)" }
}
