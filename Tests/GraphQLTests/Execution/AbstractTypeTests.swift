import GraphQL
import Testing

/// Interfaces and unions whose Swift types do not keep their promises.
@Suite struct AbstractTypeTests {
    struct Cat: ObjectValue { var name: String }
    struct Dog: ObjectValue { var name: String }
    struct Fish: ObjectValue { var name: String }

    enum Pet: AbstractValue {
        case cat(String)
        case dog(String)
        /// Not possible here.
        case fish(String)
        /// Hands nothing over.
        case nobody
        /// Hands two over.
        case pair(String, String)

        func sort(into objects: inout ConcreteObjects) {
            switch self {
            case .cat(let name): objects.append(Cat(name: name))
            case .dog(let name): objects.append(Dog(name: name))
            case .fish(let name): objects.append(Fish(name: name))
            case .nobody: break
            case .pair(let first, let second):
                objects.append(Cat(name: first))
                objects.append(Dog(name: second))
            }
        }
    }

    private func answer(_ pets: [Pet], type: String) async throws -> String {
        let schema = try ExecutableSchema(
            Schema(
                """
                type Query { pets: \(type) }
                union Pet = Cat | Dog
                type Cat { name: String! loud: String! }
                type Dog { name: String! loud: String! }
                type Fish { name: String! }
                """),
            TypeBindings<Void> {
                ObjectType<Root, Void>("Query") { Field("pets") { _ in pets } }
                ObjectType<Cat, Void> {
                    Field("name", \.name)
                    Field("loud") { cats, _ in cats.map { $0.name.uppercased() } }
                }
                ObjectType<Dog, Void> {
                    Field("name", \.name)
                    Field("loud") { dogs, _ in dogs.map { $0.name.uppercased() } }
                }
                ObjectType<Fish, Void> { Field("name", \.name) }
            })
        return await schema.execute(
            "{ pets { __typename ... on Cat { loud } ... on Dog { name loud } } }", context: ()
        ).text
    }

    @Test(arguments: [Pet.nobody, .pair("x", "y"), .fish("f")])
    func `An object that cannot be is an error of its position, and shifts no other answer`(wrong: Pet) async throws {
        let answer = try await answer([.cat("a"), wrong, .dog("b"), wrong, .cat("c")], type: "[Pet]")
        let error = { (index: Int) in
            "{\"message\":\"Query.pets gave an object of a type that it cannot have.\",\"locations\":[{\"line\":1,\"column\":3}],"
                + "\"path\":[\"pets\",\(index)],\"extensions\":{\"code\":\"INTERNAL_ERROR\"}}"
        }
        #expect(
            answer == "{\"errors\":[\(error(1)),\(error(3))],\"data\":{\"pets\":["
                + #"{"__typename":"Cat","loud":"A"},null,{"__typename":"Dog","name":"b","loud":"B"},null,{"__typename":"Cat","loud":"C"}]}}"#
        )
        let strict = try await self.answer([.cat("a"), wrong], type: "[Pet!]!")
        #expect(strict == "{\"errors\":[\(error(1))],\"data\":null}")
    }
}
