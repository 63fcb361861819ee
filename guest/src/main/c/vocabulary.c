/* Checked allocation, and the message of a process that cannot go on. */
#include "vocabulary.h"

#include <stdarg.h>
#include <stdio.h>

void die(const char *format, ...) {
  int error = errno;
  va_list arguments;
  fputs("guest: ", stderr);
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  if (error != 0) fprintf(stderr, ": %s", strerror(error));
  fputc('\n', stderr);
  _exit(1);
}

void *allocate(size_t size) {
  return reallocate(NULL, size);
}

void *reallocate(void *memory, size_t size) {
  void *changed = realloc(memory, size == 0 ? 1 : size);
  if (changed == NULL) die("no memory for %zu bytes", size);
  return changed;
}

char *copy_text(struct bytes bytes) {
  char *text = allocate(bytes.size + 1);
  if (bytes.size > 0) memcpy(text, bytes.data, bytes.size);
  text[bytes.size] = '\0';
  return text;
}
