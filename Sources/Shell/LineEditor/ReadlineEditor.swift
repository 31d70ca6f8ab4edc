#if Readline
    import CReadline
    import Commands
    import Output
    import Synchronization

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Darwin)
        import Darwin
    #endif

    /// Reads lines with GNU Readline from standard input, a terminal.
    ///
    /// Readline's callback interface runs on the main actor, a few characters at a time, so
    /// that everything else goes on while a person thinks. There is one per process.
    @MainActor
    final class ReadlineEditor: LineEditor {
        var completer: LineCompleter?

        private let input: EditorInput
        private let style: @MainActor () -> TerminalStyle
        /// What was offered last, and may be listed.
        private var offered = Completions()

        /// - Parameter style: how what is listed may look, its width aside.
        init(interrupts: Interrupts, style: @escaping @MainActor () -> TerminalStyle) {
            input = EditorInput(STDIN_FILENO, interrupts: interrupts)
            self.style = style
            let context = Unmanaged.passUnretained(self).toOpaque()
            creadline_heed { wasInterrupted }
            creadline_start(
                "MusicAgent", Int32(HistoryFile.customaryLimit), offerCompletions,
                listCompletions, context)
        }

        isolated deinit { creadline_stop() }

        func readLine(prompt: String) async -> LineEvent {
            interruptsBefore.store(SignalPipe.interruptCount, ordering: .relaxed)
            creadline_begin(prompt)
            let result = await input.events { event -> LineEvent? in
                switch event {
                case .readable: return self.feed()
                case .signal(.interrupt):
                    creadline_interrupt()
                    return .interrupted
                case .signal(.terminate), .signal(.hangUp):
                    creadline_end()
                    return .endOfFile
                case .signal(.continued): creadline_resume()
                case .signal(.windowChanged): creadline_resize()
                }
                return nil
            }
            // The task was cancelled.
            if result == nil { creadline_end() }
            return result ?? .interrupted
        }

        func addHistory(_ entry: String) { creadline_remember(entry) }

        func loadHistory(_ entries: [String]) {
            for entry in entries { creadline_load(entry) }
        }

        private func feed() -> LineEvent? {
            var line: UnsafeMutablePointer<CChar>?
            defer { free(line) }
            switch creadline_feed(&line) {
            case CREADLINE_LINE: return .line(line.map { String(cString: $0) } ?? "")
            // A sequence that Ctrl-C has cut off looks like the end of all.
            case CREADLINE_END where wasInterrupted: return .interrupted
            case CREADLINE_END: return .endOfFile
            default: return nil
            }
        }

        fileprivate func offer(_ line: String, for word: String) {
            offered = completer?(line) ?? Completions()
            for candidate in offered.candidates {
                creadline_offer(candidate.text, candidate.isComplete)
            }
            creadline_offer_common(offered.common(for: word))
        }

        fileprivate func list(columns: Int, rows: Int) {
            var style = style()
            style.width = columns
            let list = CompletionList(offered, style: style, height: rows)
            for line in list.lines { creadline_print(line + "\n") }
        }
    }

    /// How often Ctrl-C had been pressed when the line that is typed began.
    private let interruptsBefore = Atomic<Int>(0)

    /// Whether it was pressed since.
    private var wasInterrupted: Bool {
        SignalPipe.interruptCount != interruptsBefore.load(ordering: .relaxed)
    }

    /// Readline calls this from within `creadline_feed`, on the main actor.
    private func offerCompletions(
        context: UnsafeMutableRawPointer?, line: UnsafePointer<CChar>, cursor: Int32,
        word: UnsafePointer<CChar>
    ) {
        let bytes = UnsafeRawBufferPointer(start: line, count: Int(cursor))
        let before = String(decoding: bytes, as: UTF8.self)
        let word = String(cString: word)
        onEditor(context) { $0.offer(before, for: word) }
    }

    /// As above.
    private func listCompletions(
        context: UnsafeMutableRawPointer?, columns: Int32, rows: Int32
    ) {
        onEditor(context) { $0.list(columns: Int(columns), rows: Int(rows)) }
    }

    private func onEditor(
        _ context: UnsafeMutableRawPointer?, _ work: @MainActor (ReadlineEditor) -> Void
    ) {
        guard let context else { return }
        let address = UInt(bitPattern: context)
        MainActor.assumeIsolated {
            guard let context = UnsafeRawPointer(bitPattern: address) else { return }
            work(Unmanaged<ReadlineEditor>.fromOpaque(context).takeUnretainedValue())
        }
    }
#endif
