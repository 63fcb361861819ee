/* Walks a directory tree of any depth with few descriptors. In a worker. */
#ifndef WALK_H
#define WALK_H

#include "vocabulary.h"

#include <sys/stat.h>

/* What to do with an entry. */
enum walk_step {
  WALK_ON,   /* the next one */
  WALK_ENTER, /* a directory: visit what is in it, after all its siblings */
  WALK_STOP  /* no more at all */
};

struct walk {
  /* An entry of the open directory; path is relative to the top. Entries come in directory order. */
  enum walk_step (*visit)(struct walk *walk, int directory, const char *name, const char *path, const struct stat *status);
  /* All in a directory has been visited; directory is its parent. NULL: nothing to do. */
  void (*leave)(struct walk *walk, int directory, const char *name, const char *path);
  /* A directory to enter could not be opened: it is left out. */
  void (*unreadable)(struct walk *walk, const char *path, int error);
  uint32_t depth; /* of the directory being read: 1 at the top */
};

/* Takes over top, an open directory. */
void walk_directory(struct walk *walk, int top);

#endif
