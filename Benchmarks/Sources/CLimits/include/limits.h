// The answers of the benchmark written by hand from C structs: the limit that engines are compared with.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// UTF-8; sixteen bytes behind it may be read. `bytes` is NULL for a missing value.
typedef struct { const uint8_t *bytes; size_t count; } LimitText;

typedef struct { LimitText id, author, text, created_at; int32_t rating; } LimitReview;
typedef struct {
    LimitText id, name, slug, category, city, street, phone;
    double rating;
    int32_t review_count;
    bool open_now;
    const LimitReview *reviews;
    size_t reviews_count;
} LimitShop;
typedef struct { LimitText id, author, text, created_at; } LimitComment;
typedef struct {
    LimitText id, title, body, author, created_at;
    int32_t likes;
    const LimitComment *comments;
    size_t comments_count;
} LimitPost;
typedef struct { LimitText id, title; } LimitVariant;
typedef struct { LimitText id, title; const LimitVariant *variants; size_t variants_count; } LimitProduct;

// Each writes a whole answer and returns its size. `to` has room for it: six bytes for each byte of text, and the keys.
size_t limit_tiny(uint8_t *to);
size_t limit_shop(uint8_t *to, const LimitShop *shop);
size_t limit_shops(uint8_t *to, const LimitShop *shops, size_t count);
size_t limit_nested(uint8_t *to, const LimitShop *shops, size_t count, size_t reviews);
size_t limit_posts(uint8_t *to, const LimitPost *posts, size_t count, size_t comments);
size_t limit_products(uint8_t *to, const LimitProduct *products, size_t count, size_t variants);
