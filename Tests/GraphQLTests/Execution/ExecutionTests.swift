import GraphQL
import Testing

@Suite struct ExecutionTests {
    private func run(_ query: String, variables: String = "null", desk: Library.Desk = .init()) async throws -> String {
        let schema = try Library.schema()
        return await schema.execute(query, variables: try Value(json: variables), context: desk).text
    }

    @Test func `Fields come in the order of the document, under their response names`() async throws {
        let answer = try await run("{ books(first: 1) { b: title id pages rating genre __typename } }")
        #expect(
            answer
                == #"{"data":{"books":[{"b":"The \"Quoted\" Sea","id":"1","pages":320,"rating":4.5,"genre":"NOVEL","__typename":"Book"}]}}"#
        )
    }

    @Test func `Objects and lists inside an object are written where they lie`() async throws {
        let answer = try await run("{ books(first: 2) { tags shelf { room number } loans { days borrower fee } } }")
        #expect(
            answer
                == #"{"data":{"books":[{"tags":["sea","slow"],"shelf":{"room":"A","number":3},"loans":[{"days":14,"borrower":"Mina","fee":0}]},{"tags":[],"shelf":{"room":"B","number":1},"loans":[]}]}}"#
        )
    }

    @Test func `A batch resolver is called once for all objects of a level`() async throws {
        let desk = Library.Desk()
        let answer = try await run("{ books { author { name books { title } } } }", desk: desk)
        #expect(await desk.authorCalls == 1)
        #expect(
            answer
                == #"{"errors":[{"message":"Nobody wrote this.","locations":[{"line":1,"column":11}],"path":["books",1,"author"],"extensions":{"code":"NO_AUTHOR"}}],"data":{"books":[{"author":{"name":"Han","books":[{"title":"The \"Quoted\" Sea"},{"title":"Numbers"}]}},{"author":null},{"author":{"name":"Han","books":[{"title":"The \"Quoted\" Sea"},{"title":"Numbers"}]}}]}}"#
        )
    }

    @Test func `An error in a non-null position makes the nearest nullable position null`() async throws {
        let answer = try await run("{ book(id: \"2\") { title strictAuthor { name } } }")
        #expect(
            answer
                == #"{"errors":[{"message":"Nobody wrote this.","locations":[{"line":1,"column":25}],"path":["book","strictAuthor"],"extensions":{"code":"NO_AUTHOR"}}],"data":{"book":null}}"#
        )
        let all = try await run("{ books { strictAuthor { name } } }")
        #expect(all.hasSuffix(#""data":null}"#))
    }

    @Test func `An error names ten places at most, however often its field is selected`() async throws {
        for (count, expected) in [(1, 1), (3, 3), (500, 10)] {
            let fields = String(repeating: "rating ", count: count)
            let answer = try Value(json: try await run("{ book(id: \"3\") { \(fields) } }"))
            guard case .list(let errors)? = answer["errors"], case .list(let places)? = errors.first?["locations"]
            else {
                Issue.record("no locations")
                continue
            }
            #expect(places.count == expected)
        }
    }

    @Test func `Values their types cannot represent are errors of their position`() async throws {
        let answer = try await run("{ book(id: \"3\") { title rating tags } }")
        #expect(answer.contains(#""path":["book","rating"]"#))
        #expect(answer.hasSuffix(#""data":{"book":{"title":"Numbers","rating":null,"tags":["odd"]}}}"#))
        let pages = try await run("{ book(id: \"3\") { pages } }")
        #expect(pages.hasSuffix(#""data":{"book":null}}"#))
        let fee = try await run("{ book(id: \"3\") { loans { fee } } }")
        #expect(fee.contains(#""path":["book","loans",0,"fee"]"#))
    }

    @Test func `Interfaces are answered by the concrete types, in order`() async throws {
        let answer = try await run(
            "{ works { __typename title ... on Film { minutes } ...B } } fragment B on Book { author { name } }")
        #expect(
            answer.hasSuffix(
                #""data":{"works":[{"__typename":"Book","title":"The \"Quoted\" Sea","author":{"name":"Han"}},{"__typename":"Film","title":"Rain","minutes":95},{"__typename":"Book","title":"서울의 밤","author":null}]}}"#
            ))
    }

    @Test func `Unexpected errors are shown as something neutral`() async throws {
        let answer = try await run("{ broken }")
        #expect(
            answer
                == #"{"errors":[{"message":"Something went wrong on our side.","locations":[{"line":1,"column":3}],"path":["broken"],"extensions":{"code":"INTERNAL_ERROR"}}],"data":{"broken":null}}"#
        )
    }

    @Test func `A resolver that returns the wrong number of results is named in the log`() async throws {
        let answer = try await run("{ wrongCount { id } }")
        #expect(answer.contains(#""code":"INTERNAL_ERROR""#))
        #expect(answer.hasSuffix(#""data":null}"#))
    }

    @Test func `Variables, defaults and input objects reach the resolver`() async throws {
        let query = "query($i: EchoInput!) { echo(input: $i) }"
        #expect(
            try await run(query, variables: #"{"i":{"text":"ab","genre":"POETRY"}}"#)
                == #"{"data":{"echo":"ababPOETRY"}}"#)
        #expect(try await run("{ echo(input: {text: \"x\", times: 3}) }") == #"{"data":{"echo":"xxx"}}"#)
        #expect(
            try await run("query($t: String!) { echo(input: {text: $t}) }", variables: #"{"t":"y"}"#)
                == #"{"data":{"echo":"yy"}}"#)
        let bad = try await run(query, variables: #"{"i":{"text":1}}"#)
        #expect(bad.contains("BAD_VARIABLES"))
        #expect(!bad.contains("\"data\""))
    }

    @Test func `Skip and include are decided per request`() async throws {
        let query =
            "query($s: Boolean!, $i: Boolean! = true) { book(id: 1) { id @skip(if: $s) title @include(if: $i) } }"
        #expect(try await run(query, variables: #"{"s":true}"#) == #"{"data":{"book":{"title":"The \"Quoted\" Sea"}}}"#)
        #expect(try await run(query, variables: #"{"s":false,"i":false}"#) == #"{"data":{"book":{"id":"1"}}}"#)
        #expect(try await run(query, variables: #"{"s":true,"i":false}"#) == #"{"data":{"book":{}}}"#)
    }

    @Test func `Mutations run one after the other`() async throws {
        #expect(
            try await run("mutation { a: add(number: 1) b: add(number: 2) c: add(number: 3) }")
                == #"{"data":{"a":1,"b":3,"c":6}}"#)
    }

    @Test func `Introspection shows the schema`() async throws {
        let answer = try await run(
            "{ __type(name: \"Book\") { kind name fields { name type { kind name ofType { name } } } } __schema { queryType { name } } }"
        )
        #expect(answer.contains(#"{"name":"tags","type":{"kind":"NON_NULL","name":null,"ofType":{"name":null}}}"#))
        #expect(answer.hasSuffix(#""__schema":{"queryType":{"name":"Query"}}}}"#))
    }
}
