/// What a copy in each condition may cost; all nil when Discogs knows too few sales.
public struct PriceSuggestions: DiscogsModel {
    public private(set) var mint: Price?
    public private(set) var nearMint: Price?
    public private(set) var veryGoodPlus: Price?
    public private(set) var veryGood: Price?
    public private(set) var goodPlus: Price?
    public private(set) var good: Price?
    public private(set) var fair: Price?
    public private(set) var poor: Price?

    public static let schema = ModelSchema(
        Self(),
        .field("Mint (M)", \.mint),
        .field("Near Mint (NM or M-)", \.nearMint),
        .field("Very Good Plus (VG+)", \.veryGoodPlus),
        .field("Very Good (VG)", \.veryGood),
        .field("Good Plus (G+)", \.goodPlus),
        .field("Good (G)", \.good),
        .field("Fair (F)", \.fair),
        .field("Poor (P)", \.poor))
}
