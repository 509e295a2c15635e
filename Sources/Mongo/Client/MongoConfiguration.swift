/// How to reach MongoDB. Options that the URL states itself win over the values here.
package struct MongoConfiguration: Sendable {
    /// A connection string: `mongodb://host:port,…/?replicaSet=…`.
    package var url: String

    /// Told to the server; found in its log and in `currentOp`.
    package var applicationName: String

    /// How many calls run at once, each on a thread and a connection of its own.
    package var threads = 8

    /// How many calls may wait for a thread before further ones are refused.
    package var maximumWaiting = 1024

    /// How long to look for a suitable server, such as a new primary.
    package var serverSelectionTimeout: Duration = .seconds(2)

    package var connectTimeout: Duration = .seconds(2)

    /// How long a server may be silent within one command. Raise it for builds of large indexes.
    package var socketTimeout: Duration = .seconds(5)

    /// How long a thread waits for a connection. Matters only when the URL sets a smaller `maxPoolSize`.
    package var waitQueueTimeout: Duration = .seconds(1)

    /// How often each server is asked for its state when it does not tell by itself. At least half a second.
    package var heartbeatInterval: Duration = .seconds(5)

    package init(url: String, applicationName: String) {
        self.url = url
        self.applicationName = applicationName
    }
}
