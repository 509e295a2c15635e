import GraphQL
import Testing

@Suite struct TornSchemaTests {
    /// Words are swapped, dropped and doubled: most results are no schemas, in ever different ways.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func `Whatever is torn in a schema, it is refused or still prints and reads as itself`(seed: UInt64) {
        var random = RandomSchema(seed: seed)
        let source = random.sdl()
        for _ in 0..<10 {
            let text = random.torn(source)
            guard let schema = try? Schema(text) else { continue }
            #expect((try? Schema(schema.sdl))?.dump == schema.dump, "\(text)")
        }
    }
}
