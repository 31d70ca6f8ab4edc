import Testing

@testable import Shell

@Suite("Links in the terminal")
struct HyperlinksTests {
    @Test(
        "are for terminals that are known to have them",
        arguments: [
            ["TERM": "xterm-kitty"], ["TERM": "foot"], ["TERM": "alacritty"],
            ["TERM": "xterm-256color", "VTE_VERSION": "6800"],
            ["TERM": "xterm-256color", "KONSOLE_VERSION": "230804"],
            ["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"],
            ["TERM": "xterm-256color", "WT_SESSION": "8e7a"],
            ["TERM": "xterm", "FORCE_HYPERLINK": "1"],
            [
                "TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "TERM_PROGRAM": "tmux",
                "TERM_PROGRAM_VERSION": "3.4",
            ],
            [
                "TERM": "screen", "TMUX": "/tmp/x,1,0", "TERM_PROGRAM": "tmux",
                "TERM_PROGRAM_VERSION": "next-3.6",
            ],
        ])
    func known(environment: [String: String]) {
        #expect(Hyperlinks.auto.areShown(environment))
        #expect(!Hyperlinks.off.areShown(environment))
    }

    @Test(
        "are not for others, nor for those of which another program stands in the way",
        arguments: [
            [:], ["TERM": "xterm"], ["TERM": "xterm-256color", "VTE_VERSION": "5000"],
            ["TERM": "dumb", "FORCE_HYPERLINK": "1"], ["TERM": "linux", "VTE_VERSION": "6800"],
            ["TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"],
            ["TERM": "screen-256color", "STY": "1.x", "VTE_VERSION": "6800"],
            ["TERM": "screen", "TMUX": "/tmp/x,1,0", "VTE_VERSION": "6800"],
            [
                "TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "TERM_PROGRAM": "tmux",
                "TERM_PROGRAM_VERSION": "3.3a",
            ],
            [
                "TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "TERM_PROGRAM": "tmux",
                "TERM_PROGRAM_VERSION": "x",
            ],
        ])
    func unknown(environment: [String: String]) {
        #expect(!Hyperlinks.auto.areShown(environment))
        #expect(Hyperlinks.on.areShown(environment))
    }
}
