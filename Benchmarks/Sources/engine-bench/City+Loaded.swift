import GraphQL

extension City {
    /// Reads `{"shops": […], "reviews": […], …}`, in which reviews, comments and variants name what they belong to.
    static func loaded(_ json: [UInt8]) throws -> City {
        let data = Data(try Value(json: json))
        let reviews = Dictionary(grouping: data.list("reviews")) { $0.text("shopId") }
        let comments = Dictionary(grouping: data.list("comments")) { $0.text("postId") }
        let variants = Dictionary(grouping: data.list("variants")) { $0.text("productId") }
        let shops = data.list("shops").map { shop in
            Shop(
                id: shop.text("id"), name: shop.text("name"), slug: shop.text("slug"),
                category: Category(rawValue: shop.text("category")) ?? .cafe, city: shop.text("city"),
                street: shop.text("street"), phone: shop.optionalText("phone"), rating: shop.double("rating"),
                reviewCount: shop.int("reviewCount"), openNow: shop["openNow"] == .boolean(true),
                reviews: reviews[shop.text("id"), default: []].map {
                    Review(
                        id: $0.text("id"), author: $0.text("author"), rating: $0.int("rating"), text: $0.text("text"),
                        createdAt: $0.text("createdAt"))
                })
        }
        let posts = data.list("posts").map { post in
            Post(
                id: post.text("id"), title: post.text("title"), body: post.text("body"), author: post.text("author"),
                likes: post.int("likes"), createdAt: post.text("createdAt"),
                comments: comments[post.text("id"), default: []].map {
                    Comment(
                        id: $0.text("id"), author: $0.text("author"), text: $0.text("text"),
                        createdAt: $0.text("createdAt"))
                })
        }
        let products = data.list("products").map { product in
            Product(
                id: product.text("id"), title: product.text("title"),
                variants: variants[product.text("id"), default: []].map {
                    Variant(id: $0.text("id"), title: $0.text("title"))
                })
        }
        return City(shops: shops, posts: posts, products: products)
    }
}

/// A JSON object, read by key.
private struct Data {
    private let fields: [String: Value]

    init(_ value: Value) {
        guard case .object(let fields) = value else {
            self.fields = [:]
            return
        }
        self.fields = Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    subscript(key: String) -> Value { fields[key] ?? .null }

    func optionalText(_ key: String) -> String? { if case .string(let text) = self[key] { text } else { nil } }

    func text(_ key: String) -> String { optionalText(key) ?? "" }

    func int(_ key: String) -> Int { if case .int(let number) = self[key] { number } else { 0 } }

    func double(_ key: String) -> Double {
        switch self[key] {
        case .int(let number): Double(number)
        case .float(let number): number
        default: 0
        }
    }

    func list(_ key: String) -> [Data] { if case .list(let items) = self[key] { items.map(Data.init) } else { [] } }
}
