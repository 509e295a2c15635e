import Foundation
import GraphQL
import Mongo

/// One line of a seed file, whose entries are read with an error that says where they stand.
struct SeedRecord: Sendable {
    let file: String
    let line: Int
    let value: Value

    /// All lines of `directory/name`.
    static func read(_ name: String, in directory: String) throws(SeedError) -> [SeedRecord] {
        guard let data = FileManager.default.contents(atPath: directory + "/" + name) else {
            throw SeedError("\(directory)/\(name) cannot be read: is this the project's seed folder?")
        }
        var records: [SeedRecord] = []
        for (index, bytes) in [UInt8](data).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
        where !bytes.isEmpty {
            do throws(JSONError) {
                records.append(SeedRecord(file: name, line: index + 1, value: try Value(json: Array(bytes))))
            } catch {
                throw SeedError("\(name):\(index + 1): \(error)")
            }
        }
        return records
    }

    private func failure(_ key: String, _ expected: String) -> SeedError {
        SeedError(
            "\(file):\(line): \"\(key)\" should be \(expected), found \(value[key].map { "\($0)" } ?? "nothing").")
    }

    func string(_ key: String) throws(SeedError) -> String {
        guard case .string(let text)? = value[key] else { throw failure(key, "a text") }
        return text
    }

    func optionalString(_ key: String) throws(SeedError) -> String? {
        value[key].map(\.isNull) ?? true ? nil : try string(key)
    }

    func int(_ key: String) throws(SeedError) -> Int {
        guard case .int(let number)? = value[key] else { throw failure(key, "a whole number") }
        return number
    }

    func optionalInt(_ key: String) throws(SeedError) -> Int? {
        value[key].map(\.isNull) ?? true ? nil : try int(key)
    }

    func bool(_ key: String) throws(SeedError) -> Bool {
        guard case .boolean(let flag)? = value[key] else { throw failure(key, "true or false") }
        return flag
    }

    func optionalBool(_ key: String) throws(SeedError) -> Bool? {
        value[key].map(\.isNull) ?? true ? nil : try bool(key)
    }

    func moment(_ key: String) throws(SeedError) -> Timestamp {
        guard let moment = Timestamp(rfc3339: try string(key)) else { throw failure(key, "a moment with its offset") }
        return moment
    }

    func point(_ key: String) throws(SeedError) -> GeoPoint {
        guard case .list(let numbers)? = value[key], numbers.count == 2,
            let lng = try? Double(graphQL: numbers[0]), let lat = try? Double(graphQL: numbers[1])
        else { throw failure(key, "[longitude, latitude]") }
        return GeoPoint(lat: lat, lng: lng)
    }

    func name(_ key: String) throws(SeedError) -> LocalizedText {
        let record = try record(key)
        return LocalizedText(ko: try record.string("ko"), en: try record.optionalString("en"))
    }

    func record(_ key: String) throws(SeedError) -> SeedRecord {
        guard case .object? = value[key], let inner = value[key] else { throw failure(key, "an object") }
        return SeedRecord(file: file, line: line, value: inner)
    }

    /// The objects of a list; empty when the key is missing.
    func records(_ key: String) throws(SeedError) -> [SeedRecord] {
        guard let list = value[key] else { return [] }
        guard case .list(let items) = list else { throw failure(key, "a list") }
        return items.map { SeedRecord(file: file, line: line, value: $0) }
    }

    /// The items of a list.
    func list(_ key: String) throws(SeedError) -> [Value] {
        guard case .list(let items)? = value[key] else { throw failure(key, "a list") }
        return items
    }

    func strings(_ key: String) throws(SeedError) -> [String] {
        guard let list = value[key] else { return [] }
        guard let texts = try? [String](graphQL: list) else { throw failure(key, "a list of texts") }
        return texts
    }

    func enumeration<E: RawRepresentable & CaseIterable>(_ key: String) throws(SeedError) -> E
    where E.RawValue == String {
        guard let value = E(rawValue: try string(key)) else {
            throw failure(key, "one of " + E.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return value
    }
}

/// Why seeding stopped, in one sentence.
package struct SeedError: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
