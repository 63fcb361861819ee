/* Descriptors across a fork: who keeps which. */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

#include "vocabulary.h"

#include <fcntl.h>

/* Closes every descriptor from 3 on that is not in the list, which it sorts. Negative ones in it are ignored. */
void close_all_but(int *kept, size_t count);
/* Sets close-on-exec on every descriptor from 3 on. */
void close_all_on_exec(void);
/* Duplicates a descriptor to a number that no program asks for. -1 with errno. */
int move_high(int fd);

#endif
