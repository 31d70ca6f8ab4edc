import Catalog
import DiscogsSimulator
import Records
import Testing

@testable import Discogs

@Suite("Typed calls", .serialized, .timeLimit(.minutes(10)))
struct TypedCallTests {
    @Test(
        "Read the reply of every operation as its model, from a server",
        arguments: Endpoint.all.filter { $0.reply.model != nil })
    func read(endpoint: Endpoint) async throws {
        let model = try #require(endpoint.reply.model)
        try await withAccount { client in
            var request = DiscogsRequest.to(endpoint)
            for (name, value) in Self.arguments where endpoint.parameter(named: name) != nil {
                // What may be left out would only choose among the rows.
                if endpoint.parameter(named: name)?.place != .query {
                    request = request.with(name, value)
                }
            }
            if endpoint.name == Endpoint.orderEdit.name {
                request = DiscogsRequest.to(endpoint).with("order_id", Self.order).with(
                    "status", "Buyer Contacted")
            }
            let count = try await count(model, endpoint, request, client)
            #expect(count > 0)
        }
    }

    @Test("Go through all pages, and leave out what was there before")
    func pages() async throws {
        try await withAccount { client in
            let request = DiscogsRequest.to(.collection).with("username", "sample-owner")
            var ids: [Int64?] = []
            for try await item in client.rows(CollectionItem.self, from: request, perPage: 50) {
                ids.append(item.instanceID)
            }
            #expect(ids.count == 120 && Set(ids).count == 120)
        }
    }

    @Test("Send what has no answer, and read what has commas")
    func send() async throws {
        try await withAccount { client in
            let deleted = try await client.send(
                .to(.wantlistDelete).with("username", "sample-owner")
                    .with("release_id", 9_300_000_001))
            #expect(deleted.status == 204 && deleted.body.isNull)
            let table = try await client.send(
                .to(.inventoryExportDownload).with("export_id", 9_700_000_001))
            #expect(table.body.arrayValue?.count == 8)
            let begun = try await client.send(.to(.inventoryExportRequest))
            #expect(begun.location == "/inventory/export/9900000001")
        }
    }

    @Test("Every endpoint is a member of Endpoint, named as its command")
    func members() {
        let members: [String: Endpoint] = [
            "collection": .collection,
            "collectionRelease": .collectionRelease,
            "collectionFolders": .collectionFolders,
            "collectionFolder": .collectionFolder,
            "collectionFolderCreate": .collectionFolderCreate,
            "collectionFolderEdit": .collectionFolderEdit,
            "collectionFolderDelete": .collectionFolderDelete,
            "collectionAdd": .collectionAdd,
            "collectionEdit": .collectionEdit,
            "collectionDelete": .collectionDelete,
            "collectionFields": .collectionFields,
            "collectionFieldEdit": .collectionFieldEdit,
            "collectionValue": .collectionValue,
            "release": .release,
            "releaseRating": .releaseRating,
            "releaseRatingEdit": .releaseRatingEdit,
            "releaseRatingDelete": .releaseRatingDelete,
            "communityRating": .communityRating,
            "releaseStats": .releaseStats,
            "master": .master,
            "masterVersions": .masterVersions,
            "artist": .artist,
            "artistReleases": .artistReleases,
            "label": .label,
            "labelReleases": .labelReleases,
            "inventoryExports": .inventoryExports,
            "inventoryExport": .inventoryExport,
            "inventoryExportRequest": .inventoryExportRequest,
            "inventoryExportDownload": .inventoryExportDownload,
            "inventoryUploads": .inventoryUploads,
            "inventoryUpload": .inventoryUpload,
            "inventoryUploadAdd": .inventoryUploadAdd,
            "inventoryUploadChange": .inventoryUploadChange,
            "inventoryUploadDelete": .inventoryUploadDelete,
            "lists": .lists,
            "list": .list,
            "inventory": .inventory,
            "listing": .listing,
            "listingCreate": .listingCreate,
            "listingEdit": .listingEdit,
            "listingDelete": .listingDelete,
            "orders": .orders,
            "order": .order,
            "orderEdit": .orderEdit,
            "orderMessages": .orderMessages,
            "orderMessageAdd": .orderMessageAdd,
            "fee": .fee,
            "marketplaceStats": .marketplaceStats,
            "priceSuggestions": .priceSuggestions,
            "search": .search,
            "identity": .identity,
            "profile": .profile,
            "profileEdit": .profileEdit,
            "submissions": .submissions,
            "contributions": .contributions,
            "wantlist": .wantlist,
            "wantlistAdd": .wantlistAdd,
            "wantlistEdit": .wantlistEdit,
            "wantlistDelete": .wantlistDelete,
        ]
        for (member, endpoint) in members {
            let words = endpoint.name.split(separator: "-")
            let name = words.dropFirst().reduce(String(words[0])) {
                $0 + $1.prefix(1).uppercased() + $1.dropFirst()
            }
            #expect(name == member)
        }
        #expect(Set(members.values.map(\.name)) == Set(Endpoint.all.map(\.name)))
    }

    private static let order = "9400000001-1"

    private static let arguments = [
        "release_id": "9300000001", "master_id": "9200000001", "artist_id": "9000000001",
        "label_id": "9100000001", "username": "sample-owner", "folder": "2", "rating": "4",
        "listing_id": "9600000001", "order_id": order, "message": "Thank you", "price": "10",
        "condition": "M", "export_id": "9700000001", "upload_id": "9700000101",
        "list_id": "9800000001", "name": "Late night", "location": "Lisbon", "notes": "mono",
    ]

    private func count<Model: DiscogsModel>(
        _ model: Model.Type, _ endpoint: Endpoint, _ request: DiscogsRequestBuilder,
        _ client: DiscogsClient
    ) async throws -> Int {
        if endpoint.reply.isObject {
            _ = try await client.object(model, from: request)
            return 1
        }
        var count = 0
        for try await _ in client.rows(model, from: request) { count += 1 }
        return count
    }

    private static let catalogue = SampleCatalog()

    private func withAccount(
        _ body: (DiscogsClient) async throws -> Void
    ) async throws {
        var configuration = SimulatorConfiguration()
        configuration.limit = 1000
        // It is left running: a server that stops while it takes a connection brings down all tests.
        let simulator = try await DiscogsSimulator.start(
            source: Self.catalogue, configuration: configuration)
        try await withClient(
            of: simulator.baseURL, configure: { $0.rateLimit = 1000 }, body)
    }
}
