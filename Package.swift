// swift-tools-version:6.2
import PackageDescription

/// What every target of ours is compiled with.
let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Wrapper targets lend bytes as spans, which needs lifetime annotations.
let wrapper = strict + [.enableExperimentalFeature("Lifetimes")]

/// C++ shims: a C header, no exceptions across it.
let cxx: [CXXSetting] = [.unsafeFlags(["-O2", "-fno-rtti"], .when(configuration: .debug))]

let package = Package(
    name: "coordbus",
    products: [
        .library(name: "CoordBus", targets: ["CoordBus"]),
        .library(name: "Events", targets: ["Events"]),
        .executable(name: "coordd", targets: ["coordd"]),
        .executable(name: "coordctl", targets: ["coordctl"]),
        .executable(name: "agency", targets: ["agency"]),
        .executable(name: "coordbench", targets: ["coordbench"]),
    ],
    targets: [
        // C libraries: headers and module maps.
        .target(name: "CLinux"),
        .target(name: "CBytes", linkerSettings: [.linkedLibrary("isal")]),
        .target(name: "CSimdjson", cxxSettings: cxx, linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CTOML"),
        .target(
            name: "CXML2", cSettings: [.unsafeFlags(["-I/usr/include/libxml2"])],
            linkerSettings: [.linkedLibrary("xml2")]),
        .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CSystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CMicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
        .target(
            name: "CPages", exclude: ["page"],
            cSettings: [.unsafeFlags(["-std=gnu23"])]),

        // One Swift wrapper a library: the only `unsafe`.
        .target(name: "Bytes", dependencies: ["CBytes"], swiftSettings: wrapper),
        .target(name: "JSON", dependencies: ["Bytes", "CSimdjson"], swiftSettings: wrapper),
        .target(name: "Platform", dependencies: ["Bytes", "CLinux"], swiftSettings: wrapper),
        .target(name: "ZeroMQ", dependencies: ["Bytes", "CZeroMQ"], swiftSettings: wrapper),
        .target(name: "SQLite", dependencies: ["CSQLite", "Bytes"], swiftSettings: wrapper),
        .target(name: "Systemd", dependencies: ["CSystemd"], swiftSettings: wrapper),
        .target(name: "Crypto", dependencies: ["Bytes", "CCrypto"], swiftSettings: wrapper),
        .target(name: "TOML", dependencies: ["CTOML"], swiftSettings: wrapper),
        .target(name: "XML", dependencies: ["Bytes", "CXML2"], swiftSettings: wrapper),
        .target(name: "Zlib", dependencies: ["Bytes", "CZlib"], swiftSettings: wrapper),
        .target(
            name: "HTTP", dependencies: ["Bytes", "CMicrohttpd", "CPages"], swiftSettings: wrapper),

        // The layers, lowest first.
        .target(name: "Events", dependencies: ["Bytes", "JSON"], swiftSettings: strict),
        .target(
            name: "BusCore", dependencies: ["Bytes", "Crypto", "Events", "JSON"],
            swiftSettings: strict),
        .target(name: "Overlap", dependencies: ["Crypto", "JSON"], swiftSettings: strict),
        .target(
            name: "Reports", dependencies: ["Crypto", "JSON", "TOML"],
            resources: [
                .embedInCode("Data/labels.toml"), .embedInCode("Data/countries.csv"),
                .embedInCode("Data/regions.toml"),
            ],
            swiftSettings: strict),
        .target(
            name: "CoordBus",
            dependencies: [
                "BusCore", "Bytes", "Crypto", "Events", "HTTP", "JSON", "Overlap", "Platform",
                "Reports", "SQLite", "Systemd", "TOML", "ZeroMQ",
            ],
            swiftSettings: strict),
        .target(
            name: "Agents",
            dependencies: [
                "Bytes", "CoordBus", "Crypto", "Events", "JSON", "Platform", "SQLite", "TOML",
                "XML", "Zlib",
            ],
            swiftSettings: strict),

        // Programs.
        .executableTarget(
            name: "coordd", dependencies: ["CoordBus", "Platform"], swiftSettings: strict),
        .executableTarget(
            name: "coordctl",
            dependencies: [
                "Agents", "BusCore", "Bytes", "CoordBus", "Crypto", "Events", "JSON", "Overlap",
                "Platform", "Reports", "ZeroMQ",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "agency",
            dependencies: [
                "Agents", "BusCore", "Bytes", "CoordBus", "JSON", "Platform", "ZeroMQ",
            ],
            swiftSettings: strict),
        .target(name: "CAllocationCount"),
        .executableTarget(
            name: "coordbench",
            dependencies: [
                "Agents", "BusCore", "Bytes", "CAllocationCount", "CoordBus", "Crypto", "Events",
                "HTTP", "JSON", "Overlap", "Platform", "Reports", "ZeroMQ",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "adapter-example",
            dependencies: ["BusCore", "CoordBus", "JSON", "Platform", "ZeroMQ"],
            path: "examples/swift", swiftSettings: strict),

        // Tests.
        .target(
            name: "TestSupport", dependencies: ["Bytes", "Platform"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .testTarget(name: "TidyTests", dependencies: ["TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "BytesTests", dependencies: ["Bytes", "JSON", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "EventsTests", dependencies: ["Bytes", "Events", "JSON", "TestSupport"],
            exclude: ["agree.py", "examples"], swiftSettings: strict),
        .testTarget(
            name: "BusCoreTests",
            dependencies: ["BusCore", "Bytes", "Events", "JSON", "TestSupport"],
            exclude: ["vectors"], swiftSettings: strict),
        .testTarget(
            name: "OverlapTests",
            dependencies: ["Bytes", "JSON", "Overlap", "Platform", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ReportsTests", dependencies: ["Events", "Reports", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "LogTests",
            dependencies: ["BusCore", "Bytes", "CoordBus", "Crypto", "Platform", "TestSupport"],
            exclude: ["golden"], swiftSettings: strict),
        .testTarget(
            name: "AnalystTests",
            dependencies: [
                "BusCore", "Bytes", "CoordBus", "Events", "JSON", "Platform", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "AgentsTests",
            dependencies: [
                "Agents", "Bytes", "CoordBus", "Crypto", "Events", "JSON", "Platform", "SQLite",
                "TOML",
                "TestSupport", "XML", "Zlib",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RegisterTests",
            dependencies: [
                "Agents", "BusCore", "Bytes", "CoordBus", "Crypto", "Events", "JSON", "Platform",
                "Reports", "SQLite", "TestSupport",
            ],
            exclude: ["count_report.py"],
            swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "BusCore", "Bytes", "CoordBus", "Events", "HTTP", "JSON", "Platform", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ProcessTests",
            dependencies: [
                "BusCore", "Bytes", "CoordBus", "Events", "JSON", "Platform", "TestSupport",
                "ZeroMQ",
            ],
            exclude: ["web"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
