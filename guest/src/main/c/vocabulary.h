/* The words that every file of the guest uses: byte slices, checked allocation, descriptors that close themselves. */
#ifndef VOCABULARY_H
#define VOCABULARY_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef GUEST_VERSION
#define GUEST_VERSION "0.1.0"
#endif

#define NORETURN __attribute__((noreturn))
#define PRINTF(text, first) __attribute__((format(printf, text, first)))
#define CONTAINER_OF(pointer, type, member) ((type *)(void *)((char *)(pointer) - offsetof(type, member)))

/* Someone else's bytes: not NUL-terminated, not owned. */
struct bytes {
  const uint8_t *data;
  size_t size;
};

static inline struct bytes bytes_of(const char *text) {
  return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static inline int take_fd(int *fd) {
  int taken = *fd;
  *fd = -1;
  return taken;
}

static inline void close_fd(int *fd) {
  if (*fd >= 0) close(take_fd(fd));
}

static inline void free_pointer(void *pointer) {
  free(*(void **)pointer);
}

/* The variable's descriptor is closed, or its memory freed, when it goes out of scope. */
#define AUTO_CLOSE __attribute__((cleanup(close_fd)))
#define AUTO_FREE __attribute__((cleanup(free_pointer)))

/* Prints the message, and errno where it is not 0, and ends this process with status 1. */
NORETURN PRINTF(1, 2) void die(const char *format, ...);

/* Allocation that ends the process rather than return NULL. */
void *allocate(size_t size);
void *reallocate(void *memory, size_t size);
/* A NUL-terminated copy. */
char *copy_text(struct bytes bytes);

#endif
