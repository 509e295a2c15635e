import GraphQL

enum SearchResult: AbstractValue {
    case shop(Shop)
    case post(Post)

    func sort(into objects: inout ConcreteObjects) {
        switch self {
        case .shop(let shop): objects.append(shop)
        case .post(let post): objects.append(post)
        }
    }
}

struct ShopFilter: InputObjectValue {
    var category: Category?
    var minRating: Double?
    var openNow: Bool?
    var cities: [String]?

    static let fields = InputFields(
        "ShopFilter", Argument("category", Category?.self), Argument("minRating", Double?.self),
        Argument("openNow", Bool?.self), Argument("cities", [String]?.self), make: ShopFilter.init)
}

struct ReviewInput: InputObjectValue {
    var shopId: String
    var rating: Int
    var text: String

    static let fields = InputFields(
        "ReviewInput", Argument("shopId", String.self), Argument("rating", Int.self), Argument("text", String.self),
        make: ReviewInput.init)
}

extension City {
    /// The schema of the benchmark with a resolver for every field.
    static func schema(_ text: String, _ options: ExecutionOptions) throws -> ExecutableSchema<City> {
        try ExecutableSchema(Schema(text), types, options: options)
    }

    private static var types: TypeBindings<City> {
        TypeBindings {
            ObjectType<Root, City>("Query") {
                Field("shop", Argument("id", String.self)) { city, id in
                    city.request.shopsByID[id].map { city.request.shops[$0] }
                }
                Field("shops", Argument("first", Int?.self), Argument("offset", Int?.self)) { city, first, offset in
                    city.request.shops.dropFirst(offset ?? 0).prefix(first ?? .max)
                }
                Field("post", Argument("id", String.self)) { city, id in
                    city.request.postsByID[id].map { city.request.posts[$0] }
                }
                Field("posts", Argument("first", Int?.self)) { city, first in city.request.posts.prefix(first ?? .max) }
                Field("products", Argument("first", Int?.self)) { city, first in
                    city.request.products.prefix(first ?? .max)
                }
                Field("search", Argument("text", String.self), Argument("filter", ShopFilter?.self)) { _, _, _ in
                    [SearchResult]()
                }
            }
            ObjectType<Root, City>("Mutation") {
                Field("addReview", Argument("input", ReviewInput.self)) { city, _ in city.request.shops[0].reviews[0] }
            }
            ObjectType<Shop, City>("Shop") {
                Field("id", \.id)
                Field("name", \.name)
                Field("slug", \.slug)
                Field("category", \.category)
                Field("city", \.city)
                Field("street", \.street)
                Field("phone", \.phone)
                Field("rating", \.rating)
                Field("reviewCount", \.reviewCount)
                Field("openNow", \.openNow)
                Field("reviews", Argument("first", Int?.self)) { shops, _, first in
                    shops.map { $0.reviews.prefix(first ?? .max) }
                }
            }
            ObjectType<Review, City>("Review") {
                Field("id", \.id)
                Field("author", \.author)
                Field("rating", \.rating)
                Field("text", \.text)
                Field("createdAt", \.createdAt)
            }
            ObjectType<Post, City>("Post") {
                Field("id", \.id)
                Field("title", \.title)
                Field("body", \.body)
                Field("author", \.author)
                Field("likes", \.likes)
                Field("createdAt", \.createdAt)
                Field("comments", Argument("first", Int?.self)) { posts, _, first in
                    posts.map { $0.comments.prefix(first ?? .max) }
                }
            }
            ObjectType<Comment, City>("Comment") {
                Field("id", \.id)
                Field("author", \.author)
                Field("text", \.text)
                Field("createdAt", \.createdAt)
            }
            ObjectType<Product, City>("Product") {
                Field("id", \.id)
                Field("title", \.title)
                Field("variants", Argument("first", Int?.self)) { products, _, first in
                    products.map { $0.variants.prefix(first ?? .max) }
                }
            }
            ObjectType<Variant, City>("Variant") {
                Field("id", \.id)
                Field("title", \.title)
            }
        }
    }
}
