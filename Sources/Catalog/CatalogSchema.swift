/// The tables of the catalogue.
///
/// A *work* is what releases have in common: a master, or the one release that has no master, in
/// which case both rows have the same id. Lists of words are joined by line feeds.
enum CatalogSchema {
    static let tables = """
        CREATE TABLE artist (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, real_name TEXT, profile TEXT NOT NULL);
        CREATE TABLE label (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, profile TEXT NOT NULL,
            parent_id INTEGER, parent_name TEXT);
        CREATE TABLE detail (
            owner_id INTEGER NOT NULL, kind TEXT NOT NULL, place INTEGER NOT NULL,
            text TEXT NOT NULL, target_id INTEGER NOT NULL,
            PRIMARY KEY (owner_id, kind, place)) WITHOUT ROWID;
        CREATE TABLE work (
            id INTEGER PRIMARY KEY, title TEXT NOT NULL, year INTEGER NOT NULL,
            genres TEXT NOT NULL, styles TEXT NOT NULL, notes TEXT,
            main_release INTEGER NOT NULL);
        CREATE TABLE release (
            id INTEGER PRIMARY KEY, work_id INTEGER NOT NULL, title TEXT NOT NULL,
            released TEXT NOT NULL, year INTEGER NOT NULL, country TEXT NOT NULL, notes TEXT);
        CREATE TABLE credit (
            work_id INTEGER NOT NULL, place INTEGER NOT NULL, artist_id INTEGER NOT NULL,
            name TEXT NOT NULL, role TEXT NOT NULL, joined_by TEXT NOT NULL,
            PRIMARY KEY (work_id, place)) WITHOUT ROWID;
        CREATE TABLE track (
            work_id INTEGER NOT NULL, place INTEGER NOT NULL, position TEXT NOT NULL,
            title TEXT NOT NULL, duration TEXT NOT NULL,
            PRIMARY KEY (work_id, place)) WITHOUT ROWID;
        CREATE TABLE release_label (
            release_id INTEGER NOT NULL, place INTEGER NOT NULL, label_id INTEGER NOT NULL,
            name TEXT NOT NULL, catno TEXT NOT NULL,
            PRIMARY KEY (release_id, place)) WITHOUT ROWID;
        CREATE TABLE format (
            release_id INTEGER NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL,
            quantity INTEGER NOT NULL, descriptions TEXT NOT NULL,
            PRIMARY KEY (release_id, place)) WITHOUT ROWID;
        CREATE TABLE identifier (
            release_id INTEGER NOT NULL, place INTEGER NOT NULL, type TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (release_id, place)) WITHOUT ROWID;
        CREATE VIRTUAL TABLE entry USING fts5(
            \(SearchColumn.allCases.map(\.rawValue).joined(separator: ", ")),
            content='', tokenize='unicode61 remove_diacritics 2');
        """

    /// Made after loading, which is faster.
    static let indexes = """
        CREATE INDEX release_by_work ON release (work_id);
        CREATE INDEX credit_by_artist ON credit (artist_id);
        CREATE INDEX release_label_by_label ON release_label (label_id);
        CREATE INDEX detail_by_target ON detail (target_id, kind);
        CREATE INDEX label_by_parent ON label (parent_id);
        """
}
