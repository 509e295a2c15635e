import GraphQL

// What the resolvers work with: two arrays here, a database elsewhere.
struct Library: Sendable {
    let books = [
        Book(title: "토지", year: 1969, authorID: "park"),
        Book(title: "The Vegetarian", year: 2007, authorID: "han"),
        Book(title: "Beowulf", year: nil, authorID: "unknown"),
    ]
    let authors = ["park": Author(name: "박경리"), "han": Author(name: "한강")]
}

// Plain structs. Stored properties are read where they lie.
struct Book: ObjectValue {
    let title: String
    let year: Int?
    let authorID: String
}

struct Author: ObjectValue {
    let name: String
}

// The contract is written by hand; what the Swift types promise is held against it when the server starts.
let schema = try ExecutableSchema(
    Schema(
        """
        type Query { books(first: Int! = 10): [Book!]! }
        type Book { title: String!  year: Int  author: Author }
        type Author { name: String! }
        """),
    TypeBindings<Library> {
        ObjectType<Root, Library>("Query") {
            Field("books", Argument("first", Int.self)) { library, first in library.books.prefix(first) }
        }
        ObjectType<Book, Library>("Book") {
            Field("title", \.title)
            Field("year", \.year)
            // Called once, with all books of the level. It returns as many results, in the same order.
            Field("author") { books, library in
                print("asked for the authors of \(books.count) books")
                return books.map { book in
                    Result<Author?, any Error> {
                        guard let author = library.authors[book.authorID] else {
                            throw GraphQLError("Nobody knows who wrote \(book.title).", code: ErrorCode("NO_AUTHOR"))
                        }
                        return author
                    }
                }
            }
        }
        ObjectType<Author, Library>("Author") { Field("name", \.name) }
    })

let query = "query Shelf($n: Int!) { books(first: $n) { title year author { name } } }"
for count in [2, 3] {
    let response = await schema.execute(query, variables: .object([.init("n", .int(count))]), context: Library())
    print(response.text)
}
print(await schema.execute("{ books { titel } }", context: Library()).text)
