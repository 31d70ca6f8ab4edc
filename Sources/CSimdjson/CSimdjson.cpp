#include "CSimdjson.h"

#include <new>
#include <simdjson.h>

struct csimdjson_parser {
  simdjson::dom::parser parser;
};

csimdjson_parser *csimdjson_create(size_t max_bytes) {
  return new (std::nothrow) csimdjson_parser{simdjson::dom::parser(max_bytes)};
}

void csimdjson_destroy(csimdjson_parser *parser) { delete parser; }

csimdjson_document csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t length) {
  auto result = parser->parser.parse(bytes, length);
  if (result.error()) {
    return {nullptr, nullptr, static_cast<int>(result.error())};
  }
  const auto &document = parser->parser.doc;
  return {document.tape.get(), document.string_buf.get(), 0};
}

const char *csimdjson_error_message(int error) {
  return simdjson::error_message(static_cast<simdjson::error_code>(error));
}
