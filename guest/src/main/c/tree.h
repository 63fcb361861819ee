/* Trees of processes, as /proc shows them. */
#ifndef TREE_H
#define TREE_H

#include "vocabulary.h"

#include <sys/types.h>

/* Keeps /proc open, so that nothing mounted over it later deceives the guest. Once, at start. */
void tree_open(void);
/* The descriptor of /proc. */
int tree_proc(void);

struct tree_entry {
  pid_t pid, parent;
  char state; /* as in /proc/PID/stat; Z: a zombie, T: stopped */
  enum { TREE_UNKNOWN, TREE_INSIDE, TREE_OUTSIDE } side;
};

/* All processes at about one time, by pid. */
struct tree {
  struct tree_entry *entries;
  size_t count;
};

struct tree tree_scan(void);
void tree_free(struct tree *tree);
/* Sets each entry's side: inside are all descendants of root, without itself. */
void tree_mark(struct tree *tree, pid_t root);
/* How many descendants root has, zombies left out. */
uint32_t tree_live(struct tree *tree, pid_t root);

/* Signals all descendants of root; returns how many there were. */
size_t tree_signal(pid_t root, int signal);
/* Stops, then kills all descendants of root: a fork bomb that is stopped makes no more. What was born meanwhile is left. */
void tree_kill(pid_t root);

#endif
