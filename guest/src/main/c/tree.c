/* Finds, signals and kills the descendants of a process. */
#include "tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>

enum { FREEZE_ROUNDS = 32 };

static int proc = -1;

void tree_open(void) {
  proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (proc < 0) die("open /proc: the guest needs it to find processes");
}

int tree_proc(void) {
  return proc;
}

/* From "pid (name) state parent ...", where the name may contain anything. */
static bool read_entry(const char *pid, struct tree_entry *entry) {
  char path[32], text[512];
  snprintf(path, sizeof path, "%s/stat", pid);
  AUTO_CLOSE int fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
  ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (size <= 0) return false;
  text[size] = '\0';
  const char *after_name = strrchr(text, ')');
  int parent;
  if (after_name == NULL || sscanf(after_name + 1, " %c %d", &entry->state, &parent) != 2) return false;
  entry->pid = (pid_t)strtol(pid, NULL, 10);
  entry->parent = parent;
  entry->side = TREE_UNKNOWN;
  return true;
}

static int by_pid(const void *one, const void *other) {
  pid_t a = ((const struct tree_entry *)one)->pid, b = ((const struct tree_entry *)other)->pid;
  return (a > b) - (a < b);
}

struct tree tree_scan(void) {
  struct tree tree = {NULL, 0};
  size_t room = 0;
  int fd = openat(proc, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *directory = fd < 0 ? NULL : fdopendir(fd);
  if (directory == NULL) {
    close_fd(&fd);
    return tree;
  }
  const struct dirent *item;
  while ((item = readdir(directory)) != NULL) {
    if (item->d_name[0] < '1' || item->d_name[0] > '9') continue;
    if (tree.count == room) {
      room = room == 0 ? 64 : room * 2;
      tree.entries = reallocate(tree.entries, room * sizeof *tree.entries);
    }
    if (read_entry(item->d_name, &tree.entries[tree.count])) tree.count++;
  }
  closedir(directory);
  if (tree.count > 0) qsort(tree.entries, tree.count, sizeof *tree.entries, by_pid);
  return tree;
}

void tree_free(struct tree *tree) {
  free(tree->entries);
  *tree = (struct tree){NULL, 0};
}

static struct tree_entry *find(struct tree *tree, pid_t pid) {
  struct tree_entry key = {.pid = pid};
  return tree->count == 0 ? NULL : bsearch(&key, tree->entries, tree->count, sizeof key, by_pid);
}

/* Climbs from an entry until the answer is known, then writes it to all on the way. */
static void mark_path(struct tree *tree, struct tree_entry *from, pid_t root) {
  int side = TREE_UNKNOWN;
  size_t steps = 0;
  for (struct tree_entry *at = from; side == TREE_UNKNOWN; steps++) {
    if (at == NULL || at->pid == root || steps > tree->count) side = TREE_OUTSIDE;
    else if (at->side != TREE_UNKNOWN) side = at->side;
    else if (at->parent == root) side = TREE_INSIDE;
    else at = find(tree, at->parent);
  }
  for (struct tree_entry *at = from; at != NULL && at->side == TREE_UNKNOWN && steps-- > 0; at = find(tree, at->parent)) {
    at->side = side;
  }
}

void tree_mark(struct tree *tree, pid_t root) {
  for (size_t i = 0; i < tree->count; i++) tree->entries[i].side = TREE_UNKNOWN;
  for (size_t i = 0; i < tree->count; i++) {
    if (tree->entries[i].side == TREE_UNKNOWN) mark_path(tree, &tree->entries[i], root);
  }
}

uint32_t tree_live(struct tree *tree, pid_t root) {
  uint32_t live = 0;
  tree_mark(tree, root);
  for (size_t i = 0; i < tree->count; i++) {
    if (tree->entries[i].side == TREE_INSIDE && tree->entries[i].state != 'Z') live++;
  }
  return live;
}

/* Signals all inside; running is how many of them are neither stopped nor zombies. */
static size_t signal_inside(pid_t root, int signal, size_t *running) {
  struct tree tree = tree_scan();
  size_t count = 0;
  *running = 0;
  tree_mark(&tree, root);
  for (size_t i = 0; i < tree.count; i++) {
    const struct tree_entry *entry = &tree.entries[i];
    if (entry->side != TREE_INSIDE) continue;
    kill(entry->pid, signal); /* zombies too: the first thread may have ended before the others */
    if (entry->state == 'Z') continue;
    count++;
    if (entry->state != 'T' && entry->state != 't') ++*running;
  }
  tree_free(&tree);
  return count;
}

size_t tree_signal(pid_t root, int signal) {
  size_t running;
  return signal_inside(root, signal, &running);
}

void tree_kill(pid_t root) {
  size_t running = 1, before = SIZE_MAX;
  for (int round = 0; round < FREEZE_ROUNDS && running > 0; round++) {
    /* One process alone cannot outrun its death, and needs no stop first. */
    if (signal_inside(root, SIGSTOP, &running) <= 1 && round == 0) break;
    if (running >= before && round > FREEZE_ROUNDS / 2) break;
    before = running;
  }
  signal_inside(root, SIGKILL, &running);
}
