import Commands

extension HelpTopic {
    /// What the program knows and the language does not: the token, and each setting.
    static var ofProgram: [HelpTopic] { [token] + SettingTable.keys.map(HelpTopic.init(setting:)) }

    private static let token = HelpTopic(
        "token", "How to get all of Discogs",
        [
            .text(
                "Without a token MusicAgent answers from a small sample catalogue that comes with it. "
                    + "For all of Discogs get a personal token, from the page"),
            .verbatim([ErrorText.shortTokenAddress]),
            .text(
                "and type login, which asks for it and keeps it. For scripts and other machines "
                    + "put it into the file .env in your folder, or into the environment:"),
            .verbatim(["DISCOGS_API_TOKEN=your-token", "export DISCOGS_API_TOKEN=your-token"]),
            .text(
                "The prompt then says api. The token is sent to Discogs only. One that is set is "
                    + "never written anywhere; those of login are in a file that only you can read."
            ),
        ])

    private init(setting key: SettingKey) {
        // So that a long list has places to break.
        let value = key.defaultText?.replacing(",", with: ", ")
        self.init(
            key.name, "a setting",
            [
                .text(key.summary),
                .table(
                    [("Allowed", key.allowed)] + (value.map { [("Default", $0)] } ?? [])),
                .text(
                    "It is set in the environment or in .env. set \(key.name) shows its value; set "
                        + "\(key.name) VALUE changes it for this session, where that is possible."),
            ])
    }
}
