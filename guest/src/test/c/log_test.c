/* Compares logs with a plain array of all that was appended: random pieces, streams, caps, and offsets to read from. */
#include "log.h"

#include <fcntl.h>
#include <stdio.h>

enum { TOTAL = 200000, PIECE_MOST = 70000 };

static uint8_t data[TOTAL], streams[TOTAL], scratch[TOTAL];

static unsigned next_random(unsigned *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* Reads from the offset to the end in pieces and compares each byte and its stream. */
static void check_from(const struct log *log, uint64_t offset, size_t piece) {
  struct log_place place = log_seek(log, offset);
  uint64_t at = offset;
  for (;;) {
    struct log_part part = log_look(log, &place);
    if (part.gap == 0 && part.size == 0) break;
    at += part.gap;
    if (part.gap > 0 && at != log_oldest(log)) die("a gap from %llu ends at %llu", (unsigned long long)offset, (unsigned long long)at);
    size_t size = part.size == 0 ? 0 : log_read(log, &place, scratch, part.size < piece ? (size_t)part.size : piece);
    for (size_t i = 0; i < size; i++, at++) {
      if (scratch[i] != data[at] || part.stream != streams[at]) die("byte %llu is wrong", (unsigned long long)at);
    }
  }
  if (at != log_end(log)) die("reading stopped at %llu of %llu", (unsigned long long)at, (unsigned long long)log_end(log));
}

static void check_log(uint64_t cap, unsigned piece_most, unsigned seed) {
  struct log log;
  unsigned state = seed;
  size_t end = 0;
  log_init(&log, cap);
  while (end < TOTAL) {
    size_t size = 1 + next_random(&state) % piece_most;
    uint8_t stream = (uint8_t)(1 + next_random(&state) % 2);
    if (size > TOTAL - end) size = TOTAL - end;
    for (size_t i = end; i < end + size; i++) {
      data[i] = (uint8_t)next_random(&state);
      streams[i] = stream;
    }
    log_append(&log, stream, data + end, size);
    end += size;
    if (log_end(&log) != end) die("the log ends at %llu, not %zu", (unsigned long long)log_end(&log), end);
    if (log_end(&log) - log_oldest(&log) > cap) die("more than %llu bytes are kept", (unsigned long long)cap);
    if (next_random(&state) % 256 == 0) {
      /* Near the end mostly: reading all each time would take hours. */
      uint64_t back = next_random(&state) % (end < 3000 ? end + 1 : 3000);
      check_from(&log, end - back, 1 + next_random(&state) % 5000);
    }
  }
  check_from(&log, 0, TOTAL);
  check_from(&log, TOTAL / 2, 7000);
  if (piece_most > 100 && cap <= TOTAL && log_end(&log) - log_oldest(&log) != cap) die("fewer than %llu bytes are kept", (unsigned long long)cap);
  log_free(&log);
}

static void check_all(void) {
  static const uint64_t CAPS[] = {1, 65535, 65536, 65537, 100000, 199999, 200000, 1000000};
  static const unsigned PIECES[] = {4, 500, PIECE_MOST};
  for (size_t cap = 0; cap < sizeof CAPS / sizeof *CAPS; cap++) {
    for (size_t piece = 0; piece < sizeof PIECES / sizeof *PIECES; piece++) check_log(CAPS[cap], PIECES[piece], (unsigned)(cap * 10 + piece));
  }
}

int main(void) {
  char path[] = "/tmp/log-test.XXXXXX";
  if (mkdtemp(path) == NULL) die("mkdtemp");
  int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  spool_directory(directory);
  check_all();
  if (rmdir(path) < 0) die("%s is not empty", path);
  puts("log_test: ok");
  return 0;
}
