import Foundation

enum StandardOutput {
    /// Writes at once, also when the output is a pipe or a file.
    static func write(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
}
