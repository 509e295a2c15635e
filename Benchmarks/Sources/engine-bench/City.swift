import GraphQL

/// The data that every case reads: plain structs in arrays, as a program without GraphQL would have them.
final class City: Sendable {
    let shops: [Shop]
    let posts: [Post]
    let products: [Product]
    let shopsByID: [String: Int]
    let postsByID: [String: Int]

    init(shops: [Shop], posts: [Post], products: [Product]) {
        self.shops = shops
        self.posts = posts
        self.products = products
        shopsByID = Dictionary(uniqueKeysWithValues: shops.enumerated().map { ($1.id, $0) })
        postsByID = Dictionary(uniqueKeysWithValues: posts.enumerated().map { ($1.id, $0) })
    }
}

enum Category: String, EnumValue {
    case cafe = "CAFE"
    case bakery = "BAKERY"
    case books = "BOOKS"
    case grocery = "GROCERY"
    case hardware = "HARDWARE"
    case pharmacy = "PHARMACY"
}

struct Shop: ObjectValue {
    var id: String
    var name: String
    var slug: String
    var category: Category
    var city: String
    var street: String
    var phone: String?
    var rating: Double
    var reviewCount: Int
    var openNow: Bool
    var reviews: [Review] = []
}

struct Review: ObjectValue {
    var id: String
    var author: String
    var rating: Int
    var text: String
    var createdAt: String
}

struct Post: ObjectValue {
    var id: String
    var title: String
    var body: String
    var author: String
    var likes: Int
    var createdAt: String
    var comments: [Comment] = []
}

struct Comment: ObjectValue {
    var id: String
    var author: String
    var text: String
    var createdAt: String
}

struct Product: ObjectValue {
    var id: String
    var title: String
    var variants: [Variant] = []
}

struct Variant: ObjectValue {
    var id: String
    var title: String
}
