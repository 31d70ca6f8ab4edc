import Discogs

/// A store for who keeps no answers: nothing is found in it and nothing is put there, but what a
/// write makes wrong is forgotten, since a later session may look for it.
package struct ForgettingStore: ResponseStore {
    private let store: SQLiteResponseStore

    package init(_ store: SQLiteResponseStore) { self.store = store }

    package func find(_ key: ResponseKey) async -> FoundResponse {
        FoundResponse(response: nil, ticket: nil)
    }

    package func keep(
        _ response: StoredResponse, under key: ResponseKey, ticket: StoreTicket
    ) async {}

    package func forget(
        in scope: ResponseKey.Scope, where isWrong: @Sendable (String, String) -> Bool
    ) async {
        await store.forget(in: scope, where: isWrong)
    }
}
