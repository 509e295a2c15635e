import GraphQL

/// A small library of books: the schema that execution tests run against.
enum Library {
    static let sdl = """
        type Query {
          books(first: Int! = 10, titled: String): [Book!]!
          book(id: ID!): Book
          works: [Work!]!
          broken: String
          wrongCount: [Book!]!
          echo(input: EchoInput!): String!
        }
        type Mutation {
          "Adds one and returns the sum so far."
          add(number: Int!): Int!
        }
        interface Work { title: String! }
        type Book implements Work {
          id: ID!
          title: String!
          pages: Int!
          rating: Float
          genre: Genre!
          author: Author
          strictAuthor: Author!
          tags: [String!]!
          shelf: Shelf!
          loans: [Loan!]!
          strictLoans: [Loan!]!
        }
        type Film implements Work { title: String! minutes: Int! }
        type Author { name: String! books: [Book!]! }
        type Shelf { room: String! number: Int! }
        type Loan { days: Int! borrower: String! fee: Float! }
        enum Genre { NOVEL ESSAY POETRY }
        input EchoInput { text: String!, times: Int! = 2, genre: Genre }
        """

    enum Genre: String, EnumValue {
        case novel = "NOVEL"
        case essay = "ESSAY"
        case poetry = "POETRY"
    }

    struct Shelf: ObjectValue {
        var room: String
        var number: Int
    }

    struct Loan: ObjectValue {
        var days: Int
        var borrower: String
        var fee: Double
    }

    struct Author: ObjectValue {
        var name: String
    }

    struct Book: ObjectValue {
        var id: String
        var title: String
        var pages: Int
        var rating: Double?
        var genre: Genre
        var tags: [String]
        var shelf: Shelf
        var loans: [Loan]
        var author: String?
    }

    struct Film: ObjectValue {
        var title: String
        var minutes: Int
    }

    enum Work: AbstractValue {
        case book(Book)
        case film(Film)

        func sort(into objects: inout ConcreteObjects) {
            switch self {
            case .book(let book): objects.append(book)
            case .film(let film): objects.append(film)
            }
        }
    }

    struct EchoInput: InputObjectValue {
        var text: String
        var times: Int
        var genre: Genre?

        static let fields = InputFields(
            "EchoInput", Argument("text", String.self), Argument("times", Int.self), Argument("genre", Genre?.self),
            make: EchoInput.init)
    }

    struct NoAuthor: Error {}

    /// What a request works with; counts the calls of one resolver.
    actor Desk {
        private(set) var authorCalls = 0
        private(set) var sum = 0

        func noteAuthorCall() { authorCalls += 1 }

        func add(_ number: Int) -> Int {
            sum += number
            return sum
        }
    }

    static let books: [Book] = [
        Book(
            id: "1", title: "The \"Quoted\" Sea", pages: 320, rating: 4.5, genre: .novel, tags: ["sea", "slow"],
            shelf: Shelf(room: "A", number: 3), loans: [Loan(days: 14, borrower: "Mina", fee: 0)], author: "Han"),
        Book(
            id: "2", title: "서울의 밤", pages: 180, rating: nil, genre: .poetry, tags: [],
            shelf: Shelf(room: "B", number: 1), loans: [], author: nil),
        Book(
            id: "3", title: "Numbers", pages: 5_000_000_000, rating: .nan, genre: .essay, tags: ["odd"],
            shelf: Shelf(room: "C", number: 7),
            loans: [Loan(days: 1, borrower: "Jun", fee: .infinity), Loan(days: 2, borrower: "Sol", fee: 1.25)],
            author: "Han"),
    ]

    static func authors(_ parents: Parents<Book>) -> [Result<Author, any Error>] {
        parents.map { book in
            book.author.map { .success(Author(name: $0)) }
                ?? .failure(GraphQLError("Nobody wrote this.", code: ErrorCode("NO_AUTHOR")))
        }
    }

    static func schema(options: ExecutionOptions = ExecutionOptions()) throws -> ExecutableSchema<Desk> {
        try ExecutableSchema(
            Schema(sdl),
            TypeBindings<Desk> {
                ObjectType<Root, Desk>("Query") {
                    Field("books", Argument("first", Int.self), Argument("titled", String?.self)) { _, first, titled in
                        Array(books.filter { titled == nil || $0.title == titled }.prefix(first))
                    }
                    Field("book", Argument("id", String.self)) { _, id in books.first { $0.id == id } }
                    Field("works") { _ in
                        [Work.book(books[0]), .film(Film(title: "Rain", minutes: 95)), .book(books[1])]
                    }
                    Field("broken") { _ -> String? in throw NoAuthor() }
                    Field<Root, Desk>("wrongCount") { (parents: Parents<Root>, _) in [books, books] }
                    Field("echo", Argument("input", EchoInput.self)) { _, input in
                        String(repeating: input.text, count: input.times) + (input.genre?.rawValue ?? "")
                    }
                }
                ObjectType<Root, Desk>("Mutation") {
                    Field("add", Argument("number", Int.self)) { desk, number in await desk.request.add(number) }
                }
                ObjectType<Book, Desk>("Book") {
                    Field("id", \.id)
                    Field("title", \.title)
                    Field("pages", \.pages)
                    Field("rating", \.rating)
                    Field("genre", \.genre)
                    Field("tags", \.tags)
                    Field("shelf", \.shelf)
                    Field("loans", \.loans)
                    Field("author") { parents, desk in
                        await desk.request.noteAuthorCall()
                        return authors(parents).map { result in result.map(Optional.some) }
                    }
                    Field("strictAuthor") { parents, _ in authors(parents) }
                    Field("strictLoans") { parents, _ in parents.map(\.loans) }
                }
                ObjectType<Film, Desk>("Film") {
                    Field("title", \.title)
                    Field("minutes", \.minutes)
                }
                ObjectType<Author, Desk>("Author") {
                    Field("name", \.name)
                    Field("books") { authors, _ in authors.map { author in books.filter { $0.author == author.name } } }
                }
                ObjectType<Shelf, Desk>("Shelf") {
                    Field("room", \.room)
                    Field("number", \.number)
                }
                ObjectType<Loan, Desk>("Loan") {
                    Field("days", \.days)
                    Field("borrower", \.borrower)
                    Field("fee", \.fee)
                }
            }, options: options)
    }
}
