/* Bytes kept in memory while few, then in an unlinked file used as a ring. */
#include "spool.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

static int directory = -1;

void spool_directory(int opened) {
  directory = opened;
}

int spool_open_file(void) {
  static uint64_t next;
  char name[32];
  if (directory < 0) {
    errno = ENOENT;
    return -1;
  }
  int file = openat(directory, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  snprintf(name, sizeof name, "spool.%llu", (unsigned long long)next++);
  unlinkat(directory, name, 0); /* left by a guest that died between the next two lines */
  file = openat(directory, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file >= 0) unlinkat(directory, name, 0);
  return file;
}

void spool_init(struct spool *spool, uint64_t capacity) {
  *spool = (struct spool){.capacity = capacity, .file = -1};
}

/* How many bytes from a position on are before the ring's seam. */
static size_t before_seam(const struct spool *spool, uint64_t at, size_t size) {
  uint64_t left = spool->capacity - at % spool->capacity;
  return size < left ? size : (size_t)left;
}

static bool write_file(const struct spool *spool, uint64_t at, const uint8_t *data, size_t size) {
  while (size > 0) {
    size_t part = before_seam(spool, at, size);
    ssize_t wrote = pwrite(spool->file, data, part, (off_t)(at % spool->capacity));
    if (wrote <= 0) {
      if (wrote < 0 && errno == EINTR) continue;
      return false;
    }
    data += wrote;
    at += (uint64_t)wrote;
    size -= (size_t)wrote;
  }
  return true;
}

static void write_memory(struct spool *spool, uint64_t at, const uint8_t *data, size_t size) {
  while (size > 0) {
    size_t part = before_seam(spool, at, size);
    memcpy(spool->memory + at % spool->capacity, data, part);
    data += part;
    at += part;
    size -= part;
  }
}

/* From now on a ring in memory, of the size that needs no disk. */
static void stay_in_memory(struct spool *spool) {
  if (spool->capacity > SPOOL_IN_MEMORY) spool->capacity = SPOOL_IN_MEMORY;
  spool->memory = reallocate(spool->memory, (size_t)spool->capacity);
  spool->allocated = (size_t)spool->capacity;
}

static void move_to_file(struct spool *spool) {
  spool->file = spool_open_file();
  if (spool->file >= 0 && write_file(spool, 0, spool->memory, (size_t)spool->end)) {
    free(spool->memory);
    spool->memory = NULL;
    spool->allocated = 0;
  } else {
    close_fd(&spool->file);
    stay_in_memory(spool);
  }
}

/* Room in memory for more bytes at the end, as long as the whole is small. */
static void grow_memory(struct spool *spool, size_t more) {
  uint64_t needed = spool->end + more;
  size_t size = spool->allocated < 256 ? 256 : spool->allocated;
  if (needed > spool->capacity) needed = spool->capacity;
  if (needed <= spool->allocated) return;
  while (size < needed) size *= 2;
  if (size > spool->capacity) size = (size_t)spool->capacity;
  spool->memory = reallocate(spool->memory, size);
  spool->allocated = size;
}

static void append_to_file(struct spool *spool, const uint8_t *data, size_t size) {
  if (write_file(spool, spool->end, data, size)) return;
  /* The disk is full. A file that has not wrapped becomes a ring of the size it has reached, which needs no more space. */
  if (spool->end < spool->capacity) {
    spool->capacity = spool->end;
    if (write_file(spool, spool->end, data, size)) return;
  }
  /* Not even that (a copy-on-write disk): what was kept is lost, and memory keeps what comes. */
  close_fd(&spool->file);
  stay_in_memory(spool);
  spool->start = spool->end;
  write_memory(spool, spool->end, data, size);
}

void spool_append(struct spool *spool, const void *data, size_t size) {
  const uint8_t *from = data;
  while (size > 0) {
    /* No more at once than every kind of spool can hold. */
    size_t part = size < spool->capacity ? size : (size_t)spool->capacity;
    if (part > SPOOL_IN_MEMORY) part = SPOOL_IN_MEMORY;
    if (spool->file < 0 && spool->capacity > SPOOL_IN_MEMORY && spool->end + part > SPOOL_IN_MEMORY) move_to_file(spool);
    if (spool->file >= 0) {
      append_to_file(spool, from, part);
    } else {
      grow_memory(spool, part);
      write_memory(spool, spool->end, from, part);
    }
    spool->end += part;
    if (spool->end - spool->start > spool->capacity) spool->start = spool->end - spool->capacity;
    from += part;
    size -= part;
  }
}

size_t spool_read(const struct spool *spool, uint64_t at, void *into, size_t most) {
  size_t size = spool->end - at < most ? (size_t)(spool->end - at) : most;
  size = before_seam(spool, at, size);
  if (spool->file < 0) {
    if (size > 0) memcpy(into, spool->memory + at % spool->capacity, size);
    return size;
  }
  ssize_t got = pread(spool->file, into, size, (off_t)(at % spool->capacity));
  return got < 0 ? 0 : (size_t)got;
}

void spool_free(struct spool *spool) {
  free(spool->memory);
  spool->memory = NULL;
  close_fd(&spool->file);
}
