import BusCore
import CoordBus
import Foundation
import Testing
import TestSupport

/// The page, the configuration and the bus know the same defaults.
@Suite struct LimitsTests {
    @Test("the bounds that the configuration gives by default are the bus's own defaults")
    func configurationAndBus() {
        let configured = Configuration().limits
        let own = BusLimits()
        #expect(configured.eventBytes == own.eventBytes)
        #expect(configured.messageBytes == own.messageBytes)
        #expect(configured.messageEvents == own.messageEvents)
        #expect(configured.batchBytes == own.batchBytes)
        #expect(configured.recentBytes == own.recentBytes)
        #expect(configured.deliveryBytes == own.deliveryBytes)
        #expect(configured.sessions == own.sessions)
        #expect(configured.subscriptionsPerSession == own.subscriptionsPerSession)
        #expect(configured.fetchesPerSession == own.fetchesPerSession)
        #expect(configured.silenceNanoseconds == own.silenceNanoseconds)
    }

    @Test("what only the daemon bounds stands on the page as it is configured")
    func page() throws {
        let page = try String(
            contentsOf: packageRoot.appending(path: "docs/protocol.md"), encoding: .utf8)
        let configuration = Configuration()
        #expect(
            page.contains("| handshake of a connection | \(configuration.handshakeSeconds) s |"))
        #expect(
            page.contains(
                "| messages of the bus that a client leaves unread | \(configuration.unreadMessages) |"
            ))
        #expect(page.contains("by default at `\(configuration.listen)`"))
    }
}
