/* Shares of the sandbox's CPU time: control groups of the host's making, one beside the other. Programs go into them and process 1
 * does not, so that whatever programs do, process 1 runs, and so does the next program. */
#ifndef SHARE_H
#define SHARE_H

#include "vocabulary.h"

enum { SHARES_MOST = 16 };

/* Adds a group by its open list of threads, and takes that descriptor over. Once each, at start. */
void share_add(int fd);

/* The share that the fewest spawned processes use, counting this one from now on. -1: there are none. */
int share_take(void);
/* A process that took it, and all its descendants, have ended. */
void share_leave(int share);

/* A descriptor for share_enter, to be closed. -1: there are none. */
int share_open(int share);
/* Puts the calling process, which has one thread, and all that it starts into a share. */
void share_enter(int fd);

#endif
