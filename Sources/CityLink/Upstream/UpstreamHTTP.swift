package import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Asks upstream services over one shared client, within a deadline and a size.
///
/// URLs carry keys, so they appear in no error and no log.
package struct UpstreamHTTP: Sendable {
    private let client: HTTPClient
    /// From the first byte sent to the last one received.
    private let timeout: TimeAmount
    private let maximumBytes: Int

    package init(client: HTTPClient, timeout: Duration = .seconds(3), maximumBytes: Int = 1024 * 1024) {
        self.client = client
        self.timeout = TimeAmount(timeout)
        self.maximumBytes = maximumBytes
    }

    /// What the shared client should be made with: redirects are refused, because they would carry a key elsewhere.
    package static var clientConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(1), read: .seconds(3)))
        configuration.httpVersion = .http1Only
        return configuration
    }

    /// Fetches the URL and reads the reply. A reply with an error status may still explain itself, so it is read first
    /// and the status counts only when that finds nothing.
    func get<Reply>(
        _ url: String, reading parse: ([UInt8]) throws(UpstreamError) -> Reply
    ) async throws(UpstreamError) -> Reply {
        let (status, bytes) = try await fetch(url)
        if (200..<300).contains(status) { return try parse(bytes) }
        do throws(UpstreamError) {
            _ = try parse(bytes)
        } catch .malformed {
            throw .httpStatus(status)
        }
        throw .httpStatus(status)
    }

    private func fetch(_ url: String) async throws(UpstreamError) -> (status: Int, bytes: [UInt8]) {
        do {
            let response = try await client.execute(HTTPClientRequest(url: url), deadline: .now() + timeout)
            let body = try await response.body.collect(upTo: maximumBytes)
            return (Int(response.status.code), Array(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw .malformed("more than \(maximumBytes) bytes")
        } catch let error as HTTPClientError where Self.timeouts.contains(error) {
            throw .timedOut
        } catch is CancellationError {
            throw .timedOut
        } catch {
            throw .unreachable
        }
    }

    private static let timeouts: [HTTPClientError] = [
        .deadlineExceeded, .readTimeout, .connectTimeout, .getConnectionFromPoolTimeout, .requestStreamCancelled,
        .cancelled,
    ]
}

/// A service's key as it goes into a URL.
package struct UpstreamKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let encoded: String

    /// Keys are handed out both plain and already percent-encoded; encoding one twice makes it another key.
    package init(_ text: String) {
        encoded = text.contains("%") ? text : text.percentEncoded
    }

    var percentEncoded: String { encoded }

    package var description: String { "(key)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// With everything but letters, digits and `-._~` encoded, so it fits anywhere in a URL.
    var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(byte)
            default:
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
