/// Objects of an interface or union, sorted by their concrete Swift type while keeping their order.
public struct ConcreteObjects {
    /// For each object in order: its part in ``parts``, or ``noPart``.
    var tags: [UInt8] = []
    var parts: [any ConcretePart] = []

    /// Stands for a value that did not hand over exactly one object.
    static let noPart: UInt8 = 255

    /// Adds what `sort` hands over for one value. Each value has its place, so one that hands over nothing, or several
    /// objects, is given none, and shifts no other.
    mutating func appendOne(_ sort: (inout ConcreteObjects) -> Void) {
        let count = tags.count
        sort(&self)
        if tags.count == count + 1 { return }
        while tags.count > count { parts[Int(tags.removeLast())].removeLast() }
        tags.append(ConcreteObjects.noPart)
    }

    /// Adds the object that one abstract value holds.
    public mutating func append<Object: ObjectValue>(_ object: Object) {
        let type = ObjectIdentifier(Object.self)
        for (tag, part) in parts.enumerated() where part.type == type {
            // The part of that type was made below, with this very `Object`.
            unsafeDowncast(part, to: TypedPart<Object>.self).objects.append(object)
            tags.append(UInt8(truncatingIfNeeded: tag))
            return
        }
        precondition(parts.count < 255, "An abstract type has at most 255 Swift types.")
        tags.append(UInt8(truncatingIfNeeded: parts.count))
        parts.append(TypedPart(object))
    }
}

protocol ConcretePart: AnyObject {
    var type: ObjectIdentifier { get }
    func removeLast()
    /// The objects as rows; no more may be appended afterwards.
    func rows() -> Rows
}

private final class TypedPart<Object: ObjectValue>: ConcretePart {
    var objects: [Object]

    init(_ first: Object) { objects = [first] }

    var type: ObjectIdentifier { ObjectIdentifier(Object.self) }

    func removeLast() { objects.removeLast() }

    func rows() -> Rows { Rows(objects) }
}
