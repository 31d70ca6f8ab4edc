extension OperationTests {
    static let operations: [Operation] = [
        Operation(
            #"search "kind of blue" type=master | select title"#,
            sends: ["GET /database/search?q=kind%20of%20blue&type=master&page=1&per_page=100"],
            shows: [#"{"title":"Miles Davis - Kind Of Blue"}"#]),
        Operation(
            "release 9300000001 curr_abbr=EUR | select id",
            sends: ["GET /releases/9300000001?curr_abbr=EUR"],
            shows: [#"{"id":9300000001}"#]),
        Operation(
            "release 9300000001 | select title",
            sends: ["GET /releases/9300000001"],
            shows: [#"{"title":"Kind Of Blue"}"#]),
        Operation(
            "release-rating 9300000001 Sample-Owner",
            sends: ["GET /releases/9300000001/rating/Sample-Owner"],
            shows: [#"{"username":"sample-owner","release_id":9300000001,"rating":5}"#]),
        Operation(
            "release-rating r9300000002",
            sends: ["GET /releases/9300000002/rating/sample-owner"],
            shows: [#"{"username":"sample-owner","release_id":9300000002,"rating":0}"#]),
        Operation(
            "release-rating-edit 9300000002 4",
            sends: [#"PUT /releases/9300000002/rating/sample-owner {"rating":4}"#],
            shows: [#"{"username":"sample-owner","release_id":9300000002,"rating":4}"#]),
        Operation(
            "release-rating-delete 9300000001",
            sends: ["DELETE /releases/9300000001/rating/sample-owner"],
            shows: [#"{"release_id":9300000001,"username":"sample-owner","result":"deleted"}"#]),
        Operation(
            "community-rating 9300000001",
            sends: ["GET /releases/9300000001/rating"],
            shows: [#"{"release_id":9300000001,"rating":{"count":21,"average":4.38}}"#]),
        Operation(
            "release-stats 9300000001",
            sends: ["GET /releases/9300000001/stats"],
            shows: [#"{"num_have":2315,"num_want":467,"is_offensive":false}"#]),
        Operation(
            "master 9200000001 | select title",
            sends: ["GET /masters/9200000001"],
            shows: [#"{"title":"Kind Of Blue"}"#]),
        Operation(
            "master-versions 9200000001 country=US | limit 1 | select title country",
            sends: ["GET /masters/9200000001/versions?country=US&page=1&per_page=1"],
            shows: [#"{"title":"Kind Of Blue","country":"US"}"#]),
        Operation(
            "artist 9000000001 | select name",
            sends: ["GET /artists/9000000001"],
            shows: [#"{"name":"Miles Davis"}"#]),
        Operation(
            "artist-releases 9000000001 | limit 1 | select title",
            sends: ["GET /artists/9000000001/releases?page=1&per_page=1"],
            shows: [#"{"title":"'Round About Midnight"}"#]),
        Operation(
            "label 9100000001 | select name",
            sends: ["GET /labels/9100000001"],
            shows: [#"{"name":"Columbia"}"#]),
        Operation(
            "label-releases 9100000001 | limit 1 | select title",
            sends: ["GET /labels/9100000001/releases?page=1&per_page=1"],
            shows: [#"{"title":"Take Five / Blue Rondo À La Turk"}"#]),
        Operation(
            "collection folder=2 | sort -date_added | limit 1 | select instance_id",
            sends: [
                #"GET /users/sample-owner/collection/folders/2/releases?sort=added&sort_order=desc&page=1&per_page=1"#
            ],
            shows: [#"{"instance_id":9500000118}"#]),
        Operation(
            "collection-release 9300000001 | select instance_id folder_id",
            sends: ["GET /users/sample-owner/collection/releases/9300000001?page=1&per_page=100"],
            shows: [#"{"instance_id":9500000001,"folder_id":2}"#]),
        Operation(
            "collection-folders | select id name count",
            sends: ["GET /users/sample-owner/collection/folders"],
            shows: [
                #"{"id":0,"name":"All","count":120}"#,
                #"{"id":1,"name":"Uncategorized","count":80}"#,
                #"{"id":2,"name":"Favourites","count":40}"#,
                #"{"id":3,"name":"Empty shelf","count":0}"#,
            ]),
        Operation(
            "collection-folder 2",
            sends: ["GET /users/sample-owner/collection/folders/2"],
            shows: [
                #"{"id":2,"name":"Favourites","count":40,"resource_url":"/users/sample-owner/collection/folders/2"}"#
            ]),
        Operation(
            #"collection-folder-create "Late night" | select name count"#,
            sends: [#"POST /users/sample-owner/collection/folders {"name":"Late night"}"#],
            shows: [#"{"name":"Late night","count":0}"#]),
        Operation(
            "collection-folder-edit 3 Morning",
            sends: [#"POST /users/sample-owner/collection/folders/3 {"name":"Morning"}"#],
            shows: [
                #"{"id":3,"name":"Morning","count":0,"resource_url":"/users/sample-owner/collection/folders/3"}"#
            ]),
        Operation(
            "collection-folder-delete 3",
            sends: ["DELETE /users/sample-owner/collection/folders/3"],
            shows: [#"{"folder":3,"username":"sample-owner","result":"deleted"}"#]),
        Operation(
            "collection-add 9300000001 folder=2 | select instance_id",
            sends: ["POST /users/sample-owner/collection/folders/2/releases/9300000001"],
            shows: [#"{"instance_id":9900000001}"#]),
        Operation(
            "collection-edit 9300000001 9500000001 folder=2 rating=5 folder_id=1",
            sends: [
                #"POST /users/sample-owner/collection/folders/2/releases/9300000001/instances/9500000001 {"rating":5,"folder_id":1}"#
            ],
            shows: [
                #"{"release_id":9300000001,"instance_id":9500000001,"folder":2,"rating":5,"folder_id":1,"username":"sample-owner","result":"changed"}"#
            ]),
        Operation(
            "collection-delete 9300000001 9500000001 folder=2",
            sends: [
                #"DELETE /users/sample-owner/collection/folders/2/releases/9300000001/instances/9500000001"#
            ],
            shows: [
                #"{"release_id":9300000001,"instance_id":9500000001,"folder":2,"username":"sample-owner","result":"deleted"}"#
            ]),
        Operation(
            "collection-fields | select id name type",
            sends: ["GET /users/sample-owner/collection/fields"],
            shows: [
                #"{"id":1,"name":"Media Condition","type":"dropdown"}"#,
                #"{"id":2,"name":"Sleeve Condition","type":"dropdown"}"#,
                #"{"id":3,"name":"Notes","type":"textarea"}"#,
            ]),
        Operation(
            #"collection-field-edit 9300000001 9500000001 2 3 """#,
            sends: [
                #"POST /users/sample-owner/collection/folders/2/releases/9300000001/instances/9500000001/fields/3 {"value":""}"#
            ],
            shows: [
                #"{"release_id":9300000001,"instance_id":9500000001,"folder":2,"field_id":3,"#
                    + #""value":"","username":"sample-owner","result":"changed"}"#
            ]),
        Operation(
            "collection-value",
            sends: ["GET /users/sample-owner/collection/value"],
            shows: [#"{"minimum":"$512.00","median":"$1,234.56","maximum":"$2,345.00"}"#]),
        Operation(
            "wantlist | limit 1 | select id rating",
            sends: ["GET /users/sample-owner/wants?page=1&per_page=1"],
            shows: [#"{"id":9300000001,"rating":0}"#]),
        Operation(
            "wantlist-add 9300000002 | select id rating notes",
            sends: ["PUT /users/sample-owner/wants/9300000002"],
            shows: [#"{"id":9300000002,"rating":0,"notes":""}"#]),
        Operation(
            #"wantlist-add 9300000003 notes="mono, please" rating=5 | select id rating notes"#,
            sends: [
                #"PUT /users/sample-owner/wants/9300000003 {"notes":"mono, please","rating":5}"#,
                #"POST /users/sample-owner/wants/9300000003 {"notes":"mono, please","rating":5}"#,
            ],
            shows: [#"{"id":9300000003,"rating":5,"notes":"mono, please"}"#]),
        Operation(
            #"wantlist-edit 9300000001 notes="" | select id notes"#,
            sends: [#"POST /users/sample-owner/wants/9300000001 {"notes":""}"#],
            shows: [#"{"id":9300000001,"notes":""}"#]),
        Operation(
            "wantlist-delete 9300000001",
            sends: ["DELETE /users/sample-owner/wants/9300000001"],
            shows: [#"{"release_id":9300000001,"username":"sample-owner","result":"deleted"}"#]),
        Operation(
            #"inventory status="For Sale" | limit 1 | select id price.value"#,
            sends: ["GET /users/sample-owner/inventory?status=For%20Sale&page=1&per_page=1"],
            shows: [#"{"id":9600000001,"price.value":9.5}"#]),
        Operation(
            "listing 9600000001 curr_abbr=EUR | select id condition",
            sends: ["GET /marketplace/listings/9600000001?curr_abbr=EUR"],
            shows: [#"{"id":9600000001,"condition":"Near Mint (NM or M-)"}"#]),
        Operation(
            #"listing-create 9300000001 condition=VG+ price=24.5 status=Draft allow_offers=yes weight=auto | select listing_id"#,
            sends: [
                #"POST /marketplace/listings {"release_id":9300000001,"condition":"Very Good Plus (VG+)","price":24.5,"status":"Draft","allow_offers":true,"weight":"auto"}"#
            ],
            shows: [#"{"listing_id":9900000001}"#]),
        Operation(
            "listing-edit https://www.discogs.com/sell/item/9600000001 price=20",
            sends: [
                "GET /marketplace/listings/9600000001",
                #"POST /marketplace/listings/9600000001 {"price":20.0,"release_id":9300000001,"condition":"Near Mint (NM or M-)","status":"For Sale","sleeve_condition":"Very Good Plus (VG+)","allow_offers":true,"external_id":"S-1","location":"Shelf 1","weight":230,"format_quantity":1}"#,
            ],
            shows: [
                #"{"listing_id":9600000001,"price":20.0,"release_id":9300000001,"condition":"Near Mint (NM or M-)","status":"For Sale","sleeve_condition":"Very Good Plus (VG+)","allow_offers":true,"external_id":"S-1","location":"Shelf 1","weight":230,"format_quantity":1,"result":"changed"}"#
            ]),
        Operation(
            #"listing-edit 9600000001 release_id=9300000001 condition=M price=20 status=Draft sleeve_condition="no cover" comments="" allow_offers=no external_id=7 location=A weight=230 format_quantity=2"#,
            sends: [
                #"POST /marketplace/listings/9600000001 {"release_id":9300000001,"condition":"Mint (M)","price":20.0,"status":"Draft","sleeve_condition":"No Cover","comments":"","allow_offers":false,"external_id":"7","location":"A","weight":230,"format_quantity":2}"#
            ],
            shows: [
                #"{"listing_id":9600000001,"release_id":9300000001,"condition":"Mint (M)","price":20.0,"status":"Draft","sleeve_condition":"No Cover","comments":"","allow_offers":false,"external_id":"7","location":"A","weight":230,"format_quantity":2,"result":"changed"}"#
            ]),
        Operation(
            "listing-delete 9600000008",
            sends: ["DELETE /marketplace/listings/9600000008"],
            shows: [#"{"listing_id":9600000008,"result":"deleted"}"#]),
        Operation(
            "orders status=Shipped created_after=2012-01-01 archived=no | select id status",
            sends: [
                #"GET /marketplace/orders?status=Shipped&created_after=2012-01-01T00%3A00%3A00Z&archived=false&page=1&per_page=100"#
            ],
            shows: [#"{"id":"9400000001-3","status":"Shipped"}"#]),
        Operation(
            "order 9400000001-1 | select id status total.value",
            sends: ["GET /marketplace/orders/9400000001-1"],
            shows: [#"{"id":"9400000001-1","status":"New Order","total.value":14.5}"#]),
        Operation(
            "order-edit 9400000001-1 shipping=6.5 | select status shipping.value",
            sends: [#"POST /marketplace/orders/9400000001-1 {"shipping":6.5}"#],
            shows: [#"{"status":"Invoice Sent","shipping.value":6.5}"#]),
        Operation(
            #"order-edit https://www.discogs.com/sell/order/9400000001-2 status=shipped | select status"#,
            sends: [#"POST /marketplace/orders/9400000001-2 {"status":"Shipped"}"#],
            shows: [#"{"status":"Shipped"}"#]),
        Operation(
            "order-messages 9400000001-1 | select from.username message",
            sends: ["GET /marketplace/orders/9400000001-1/messages?page=1&per_page=100"],
            shows: [#"{"from.username":"example_buyer","message":"example_buyer bought an item."}"#]
        ),
        Operation(
            #"order-message-add 9400000001-1 "It is on its way." | select message"#,
            sends: [
                #"POST /marketplace/orders/9400000001-1/messages {"message":"It is on its way."}"#
            ],
            shows: [#"{"message":"It is on its way."}"#]),
        Operation(
            "fee 24.5",
            sends: ["GET /marketplace/fee/24.50/USD"],
            shows: [#"{"value":2.21,"currency":"USD"}"#]),
        Operation(
            "fee 10 EUR",
            sends: ["GET /marketplace/fee/10.00/EUR"],
            shows: [#"{"value":0.9,"currency":"EUR"}"#]),
        Operation(
            "marketplace-stats 9300000001",
            sends: ["GET /marketplace/stats/9300000001"],
            shows: [
                #"{"lowest_price":{"currency":"USD","value":15.0},"num_for_sale":5,"blocked_from_sale":false}"#
            ]),
        Operation(
            #"price-suggestions 9300000001 | select "Mint (M).value""#,
            sends: ["GET /marketplace/price_suggestions/9300000001"],
            shows: [#"{"Mint (M).value":24.224999999999998}"#]),
        Operation(
            "inventory-exports | select id status",
            sends: ["GET /inventory/export?page=1&per_page=100"],
            shows: [#"{"id":9700000001,"status":"success"}"#]),
        Operation(
            "inventory-export 9700000001 | select id filename",
            sends: ["GET /inventory/export/9700000001"],
            shows: [#"{"id":9700000001,"filename":"sample-owner-inventory.csv"}"#]),
        Operation(
            "inventory-export-request",
            sends: ["POST /inventory/export"],
            shows: [
                #"{"id":9900000001,"resource_url":"/inventory/export/9900000001","result":"begun"}"#
            ]),
        Operation(
            #"inventory-export-download 9700000001 | limit 1 | select listing_id price media_condition"#,
            sends: ["GET /inventory/export/9700000001/download"],
            shows: [
                #"{"listing_id":"9600000001","price":"9.5","media_condition":"Near Mint (NM or M-)"}"#
            ]),
        Operation(
            "inventory-uploads | select id type",
            sends: ["GET /inventory/upload?page=1&per_page=100"],
            shows: [#"{"id":9700000101,"type":"add"}"#]),
        Operation(
            "inventory-upload 9700000101 | select id results",
            sends: ["GET /inventory/upload/9700000101"],
            shows: [#"{"id":9700000101,"results":"<p>CSV file contains 1 records.</p>"}"#]),
        Operation(
            "inventory-upload-add scripts/examples/listings.csv",
            sends: [upload("/inventory/upload/add")],
            shows: [
                #"{"id":9900000001,"resource_url":"/inventory/upload/9900000001","result":"begun"}"#
            ]),
        Operation(
            "inventory-upload-change scripts/examples/listings.csv",
            sends: [upload("/inventory/upload/change")],
            shows: [
                #"{"id":9900000001,"resource_url":"/inventory/upload/9900000001","result":"begun"}"#
            ]),
        Operation(
            "inventory-upload-delete scripts/examples/listings.csv",
            sends: [upload("/inventory/upload/delete")],
            shows: [
                #"{"id":9900000001,"resource_url":"/inventory/upload/9900000001","result":"begun"}"#
            ]),
        Operation(
            "identity | select username",
            sends: [],
            shows: [#"{"username":"sample-owner"}"#]),
        Operation(
            "profile | select username location",
            sends: ["GET /users/sample-owner"],
            shows: [#"{"username":"sample-owner","location":"Berlin"}"#]),
        Operation(
            "profile-edit location=Lisbon curr_abbr=eur | select location curr_abbr",
            sends: [#"POST /users/sample-owner {"location":"Lisbon","curr_abbr":"EUR"}"#],
            shows: [#"{"location":"Lisbon","curr_abbr":"EUR"}"#]),
        Operation(
            "submissions | select type id",
            sends: ["GET /users/sample-owner/submissions?page=1&per_page=100"],
            shows: [#"{"type":"artist","id":9000000001}"#, #"{"type":"release","id":9300000001}"#]),
        Operation(
            "contributions | limit 1 | select title",
            sends: ["GET /users/sample-owner/contributions?page=1&per_page=1"],
            shows: [#"{"title":"Kind Of Blue"}"#]),
        Operation(
            "lists | select id name",
            sends: ["GET /users/sample-owner/lists?page=1&per_page=100"],
            shows: [#"{"id":9800000001,"name":"Sunday morning"}"#]),
        Operation(
            "list 9800000001 | select type id comment",
            sends: ["GET /lists/9800000001"],
            shows: [
                #"{"type":"release","id":9300000001,"comment":"always"}"#,
                #"{"type":"release","id":9300000004,"comment":""}"#,
                #"{"type":"release","id":9300000007,"comment":""}"#,
            ]),
    ]

    /// The form by which a file is sent.
    private static func upload(_ path: String) -> String {
        """
        POST \(path) --musicagent-0\r
        Content-Disposition: form-data; name="upload"; filename="listings.csv"\r
        Content-Type: text/csv\r
        \r
        listing_id,release_id,price,media_condition,comments
        9600000001,9300000001,24.50,Very Good Plus (VG+),"plays well, hardly used"
        9600000002,9300000046,12.00,Near Mint (NM or M-),
        \r
        --musicagent-0--\r

        """
    }
}
