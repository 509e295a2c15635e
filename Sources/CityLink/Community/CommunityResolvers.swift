import GraphQL

enum CommunityResolvers {
    static var types: TypeBindings<CityRequest> {
        TypeBindings {
            Object<Post>("Post") {
                Field("id", \.id)
                Field.author
                Field("title", \.title)
                Field("body", \.body)
                Field("createdAt", \.createdAt)
                Field("neighborhood") { posts, context in try await context.referencedNeighborhoods(posts.map(\.region))
                }
                Field("board", \.board)
                Field("viewCount", \.viewCount)
                Field("reactions", \.reactions)
                Field("comments", Argument("first", Int.self), Argument("after", String?.self)) {
                    posts, context, first, after in
                    try await context.comments.pages(
                        of: Array(posts), first: first, after: after, deadline: context.deadline)
                }
            }
            Object<ReactionCount>("ReactionCount") {
                Field("kind", \.kind)
                Field("count", \.count)
            }
            Object<Comment>("Comment") {
                Field("id", \.id)
                Field.author
                Field("body", \.body)
                Field("createdAt", \.createdAt)
                Field("replies") { comments, context in
                    try await context.comments.replies(to: Array(comments), deadline: context.deadline)
                }
            }
            Object<AnonymousAuthor>("AnonymousAuthor") {
                Field("label", \.label)
                Field("isThreadAuthor", \.isThreadAuthor)
            }
            Page<Post>.connection("PostConnection")
            Page<Post>.edge("PostEdge")
            Page<Comment>.connection("CommentConnection")
            Page<Comment>.edge("CommentEdge")
            Object<PostPayload>("PostPayload") {
                Field("post", \.post)
                Field("problems", \.problems)
            }
            Object<CommentPayload>("CommentPayload") {
                Field("comment", \.comment)
                Field("post", \.post)
                Field("problems", \.problems)
            }
        }
    }

    static var mutations: [Field<Root, CityRequest>] {
        [
            Field("createPost", Argument("input", PostInput.self), Argument("idempotencyKey", UUIDText.self)) {
                context, input, key in
                try await context.writes.createPost(
                    input, by: context.request.signedInUser(), key: key, context.request)
            },
            Field("addComment", Argument("input", CommentInput.self), Argument("idempotencyKey", UUIDText.self)) {
                context, input, key in
                try await context.writes.addComment(
                    input, by: context.request.signedInUser(), key: key, context.request)
            },
        ]
    }
}
