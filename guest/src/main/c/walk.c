/* Walks a directory tree. Neither depth nor the length of paths is limited by the kernel's limits: only descriptors of
 * directories and single names are handed to it. Symbolic links are never followed. */
#include "walk.h"

#include "wire.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>

enum { KEPT_OPEN = 128 }; /* deeper directories are closed while one below is read, and found again through ".." */

struct level {
  int fd; /* -1: closed for now */
  dev_t device;
  ino_t inode;
  struct buffer enter; /* names of directories to enter, each with its NUL */
  size_t entered;      /* bytes of them that are done */
  size_t path_size;    /* of the path to this directory */
};

struct climber {
  struct walk *walk;
  struct level *levels;
  size_t count, room;
  struct buffer path; /* to the current entry, with its NUL */
  bool stopped;
};

static void set_path(struct climber *climber, size_t parent_size, const char *name) {
  climber->path.size = parent_size;
  if (parent_size > 0) put_u8(&climber->path, '/');
  put_raw(&climber->path, name, strlen(name) + 1);
}

static const char *path_text(const struct climber *climber) {
  return (const char *)climber->path.data;
}

/* Visits the entries of the last level and notes which are to be entered. */
static void read_level(struct climber *climber) {
  struct level *level = &climber->levels[climber->count - 1];
  struct walk *walk = climber->walk;
  int copy = fcntl(level->fd, F_DUPFD_CLOEXEC, 3);
  DIR *directory = copy < 0 ? NULL : fdopendir(copy);
  const struct dirent *item;
  if (directory == NULL) die("open a directory again");
  walk->depth = (uint32_t)climber->count;
  while (!climber->stopped && (item = readdir(directory)) != NULL) {
    struct stat status;
    if (strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0) continue;
    if (fstatat(level->fd, item->d_name, &status, AT_SYMLINK_NOFOLLOW) < 0) continue; /* gone meanwhile */
    set_path(climber, level->path_size, item->d_name);
    enum walk_step step = walk->visit(walk, level->fd, item->d_name, path_text(climber), &status);
    if (step == WALK_STOP) climber->stopped = true;
    if (step == WALK_ENTER) put_raw(&level->enter, item->d_name, strlen(item->d_name) + 1);
  }
  closedir(directory);
}

static void push_level(struct climber *climber, int fd, size_t path_size) {
  struct stat status;
  if (climber->count == climber->room) {
    climber->room = climber->room == 0 ? 16 : climber->room * 2;
    climber->levels = reallocate(climber->levels, climber->room * sizeof *climber->levels);
  }
  if (fstat(fd, &status) < 0) die("look at an open directory");
  if (climber->count > KEPT_OPEN) close_fd(&climber->levels[climber->count - 1].fd);
  climber->levels[climber->count++] = (struct level){
    .fd = fd,
    .device = status.st_dev,
    .inode = status.st_ino,
    .path_size = path_size,
  };
  read_level(climber);
}

/* Opens the parent of the last level again if it was closed: false if the directory has been moved meanwhile. */
static bool reopen_parent(struct climber *climber) {
  struct level *parent = &climber->levels[climber->count - 2];
  struct stat status;
  if (parent->fd >= 0) return true;
  parent->fd = openat(climber->levels[climber->count - 1].fd, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (parent->fd < 0) return false;
  return fstat(parent->fd, &status) == 0 && status.st_dev == parent->device && status.st_ino == parent->inode;
}

static void enter_next(struct climber *climber) {
  struct level *level = &climber->levels[climber->count - 1];
  const char *name = (const char *)level->enter.data + level->entered;
  set_path(climber, level->path_size, name);
  int fd = openat(level->fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (fd >= 0) {
    push_level(climber, fd, climber->path.size - 1);
    return; /* pop_level goes on behind the name */
  }
  climber->walk->unreadable(climber->walk, path_text(climber), errno);
  level->entered += strlen(name) + 1;
}

static void pop_level(struct climber *climber) {
  struct walk *walk = climber->walk;
  struct level *level = &climber->levels[climber->count - 1];
  if (climber->count > 1) {
    struct level *parent = level - 1;
    const char *name = (const char *)parent->enter.data + parent->entered;
    set_path(climber, parent->path_size, name);
    if (!reopen_parent(climber)) {
      walk->unreadable(walk, path_text(climber), ESTALE);
      climber->stopped = true;
    } else if (walk->leave != NULL && !climber->stopped) {
      walk->leave(walk, parent->fd, name, path_text(climber));
    }
    parent->entered += strlen(name) + 1;
  }
  close_fd(&level->fd);
  buffer_free(&level->enter);
  climber->count--;
}

void walk_directory(struct walk *walk, int top) {
  struct climber climber = {.walk = walk};
  push_level(&climber, top, 0);
  while (climber.count > 0) {
    const struct level *level = &climber.levels[climber.count - 1];
    if (!climber.stopped && level->entered < level->enter.size) enter_next(&climber);
    else pop_level(&climber);
  }
  buffer_free(&climber.path);
  free(climber.levels);
}
