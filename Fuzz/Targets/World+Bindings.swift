@testable import GraphQL

extension World {
    struct Failure: Error {}

    static let bindings = TypeBindings<Int> {
        query
        changes
        person
        ObjectType<Address, Int>("Address") {
            Field("street", \.street)
            Field("lines", \.lines)
            Field("number", \.number)
            Field("zqxLevel", \.level)
        }
        ObjectType<Dog, Int>("Dog") {
            Field("id", \.id)
            Field("name", \.name)
            Field("owner") { dogs, _ -> [Person?] in dogs.map { person($0.owner) } }
            Field("barks", \.barks)
            Field("size", \.size)
        }
        ObjectType<Cat, Int>("Cat") {
            Field("id", \.id)
            Field("name", \.name)
            Field("owner") { cats, _ async throws -> [Person?] in
                await Task.yield()
                return cats.map { person($0.owner) }
            }
            Field("lives", \.lives)
            Field("size", \.size)
        }
        ObjectType<Stone, Int>("Stone") {
            Field("weight", \.weight)
            Field("size", \.size)
        }
        ObjectType<Vault, Int>("ZqxVault") { Field("zqxGold", \.gold) }
        ObjectType<Numbers, Int>("Numbers") {
            Field("int", \.int)
            Field("big", \.big)
            Field("long") { numbers, _ -> [AnyScalar?] in numbers.map { AnyScalar(.int($0.big ?? 0)) } }
            Field("float", \.float)
            Field("infinite", \.infinite)
            Field("single", \.single)
            Field("flag", \.flag)
        }
    }

    private static var query: ObjectType<Root, Int> {
        ObjectType<Root, Int>("Query") {
            Field(
                "people", Argument("first", Int.self), Argument("mood", Mood?.self), Argument("zqxFlag", Bool.self)
            ) { _, first, mood, flag -> [Person] in
                if flag { throw Failure() }
                return people.filter { mood == nil || $0.mood == mood }.prefix(max(first, 0)).map(\.self)
            }
            Field("person", Argument("id", String.self)) { _, id -> Person? in people.first { $0.id == id } }
            Field("animals") { _ -> [Animal?] in [nil] + pets(of: 0) + [nil] + pets(of: 1) }
            Field("found", Argument("kind", Kind?.self)) { _, kind async throws -> Found? in
                await Task.yield()
                switch kind {
                case .person: return .person(people[1])
                case .dog: return .dog(Dog(id: "d2", name: nil, owner: 2, barks: true, size: nil))
                case .stone: return .stone(Stone(weight: 2.5, size: 3))
                case .vault: return .vault(Vault())
                case .error: throw Failure()
                case .nothing, nil: return nil
                }
            }
            Field("nodes", Argument("ids", [String].self)) { _, ids -> [Node?] in
                ids.prefix(8).map { id in
                    if id == "nobody" { return .nobody }
                    if id == "d" { return .dog(Dog(id: id, name: nil, owner: 2, barks: true, size: nil)) }
                    return people.first { $0.id == id }.map(Node.person)
                }
            }
            Field("later", Argument("value", String?.self)) { _, value async throws -> String? in
                await Task.yield()
                await Task.yield()
                return value
            }
            Field("echo", Argument("value", AnyScalar?.self)) { _, value in value }
            Field(
                "describe", Argument("filter", Filter.self), Argument("choice", Choice?.self),
                Argument("filters", [Filter]?.self)
            ) { _, filter, choice, filters in
                "\(filter.text) \(choice?.id ?? "-") \(filters?.count ?? -1)"
            }
            Field("matrix", Argument("rows", [[Int?]]?.self)) { _, rows -> [[Int?]?]? in
                rows.map { $0.map { $0.isEmpty ? nil : $0 } }
            }
            Field("numbers") { _ in Numbers() }
            Field("broken") { _ -> Int? in throw Failure() }
            Field("brokenList") { _ async throws -> [Int]? in [1, 5_000_000_000, 2] }
            Field("strictlyBroken") { _ async throws -> Int in
                throw GraphQLError("Strictly broken.", code: ErrorCode("BROKEN"))
            }
            Field<Root, Int>("wrongCount") { (_: Parents<Root>, _) -> [[Person]?] in [nil, nil] }
            Field("vault") { _ -> Vault? in Vault() }
            Field("old") { _ -> String? in "old" }
        }
    }

    private static var changes: TypeBindings<Int> {
        TypeBindings<Int> {
            ObjectType<Root, Int>("Mutation") {
                Field("add", Argument("number", Int.self)) { context, number async throws -> Int in
                    await Task.yield()
                    return context.request &+ number
                }
                Field("fail") { _ -> Int? in throw Failure() }
                Field("rename", Argument("id", String.self), Argument("name", String?.self)) { _, id, name in
                    people.first { $0.id == id }.map { old -> Person in
                        var person = old
                        person.name = name
                        return person
                    }
                }
            }
            ObjectType<Root, Int>("Subscription") {
                Subscription("added") { _ in Events<Person?>(of: [people[0], nil, people[1]]) }
                Subscription("removed", Argument("id", String?.self)) { _, id in
                    Events<Result<Person?, any Error>>(
                        of: [.failure(Failure()), .success(people.first { $0.id == id })])
                }
            }
        }
    }

    private static var person: ObjectType<Person, Int> {
        ObjectType<Person, Int>("Person") {
            Field("id", \.id)
            Field("name", \.name)
            Field("age", \.age)
            Field("height", \.height)
            Field("mood", \.mood)
            Field("address", \.address)
            Field("addresses", \.addresses)
            Field("this") { people, _ -> [Person] in people.map(\.self) }
            Field("next") { people, _ -> [Person?] in people.map { person($0.number + 1) } }
            Field("strictNext") { people, _ -> [Result<Person, any Error>] in
                people.map { person($0.number + 1).map(Result.success) ?? .failure(Failure()) }
            }
            Field("friends", Argument("first", Int?.self)) { parents, _, first async throws -> [[Person]] in
                await Task.yield()
                if first == 0 { throw Failure() }
                return parents.map { Array(people[min($0.number + 1, people.count)...].prefix(max(first ?? 0, 0))) }
            }
            Field("pets") { people, _ -> [[Animal]] in people.map { pets(of: $0.number) } }
            Field("petsByName", Argument("name", String?.self)) { people, _, name -> [[Animal?]?] in
                people.map { person in name == nil ? nil : pets(of: person.number) + [nil] }
            }
            Field("slowPets") { people, _ async throws -> [[Animal]?] in
                await Task.yield()
                return people.map { pets(of: $0.number) }
            }
            Field("slowAge") { people, _ async throws -> [Result<Int, any Error>] in
                people.map { person in person.age.map(Result.success) ?? .failure(Failure()) }
            }
            Field("zqxCode") { people, _ -> [String?] in people.map(\.name) }
            Field("zqxSlow") { people, _ -> [Person?] in people.map { _ in nil } }
        }
    }

    private static func person(_ number: Int) -> Person? { people.indices.contains(number) ? people[number] : nil }
}
