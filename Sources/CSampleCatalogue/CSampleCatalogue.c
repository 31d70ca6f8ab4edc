#include "CSampleCatalogue.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char bytes[] = {
#embed "sample-catalogue.txt"
};

const unsigned char *sample_catalogue_bytes(void) { return bytes; }
size_t sample_catalogue_size(void) { return sizeof bytes; }
