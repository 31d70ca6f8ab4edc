/// Help on the program rather than on a command.
enum HelpTopics {
    static func text(for topic: String, width: Int) -> String? {
        switch topic {
        case "settings": SettingsDocument.help(width: min(width, 80))
        case "token": token
        default: nil
        }
    }

    private static let token = """
        Without a token MusicAgent answers from a small sample catalogue that comes with it.
        For all of Discogs, type login at the prompt: it asks for a token, and keeps it for you.
        Or, for scripts and other machines:

            1. Get a personal token: \(ErrorText.tokenAddress)
            2. Put it into the file .env in your folder:

               DISCOGS_API_TOKEN=your-token

               or into the environment: export DISCOGS_API_TOKEN=your-token
            3. Start musicagent again; the prompt then says api.

        The token is sent to Discogs only. A token that is set is never written anywhere; those of
        login are in a file that only you can read.

        """
}
