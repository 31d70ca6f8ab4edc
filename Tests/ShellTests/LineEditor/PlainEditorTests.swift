import Synchronization
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@MainActor
@Suite("The plain editor")
struct PlainEditorTests {
    /// What a person types into, and what is shown.
    private final class Console: Sendable {
        let shown = Mutex("")
        let input: Int32
        private let keyboard: Mutex<Int32?>

        init() {
            var ends: [Int32] = [-1, -1]
            pipe(&ends)
            input = ends[0]
            keyboard = Mutex(ends[1])
        }

        deinit {
            hangUp()
            close(input)
        }

        func type(_ text: String) {
            keyboard.withLock { if let end = $0 { write(end, text, text.utf8.count) } }
        }

        func hangUp() {
            keyboard.withLock { end in
                if let open = end { close(open) }
                end = nil
            }
        }
    }

    private let console = Console()
    private let interrupts = Interrupts(.prompt) { _ in }

    private func makeEditor() -> PlainEditor {
        let console = console
        return PlainEditor(console.input, interrupts: interrupts) { text in
            console.shown.withLock { $0 += text }
        }
    }

    @Test("reads lines after a prompt without its colours")
    func lines() async {
        let editor = makeEditor()
        console.type("one\ntwo — zwei\n\nrest")
        #expect(await editor.readLine(prompt: Prompt.styled("a", "1") + "> ") == .line("one"))
        #expect(await editor.readLine(prompt: "b> ") == .line("two — zwei"))
        #expect(await editor.readLine(prompt: "c> ") == .line(""))
        console.hangUp()
        #expect(await editor.readLine(prompt: "d> ") == .line("rest"))
        #expect(await editor.readLine(prompt: "e> ") == .endOfFile)
        #expect(console.shown.withLock(\.self) == "a> b> c> d> e> ")
    }

    @Test("drops what was typed on Ctrl-C, and goes on")
    func interrupt() async {
        let editor = makeEditor()
        let line = Task { await editor.readLine(prompt: "> ") }
        await Task.yield()
        interrupts.deliver(.interrupt)
        #expect(await line.value == .interrupted)
        console.type("next\n")
        #expect(await editor.readLine(prompt: "> ") == .line("next"))
    }

    @Test("ends when the program is told to", arguments: [SignalEvent.terminate, .hangUp])
    func ending(event: SignalEvent) async {
        let editor = makeEditor()
        interrupts.deliver(event)
        #expect(await editor.readLine(prompt: "> ") == .endOfFile)
    }

    @Test("shows the prompt again after Ctrl-Z and fg")
    func continued() async {
        let editor = makeEditor()
        let line = Task { await editor.readLine(prompt: "> ") }
        await Task.yield()
        interrupts.deliver(.windowChanged)
        interrupts.deliver(.continued)
        console.type("x\n")
        #expect(await line.value == .line("x"))
        #expect(console.shown.withLock(\.self).hasPrefix("> "))
    }

    @Test("ends its wait when the task is cancelled")
    func cancelled() async {
        let editor = makeEditor()
        let line = Task { await editor.readLine(prompt: "> ") }
        await Task.yield()
        line.cancel()
        #expect(await line.value == .interrupted)
    }
}
