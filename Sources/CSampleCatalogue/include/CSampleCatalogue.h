#ifndef CSAMPLECATALOGUE_H
#define CSAMPLECATALOGUE_H

#include <stddef.h>

/// The bytes of sample-catalogue.txt, embedded so that the program is one file.
const unsigned char *sample_catalogue_bytes(void);
size_t sample_catalogue_size(void);

#endif
