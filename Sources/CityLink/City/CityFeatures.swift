import GraphQL

/// The features of the city, put together: one line for each.
enum CityFeatures {
    static var types: TypeBindings<CityRequest> {
        TypeBindings {
            PlaceResolvers.types
            TransitResolvers.types
            ShopResolvers.types
            CommunityResolvers.types
            AccountResolvers.types
            WriteResolvers.types
            OperationsResolvers.types
            Page<Shop>.pageInfo
            Object<Root>("Query") {
                NodeResolvers.queries
                PlaceResolvers.queries
                TransitResolvers.queries
                ShopResolvers.queries
                OperationsResolvers.queries
            }
            Object<Root>("Mutation") {
                ShopResolvers.mutations
                CommunityResolvers.mutations
            }
        }
    }
}
