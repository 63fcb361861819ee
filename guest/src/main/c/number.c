/* Reads the small text files in which the kernel keeps its figures. */
#include "number.h"

#include "vocabulary.h"

#include <fcntl.h>
#include <stdio.h>

bool number_text(int directory, const char *path, char *text, size_t room) {
  AUTO_CLOSE int fd = openat(directory, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  size_t size = 0;
  ssize_t got = fd < 0 ? -1 : 1;
  while (got > 0 && size < room - 1) {
    got = read(fd, text + size, room - 1 - size);
    if (got > 0) size += (size_t)got;
  }
  text[size] = '\0';
  return got >= 0;
}

bool number_read(int directory, const char *path, const char *word, uint64_t *number) {
  char text[8192];
  if (!number_text(directory, path, text, sizeof text)) return false;
  const char *at = text;
  size_t length = word == NULL ? 0 : strlen(word);
  while (word != NULL && !(strncmp(at, word, length) == 0 && (at[length] == ' ' || at[length] == ':'))) {
    at = strchr(at, '\n');
    if (at == NULL) return false;
    at++;
  }
  unsigned long long value;
  if (sscanf(at + length + (word != NULL), "%llu", &value) != 1) return false;
  *number = value;
  return true;
}
