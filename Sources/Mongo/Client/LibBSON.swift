import CMongoC

/// The traffic between ``BSONDocument`` and libbson.
///
/// Debian's `bson_t` is over-aligned, which Swift cannot express in a variable; it always lives in memory that is allocated
/// here with the right alignment.
enum LibBSON {
    static let size = 128

    /// A read-only `bson_t` with a copy of the document; to be ended with ``release(_:)``.
    static func view(_ document: BSONDocument) throws(MongoError) -> OpaquePointer {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size + document.bytes.count, alignment: size)
        let view = OpaquePointer(memory)
        UnsafeMutableRawBufferPointer(start: memory + size, count: document.bytes.count).copyBytes(from: document.bytes)
        let bytes = (memory + size).assumingMemoryBound(to: UInt8.self)
        guard bson_init_static(view, bytes, document.bytes.count) else {
            memory.deallocate()
            throw .invalidRequest("a document cannot be sent: its frame is broken")
        }
        return view
    }

    static func release(_ view: OpaquePointer) { UnsafeMutableRawPointer(view).deallocate() }

    /// An empty `bson_t` for libmongoc to fill; to be ended with ``releaseReply(_:)``.
    static func newReply() -> OpaquePointer {
        let reply = OpaquePointer(UnsafeMutableRawPointer.allocate(byteCount: size, alignment: size))
        bson_init(reply)
        return reply
    }

    static func releaseReply(_ reply: OpaquePointer) {
        bson_destroy(reply)
        UnsafeMutableRawPointer(reply).deallocate()
    }

    /// The bytes of a `bson_t`, valid as long as it is.
    static func bytes(of document: OpaquePointer) -> UnsafeRawBufferPointer {
        let start = UnsafeRawPointer(bson_get_data(document)!)
        return UnsafeRawBufferPointer(start: start, count: start.littleEndianInt32())
    }

    static func copy(_ document: OpaquePointer) throws(BSONError) -> BSONDocument {
        try BSONDocument(copying: bytes(of: document))
    }
}
