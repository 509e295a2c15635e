// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that whoever uses the engine never builds its benchmarks.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "citylink", path: "..")],
    targets: [
        // The same answers in C, without GraphQL: what no engine can be faster than.
        .target(name: "CLimits", cSettings: [.unsafeFlags(["-O3"])]),
        .executableTarget(
            name: "engine-bench",
            dependencies: ["CLimits", .product(name: "GraphQL", package: "citylink")],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
