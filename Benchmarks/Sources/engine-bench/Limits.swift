import CLimits

/// The data once more as C structs, and the answers written from them by hand.
///
/// What it allocates lives until the program ends.
struct Limits {
    private var shops = Limits.keep([LimitShop]())
    private var posts = Limits.keep([LimitPost]())
    private var products = Limits.keep([LimitProduct]())
    private let output: UnsafeMutablePointer<UInt8>

    /// All texts, one behind the other.
    private let texts = UnsafeMutablePointer<UInt8>.allocate(capacity: Limits.textCapacity)
    private var used = 0
    private static let textCapacity = 32 << 20

    init(_ city: City) {
        output = .allocate(capacity: 16 << 20)
        shops = Limits.keep(
            city.shops.map { shop in
                let reviews = shop.reviews.map {
                    LimitReview(
                        id: text($0.id), author: text($0.author), text: text($0.text),
                        created_at: text($0.createdAt), rating: Int32($0.rating))
                }
                return LimitShop(
                    id: text(shop.id), name: text(shop.name), slug: text(shop.slug),
                    category: text(shop.category.rawValue), city: text(shop.city),
                    street: text(shop.street), phone: shop.phone.map { text($0) } ?? LimitText(),
                    rating: shop.rating, review_count: Int32(shop.reviewCount), open_now: shop.openNow,
                    reviews: Limits.keep(reviews), reviews_count: reviews.count)
            })
        posts = Limits.keep(
            city.posts.map { post in
                let comments = post.comments.map {
                    LimitComment(
                        id: text($0.id), author: text($0.author), text: text($0.text),
                        created_at: text($0.createdAt))
                }
                return LimitPost(
                    id: text(post.id), title: text(post.title), body: text(post.body),
                    author: text(post.author), created_at: text(post.createdAt), likes: Int32(post.likes),
                    comments: Limits.keep(comments), comments_count: comments.count)
            })
        products = Limits.keep(
            city.products.map { product in
                let variants = product.variants.map { LimitVariant(id: text($0.id), title: text($0.title)) }
                return LimitProduct(
                    id: text(product.id), title: text(product.title), variants: Limits.keep(variants),
                    variants_count: variants.count)
            })
    }

    private mutating func text(_ text: String) -> LimitText {
        var text = text
        return text.withUTF8 { utf8 in
            precondition(used + utf8.count + 16 <= Limits.textCapacity, "the data is larger than the generated data")
            let copy = texts + used
            if let base = utf8.baseAddress { copy.update(from: base, count: utf8.count) }
            used += utf8.count
            return LimitText(bytes: copy, count: utf8.count)
        }
    }

    private static func keep<T>(_ items: [T]) -> UnsafePointer<T> {
        let copy = UnsafeMutablePointer<T>.allocate(capacity: max(1, items.count))
        copy.initialize(from: items, count: items.count)
        return UnsafePointer(copy)
    }

    /// Writes the answer to the nested case for so many shops, of which there must be as many. Returns its size.
    func writeNested(shops count: Int, reviews: Int) -> Int { limit_nested(output, shops, count, reviews) }

    /// Writes the answer to a case; `nil` for a case that has no hand-written answer.
    func write(_ name: String) -> UnsafeRawBufferPointer? {
        let count: Int
        switch name {
        case "tiny": count = limit_tiny(output)
        case "shop1": count = limit_shop(output, shops + 42)
        case "list50": count = limit_shops(output, shops, 50)
        case "nested50x20": count = limit_nested(output, shops, 50, 20)
        case "posts20x10": count = limit_posts(output, posts, 20, 10)
        case "grid250x250": count = limit_products(output, products, 250, 250)
        default: return nil
        }
        return UnsafeRawBufferPointer(start: output, count: count)
    }
}
