import Discogs
import Records

/// What is sold, and prices.
extension AccountRows {
    mutating func marketplaceAnswer(
        to call: AccountCall, about release: SimulatedRelease?
    ) throws -> AccountAnswer? {
        switch call.endpoint.name {
        case Endpoint.inventory.name:
            let wanted = call.isOwner ? call.value("status") ?? "All" : "For Sale"
            let shown = listings.filter {
                wanted == "All" || $0["status"]?.stringValue == wanted
            }
            return call.page(
                of: call.isOwner ? shown : shown.map(\.asOthersSeeIt), "listings",
                sorted: AccountOrder.inventory)
        case Endpoint.listing.name:
            let listing = listings[try place(of: call)]
            return .object(call.isOwner ? listing : listing.asOthersSeeIt)
        case Endpoint.listingCreate.name:
            let listing = try changed(Self.listing(0, try known(release)), by: call)
            let id = nextNumber()
            var row = listing
            row["id"] = .int(id)
            listings.append(row)
            return .object(
                [
                    "listing_id": .int(id),
                    "resource_url": .string("/marketplace/listings/\(id)"),
                ], status: 201)
        case Endpoint.listingEdit.name:
            let place = try place(of: call)
            var row = Self.listing(0, try known(release))
            row["id"] = listings[place]["id"]
            listings[place] = try changed(row, by: call)
            return .nothing
        case Endpoint.listingDelete.name:
            listings.remove(at: try place(of: call))
            return .nothing
        case Endpoint.orders.name:
            let status = call.value("status") ?? "All"
            return call.page(
                of: orders.filter { status == "All" || $0["status"]?.stringValue == status },
                "orders", sorted: AccountOrder.orders)
        case Endpoint.order.name: return .object(orders[try place(ofOrder: call)])
        case Endpoint.orderEdit.name: return try edit(call)
        case Endpoint.orderMessages.name:
            _ = try place(ofOrder: call)
            return call.page(of: messages[call.arguments["order_id"] ?? ""] ?? [], "messages")
        case Endpoint.orderMessageAdd.name: return try write(call)
        case Endpoint.fee.name:
            let price = call.arguments["price"].flatMap(Double.init) ?? 0
            return .object([
                "value": .double(Self.fee(of: price)),
                "currency": .string(call.arguments["currency"] ?? "USD"),
            ])
        case Endpoint.marketplaceStats.name:
            return .page(SimulatedPrices(try known(release).id, call.currency).statistics)
        case Endpoint.priceSuggestions.name:
            return .page(SimulatedPrices(try known(release).id, call.currency).suggestions)
        default: return nil
        }
    }

    private func known(_ release: SimulatedRelease?) throws -> SimulatedRelease {
        guard let release else { throw DiscogsError.missingRelease }
        return release
    }

    private func place(of call: AccountCall) throws -> Int {
        let id = call.number("listing_id")
        guard let place = listings.firstIndex(where: { $0["id"]?.intValue == id }) else {
            throw DiscogsError.missingListing
        }
        return place
    }

    /// What is not told is as in a new listing: so does the API. (Seen by others.)
    private func changed(_ listing: Row, by call: AccountCall) throws -> Row {
        var row = listing
        for (name, value) in [
            ("comments", ""), ("external_id", ""), ("location", ""), ("sleeve_condition", ""),
            ("allow_offers", false), ("status", "For Sale"),
        ] as [(String, JSONValue)] {
            row[name] = value
        }
        guard let price = call.body["price"], price.stringValue == nil,
            let value = price.doubleValue
        else { throw DiscogsError.invalid("Invalid price: expected float.") }
        guard let condition = call.body["condition"]?.stringValue, condition.hasSuffix(")") else {
            throw DiscogsError.invalid("Invalid condition: expected one of Mint (M), …")
        }
        for (name, value) in call.body.members where name != "price" && name != "release_id" {
            row[name] = value
        }
        row["price"] = ["currency": "USD", "value": .double(value)]
        return row
    }

    // MARK: Orders

    private func place(ofOrder call: AccountCall) throws -> Int {
        let id = call.arguments["order_id"]
        guard let place = orders.firstIndex(where: { $0["id"]?.stringValue == id }) else {
            throw DiscogsError.missing("The request resource was not found.")
        }
        return place
    }

    private mutating func edit(_ call: AccountCall) throws -> AccountAnswer {
        let place = try place(ofOrder: call)
        if let status = call.body["status"]?.stringValue {
            try give(status, to: place)
        } else if let shipping = call.body["shipping"]?.doubleValue {
            let price = orders[place]["items"]?.arrayValue?.first?["price"]?["value"]
            orders[place]["shipping"] = [
                "currency": "USD", "method": "Standard", "value": .double(shipping),
            ]
            orders[place]["total"] = [
                "currency": "USD", "value": .double((price?.doubleValue ?? 0) + shipping),
            ]
            orders[place]["status"] = "Invoice Sent"
        }
        return .object(orders[place])
    }

    private mutating func give(_ status: String, to place: Int) throws {
        let allowed = orders[place]["next_status"]?.arrayValue ?? []
        guard allowed.contains(.string(status)) else {
            throw DiscogsError.invalid(
                "Invalid status: expected one of \(allowed.map(\.text).joined(separator: ", ")).")
        }
        orders[place]["status"] = .string(status)
        orders[place]["next_status"] = .array(Self.nextStatuses(status).map(JSONValue.string))
    }

    private mutating func write(_ call: AccountCall) throws -> AccountAnswer {
        let place = try place(ofOrder: call)
        if let status = call.body["status"]?.stringValue { try give(status, to: place) }
        let text = call.body["message"]?.stringValue ?? "The seller changed the status."
        let message = Self.message(of: orders[place], text, from: SimulatedAccount.username)
        messages[call.arguments["order_id"] ?? "", default: []].insert(message, at: 0)
        return .object(message, status: 201)
    }
}

extension Row {
    /// Without what only the seller sees.
    fileprivate var asOthersSeeIt: Row {
        let own: Set = ["weight", "format_quantity", "external_id", "location", "quantity"]
        return JSONObject(members.filter { !own.contains($0.key) }.map { ($0.key, $0.value) })
    }
}
