/* The small text files in which the kernel keeps its figures: under /proc, and the sandbox's cgroup. */
#ifndef NUMBER_H
#define NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A file's text, as much as there is room for: false if it cannot be read. */
bool number_text(int directory, const char *path, char *text, size_t room);
/* The number after a line's first word, or without one the file's first number. False if it is not there, or no number. */
bool number_read(int directory, const char *path, const char *word, uint64_t *number);

#endif
