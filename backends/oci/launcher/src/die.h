/* The one way to fail: a line on stderr and exit status 125. */
#pragma once

#include <stdnoreturn.h>

enum { LAUNCHER_FAILED = 125 };

noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* As die, with the text of errno at the end. */
noreturn void die_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));
