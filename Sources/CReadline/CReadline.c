// strdup and its kind, which plain C17 does not have.
#define _POSIX_C_SOURCE 200809L

#include "CReadline.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

static CReadlineCompleter completer;
static CReadlineLister lister;
static void *completer_context;

static bool (*is_interrupted)(void);

static bool is_started;
static bool is_reading;
static CReadlineResult result;
static char *finished_line;

// Candidates of the completion under way.
static char **offers;
static size_t offer_count;
static size_t offer_capacity;
static bool is_last_offer_final;
static char *common_offer;

// Readline measures text by the locale. In a container there is often none, which would break
// every non-ASCII character; whoever asks for C by name gets it.
static void choose_locale(void) {
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return;
    const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (int i = 0; i < 3; i++) {
        const char *wish = getenv(names[i]);
        if (wish == NULL || *wish == '\0') continue;
        if (strcmp(wish, "C") == 0 || strcmp(wish, "POSIX") == 0) return;
        break;
    }
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) setlocale(LC_CTYPE, "en_US.UTF-8");
}

/// Readline's array of matches: first what replaces the word, then, if there are several, all.
static char **matches_for(const char *word) {
    char **matches = calloc(offer_count + 2, sizeof(char *));
    if (matches == NULL) return NULL;
    if (offer_count == 1 && rl_completion_type == '?') {
        // What is the only match Readline would print itself, without what is said of it: so it is
        // one of several that have nothing in common.
        matches[0] = strdup("");
        matches[1] = offers[0];
    } else if (offer_count == 1) {
        matches[0] = offers[0];
        rl_completion_suppress_append = !is_last_offer_final;
        rl_completion_suppress_quote = !is_last_offer_final;
    } else {
        matches[0] = strdup(common_offer == NULL ? word : common_offer);
        memcpy(matches + 1, offers, offer_count * sizeof(char *));
    }
    offer_count = 0;
    return matches;
}

static char **attempt_completion(const char *word, int start, int end) {
    (void)start;
    (void)end;
    // Else Readline would offer the names of files.
    rl_attempted_completion_over = 1;
    if (completer == NULL) return NULL;
    offer_count = 0;
    completer(completer_context, rl_line_buffer, rl_point, word);
    return offer_count > 0 ? matches_for(word) : NULL;
}

void creadline_offer(const char *text, bool is_final) {
    if (offer_count == offer_capacity) {
        size_t capacity = offer_capacity == 0 ? 64 : 2 * offer_capacity;
        char **larger = realloc(offers, capacity * sizeof(char *));
        if (larger == NULL) return;
        offers = larger;
        offer_capacity = capacity;
    }
    char *copy = strdup(text);
    if (copy == NULL) return;
    offers[offer_count++] = copy;
    is_last_offer_final = is_final;
}

void creadline_offer_common(const char *text) {
    free(common_offer);
    common_offer = strdup(text);
}

void creadline_print(const char *text) { fputs(text, rl_outstream); }

// What was offered is known to the lister, in its order and with more to say.
static void display_matches(char **matches, int count, int longest) {
    (void)matches;
    (void)count;
    (void)longest;
    int rows = 24;
    int columns = 80;
    rl_get_screen_size(&rows, &columns);
    rl_crlf();
    if (lister != NULL) lister(completer_context, columns, rows);
    rl_forced_update_display();
}

static bool has_input(int milliseconds) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, milliseconds) == 1;
}

// Readline waits within a sequence of bytes until it is complete. Ctrl-C takes away the rest of
// one, be it the end of what was pasted; nothing would be heard of before that came.
static int read_key(FILE *stream) {
    while (true) {
        struct pollfd input = {.fd = fileno(stream), .events = POLLIN};
        while (poll(&input, 1, 20) == 0)
            if (is_interrupted()) return EOF;
        unsigned char key;
        ssize_t count = read(input.fd, &key, 1);
        if (count == 1) return key;
        // What was announced may be taken away before it is read.
        bool is_over = count == 0 ? (input.revents & POLLHUP) != 0 : errno != EINTR;
        if (is_over) return EOF;
    }
}

// So that a read does not wait for what was taken away.
static void prepare_terminal(int meta) {
    rl_prep_terminal(meta);
    struct termios modes;
    if (tcgetattr(STDIN_FILENO, &modes) != 0 || (modes.c_lflag & ICANON) != 0) return;
    modes.c_cc[VMIN] = 0;
    modes.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
}

void creadline_heed(bool (*new_check)(void)) { is_interrupted = new_check; }

void creadline_start(
    const char *name, int history_limit, CReadlineCompleter new_completer,
    CReadlineLister new_lister, void *context) {
    completer = new_completer;
    lister = new_lister;
    completer_context = context;
    if (is_started) return;
    is_started = true;

    choose_locale();
    rl_readline_name = strdup(name);
    rl_instream = stdin;
    rl_outstream = isatty(STDOUT_FILENO) ? stdout : stderr;
    // Signals are the program's business, and so is its environment (LINES, COLUMNS).
    rl_catch_signals = 0;
    rl_catch_sigwinch = 0;
    rl_change_environment = 0;
    rl_getc_function = read_key;
    rl_prep_term_function = prepare_terminal;
    rl_initialize();

    // After the inputrc: each of these would wait for a key in the middle of everything.
    rl_completion_query_items = 0;
    rl_variable_bind("page-completions", "off");

    rl_attempted_completion_function = attempt_completion;
    rl_completion_display_matches_hook = display_matches;
    rl_sort_completion_matches = 0;
    rl_completer_word_break_characters = " \t\n|;(){}=,<>~!";
    rl_completer_quote_characters = "\"'";
    rl_basic_quote_characters = "\"'";
    using_history();
    stifle_history(history_limit);
}

void creadline_stop(void) {
    creadline_end();
    completer = NULL;
    lister = NULL;
    completer_context = NULL;
}

static void take_line(char *line) {
    finished_line = line;
    result = line == NULL ? CREADLINE_END : CREADLINE_LINE;
    creadline_end();
}

void creadline_begin(const char *prompt) {
    rl_reset_screen_size();
#if RL_READLINE_VERSION >= 0x0802
    // Otherwise each line behind a Ctrl-D ends with another line feed.
    rl_eof_found = 0;
#endif
    is_reading = true;
    rl_callback_handler_install(prompt, take_line);
}

CReadlineResult creadline_feed(char **line) {
    result = CREADLINE_MORE;
    // Keys behind a Ctrl-C belong to the next line, also while it is on its way here.
    while (is_reading && result == CREADLINE_MORE && has_input(0) && !is_interrupted())
        rl_callback_read_char();
    *line = finished_line;
    finished_line = NULL;
    return result;
}

void creadline_end(void) {
    if (!is_reading) return;
    is_reading = false;
    rl_callback_handler_remove();
    fflush(rl_outstream);
}

void creadline_interrupt(void) {
    if (!is_reading) return;
    rl_callback_sigcleanup();
    // The next prompt belongs below all of the line, not below the cursor.
    rl_point = rl_end;
    rl_redisplay();
    rl_echo_signal_char(SIGINT);
    rl_free_line_state();
    rl_replace_line("", 1);
    rl_crlf();
    creadline_end();
}

void creadline_resume(void) {
    if (!is_reading) return;
    // Whoever had the terminal meanwhile has set it to their liking.
    if (rl_deprep_term_function != NULL) rl_deprep_term_function();
    if (rl_prep_term_function != NULL) rl_prep_term_function(1);
    rl_forced_update_display();
}

void creadline_resize(void) {
    if (is_reading) rl_resize_terminal();
}

void creadline_load(const char *line) { add_history(line); }

void creadline_remember(const char *line) {
    HIST_ENTRY **entries = history_list();
    for (int place = history_length - 1; entries != NULL && place >= 0; place--) {
        if (strcmp(entries[place]->line, line) != 0) continue;
        HIST_ENTRY *entry = remove_history(place);
        if (entry != NULL) free(free_history_entry(entry));
        break;
    }
    add_history(line);
}
