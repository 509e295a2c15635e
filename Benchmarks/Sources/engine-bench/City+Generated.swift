/// The same numbers on every machine, in every run. [SplitMix64](https://prng.di.unimi.it/splitmix64.c)
private struct Dice {
    private var state: UInt64 = 20_261_122

    mutating func roll(_ range: ClosedRange<Int>) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return range.lowerBound + Int(mixed % UInt64(range.count))
    }

    mutating func pick<T>(_ items: [T]) -> T { items[roll(0...items.count - 1)] }

    mutating func words(_ count: ClosedRange<Int>) -> String {
        (0..<roll(count)).map { _ in pick(Dice.words) }.joined(separator: " ")
    }

    mutating func time() -> String {
        "2026-\(two(1...12))-\(two(1...28))T\(two(0...23)):\(two(0...59)):\(two(0...59))Z"
    }

    private mutating func two(_ range: ClosedRange<Int>) -> String { City.padded(roll(range), 2) }

    private static let words = """
        bright quick amber fold harbour stone clever mellow north garden paper copper silver lantern window market \
        bridge river cedar maple corner station evening morning warm fresh honest friendly quiet slow busy tidy small \
        grand old new local seasonal
        """.split(separator: " ").map(String.init)
}

extension City {
    /// Shops of 20 reviews, as many posts of 10 comments, 250 products of 250 variants. A tenth of the names is not
    /// ASCII; a twentieth of the reviews has quotes and a newline.
    static func generated(shopCount: Int = 1000) -> City {
        var dice = Dice()
        var (shops, posts, products) = ([Shop](), [Post](), [Product]())
        let cities = ["Riverside", "Oakford", "서울", "Lindholm", "Port Ames", "Zürich", "Eastvale", "São Bento"]
        let people = ["Ada", "Bo", "Chidi", "Dana", "Eun-ji", "Grete", "Ines", "Jørgen", "Kofi", "Lena", "민준", "Noor"]
        for number in 0..<shopCount {
            var name = capitalized(dice.words(2...3))
            if dice.roll(1...10) == 1 { name += " " + dice.pick(["카페", "Bäckerei", "Épicerie"]) }
            let shop = Shop(
                id: "shop-\(padded(number, 4))", name: name,
                slug: "\(name.lowercased().replacing(" ", with: "-"))-\(number)",
                category: dice.pick(Category.allCases),
                city: dice.pick(cities), street: "\(dice.roll(1...299)) \(capitalized(dice.words(1...1))) Street",
                phone: dice.roll(1...10) == 1 ? nil : "+1-555-\(padded(dice.roll(0...9999), 4))",
                rating: Double(dice.roll(1...4) * 10 + dice.roll(1...9)) / 10, reviewCount: 20,
                openNow: dice.roll(1...10) <= 7,
                reviews: (0..<20).map { review in
                    var text = capitalized(dice.words(6...18)) + "."
                    if dice.roll(1...20) == 1 { text = "They said \"\(dice.words(1...3))\"\n\(text)" }
                    return Review(
                        id: "rev-\(padded(number, 4))-\(padded(review, 2))", author: dice.pick(people),
                        rating: dice.roll(1...5), text: text, createdAt: dice.time())
                })
            shops.append(shop)
            let post = Post(
                id: "post-\(padded(number, 4))", title: capitalized(dice.words(3...7)),
                body: capitalized(dice.words(40...90)) + ".", author: dice.pick(people), likes: dice.roll(0...5000),
                createdAt: dice.time(),
                comments: (0..<10).map { comment in
                    Comment(
                        id: "com-\(padded(number, 4))-\(padded(comment, 2))", author: dice.pick(people),
                        text: capitalized(dice.words(4...20)) + ".", createdAt: dice.time())
                })
            posts.append(post)
        }
        for number in 0..<250 {
            let variants = (0..<250).map { variant in
                Variant(id: "var-\(padded(number, 3))-\(padded(variant, 3))", title: dice.words(2...2))
            }
            products.append(
                Product(id: "prod-\(padded(number, 3))", title: capitalized(dice.words(2...3)), variants: variants))
        }
        return City(shops: shops, posts: posts, products: products)
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

/// A document of 100 KB: aliases, arguments, and forty pairs of fragments.
func generatedLargeDocument() -> String {
    let shop = "id name slug category city street phone rating reviewCount openNow"
    let review = "id author rating text createdAt"
    var fragments = ""
    for number in 0..<40 {
        fragments += "fragment F\(number) on Shop { \(shop) reviews(first: \(number + 1)) { ...R\(number) } }\n"
        fragments += "fragment R\(number) on Review { \(review) }\n"
    }
    var fields = ""
    var number = 0
    while fragments.utf8.count + fields.utf8.count < 100_000 {
        fields += "  s\(number): shop(id: \"shop-\(City.padded(number % 1000, 4))\") "
        fields += "{ id name a\(number): slug city ...F\(number % 40) "
        fields += "more: reviews(first: \(number % 20 + 1)) { id author text } }\n"
        fields +=
            "  p\(number): posts(first: \(number % 50 + 1)) { id title body comments(first: 3) { id author text } }\n"
        number += 1
    }
    return "query Big {\n\(fields)}\n\(fragments)"
}
