#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A reusable parser with the document it parsed last.
typedef struct csimdjson_parser csimdjson_parser;

/// The document as simdjson keeps it: a tape of 64-bit words (type in the top
/// byte, payload below) and a buffer of strings, each with a 32-bit length before it.
typedef struct {
  const uint64_t *tape;
  const uint8_t *strings;
  /// 0, or simdjson's error code.
  int error;
} csimdjson_document;

csimdjson_parser *csimdjson_create(size_t max_bytes);
void csimdjson_destroy(csimdjson_parser *parser);

/// Parses `length` bytes. The document lives until the next call or until the parser is destroyed.
csimdjson_document csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t length);

const char *csimdjson_error_message(int error);

#ifdef __cplusplus
}
#endif
#endif
