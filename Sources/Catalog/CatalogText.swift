/// A catalogue's data file as it was read: facts in the order of the file, no name resolved yet.
package struct CatalogText: Sendable, Hashable {
    package var artists: [Artist] = []
    package var labels: [Label] = []
    package var works: [Work] = []

    package struct Artist: Sendable, Hashable {
        package var name: String
        package var realName: String?
        package var profile = ""
        package var variations: [String] = []
        package var urls: [String] = []
        package var members: [String] = []
        package var aliases: [String] = []
    }

    package struct Label: Sendable, Hashable {
        package var name: String
        package var profile = ""
        package var parent: String?
        package var urls: [String] = []
    }

    /// A master with its releases, or one release that has no master.
    package struct Work: Sendable, Hashable {
        package var isMaster: Bool
        package var title: String
        package var artists: [MainArtist] = []
        /// 0 when unknown, as the API has it.
        package var year: Int64 = 0
        package var genres: [String] = []
        package var styles: [String] = []
        package var notes: String?
        package var credits: [Credit] = []
        package var tracks: [Track] = []
        /// Never empty once read.
        package var releases: [Release] = []
    }

    /// One of the artists a work is by, with what stands between it and the next one.
    package struct MainArtist: Sendable, Hashable {
        package var name: String
        package var join = ""
    }

    package struct Credit: Sendable, Hashable {
        package var name: String
        package var role: String
    }

    package struct Track: Sendable, Hashable {
        /// Empty for a heading.
        package var position: String
        package var title: String
        /// `m:ss`, or empty.
        package var duration: String
    }

    package struct Release: Sendable, Hashable {
        /// Where it differs from the work's.
        package var title: String?
        /// `1959`, `1959-08-17`, `1959-08-00`, or empty.
        package var date: String
        package var country: String
        package var formats: [Format]
        package var labels: [LabelNumber]
        package var barcode: String
        package var notes: String?
        package var identifiers: [Identifier] = []

        /// 0 when unknown.
        package var year: Int64 { Int64(date.prefix(4)) ?? 0 }
    }

    package struct Format: Sendable, Hashable {
        package var name: String
        package var quantity: Int64
        package var descriptions: [String]
    }

    package struct LabelNumber: Sendable, Hashable {
        package var name: String
        /// `none` when there is none, as the API has it.
        package var number: String
    }

    package struct Identifier: Sendable, Hashable {
        package var type: String
        package var value: String
    }
}
