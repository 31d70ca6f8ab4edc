/// A small face of GNU Readline's callback interface.
///
/// Readline keeps its state in globals, so there is one editor per process, and all of these
/// functions belong to one thread (the main actor's).
#ifndef CREADLINE_H
#define CREADLINE_H

#include <stdbool.h>

/// What `creadline_feed` has come to.
typedef enum {
    /// The line is not finished.
    CREADLINE_MORE,
    /// A line; it may contain newlines after a paste of several lines.
    CREADLINE_LINE,
    /// Ctrl-D on an empty line, or the terminal is gone.
    CREADLINE_END
} CReadlineResult;

/// Is asked for completions of `word`, at whose end the cursor is, byte `cursor` of `line`. It
/// answers with `creadline_offer`, once for each, and `creadline_offer_common`.
typedef void (*CReadlineCompleter)(
    void *_Nullable context, const char *_Nonnull line, int cursor, const char *_Nonnull word);

/// Lists what was offered last with `creadline_print`, on a terminal of this size.
typedef void (*CReadlineLister)(void *_Nullable context, int columns, int rows);

/// Has `is_interrupted` asked between two keys whether Ctrl-C was pressed since the line began. It
/// comes before everything else.
void creadline_heed(bool (*_Nonnull is_interrupted)(void));

/// Sets Readline up, reads the user's inputrc, and chooses where the prompt is drawn: on standard
/// output where that is a terminal, else on standard error. The history keeps `history_limit`
/// entries.
void creadline_start(
    const char *_Nonnull name, int history_limit, CReadlineCompleter _Nonnull completer,
    CReadlineLister _Nonnull lister, void *_Nullable context);

/// Forgets completer and lister.
void creadline_stop(void);

/// Draws the prompt and prepares the terminal.
void creadline_begin(const char *_Nonnull prompt);

/// Takes what has been typed, without waiting for more. The line is the caller's to free.
CReadlineResult creadline_feed(char *_Nullable *_Nonnull line);

/// Throws the line away, as Ctrl-C does, and gives the terminal back.
void creadline_interrupt(void);

/// Gives the terminal back without touching what is on it.
void creadline_end(void);

/// Takes the terminal again after the program was stopped and continued; the line is kept.
void creadline_resume(void);

/// The terminal has a new size.
void creadline_resize(void);

/// One candidate: what replaces the word before the cursor.
/// `is_final`: nothing more belongs to the word, so an open quote is closed and a blank follows.
void creadline_offer(const char *_Nonnull text, bool is_final);

/// What replaces the word while several candidates are left.
void creadline_offer_common(const char *_Nonnull text);

/// Writes to where the prompt is drawn.
void creadline_print(const char *_Nonnull text);

/// Makes a line the newest of the history; an equal older one goes.
void creadline_remember(const char *_Nonnull line);

/// Makes a line that is known to be new the newest of the history.
void creadline_load(const char *_Nonnull line);

#endif
