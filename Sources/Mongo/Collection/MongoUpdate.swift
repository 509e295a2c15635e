/// How a document is changed: by operators (`["$set": …]`) or by an aggregation pipeline (`[["$set": …], …]`).
package enum MongoUpdate: Sendable, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    case operators(BSONDocument)
    case pipeline([BSONDocument])

    package init(dictionaryLiteral elements: (String, BSONValue)...) {
        var document = BSONDocument()
        for (key, value) in elements { document.append(key, value) }
        self = .operators(document)
    }

    package init(arrayLiteral stages: BSONDocument...) { self = .pipeline(stages) }

    var value: BSONValue {
        switch self {
        case .operators(let document): .document(document)
        case .pipeline(let stages): .array(stages)
        }
    }

    /// libmongoc takes a pipeline as the document that an array is on the wire.
    var document: BSONDocument {
        switch self {
        case .operators(let document): document
        case .pipeline(let stages): BSONDocument(array: stages)
        }
    }
}

/// What an update has done.
package struct UpdateResult: Sendable, Hashable {
    /// How many documents the filter found.
    package let matched: Int
    /// How many of them are different now.
    package let modified: Int
    /// The `_id` of the document that an upsert has inserted.
    package let upsertedID: BSONValue?

    package init(matched: Int, modified: Int, upsertedID: BSONValue?) {
        self.matched = matched
        self.modified = modified
        self.upsertedID = upsertedID
    }
}

/// Which state of the document `findOneAndUpdate` returns.
package enum ReturnedDocument: Sendable {
    case before, after
}
