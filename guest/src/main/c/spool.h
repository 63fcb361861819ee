/* A sequence of bytes that grows at its end and keeps the newest: in memory while small, then in an unlinked file, used
 * as a ring. Positions count all bytes ever appended. Appending never fails: without disk space it keeps less. */
#ifndef SPOOL_H
#define SPOOL_H

#include "vocabulary.h"

enum { SPOOL_IN_MEMORY = 65536 };

struct spool {
  uint64_t start, end; /* positions kept: from start, before end */
  uint64_t capacity;   /* at most so many bytes are kept: the ring's size */
  uint8_t *memory;     /* of allocated bytes; NULL while empty or in a file */
  size_t allocated;
  int file; /* -1: in memory */
};

/* Where the files are: a directory's descriptor, or -1 for memory only. Once, before the first spool. */
void spool_directory(int directory);
/* An unlinked file that only the guest can reach; -1 with errno. */
int spool_open_file(void);

void spool_init(struct spool *spool, uint64_t capacity);
void spool_append(struct spool *spool, const void *data, size_t size);
/* Copies up to most bytes from a position that is kept; returns how many, fewer than possible only at the ring's seam. */
size_t spool_read(const struct spool *spool, uint64_t at, void *into, size_t most);
void spool_free(struct spool *spool);

#endif
