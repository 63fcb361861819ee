/* Reads golden frames and hands out their fields in order. */
#include "golden.h"

#include <stdarg.h>
#include <stdio.h>

void golden_fail(const struct golden *golden, const char *format, ...) {
  va_list arguments;
  fprintf(stderr, "%s: ", golden->file);
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
  exit(1);
}

static unsigned hex_digit(const struct golden *golden, char digit) {
  static const char DIGITS[] = "0123456789abcdef";
  const char *at = digit == '\0' ? NULL : strchr(DIGITS, digit);
  if (at == NULL) golden_fail(golden, "not a hexadecimal digit: %c", digit);
  return (unsigned)(at - DIGITS);
}

static void decode_hex(struct golden *golden, const char *digits) {
  for (; digits[0] != '\0'; digits += 2) {
    put_u8(&golden->frame, (uint8_t)(hex_digit(golden, digits[0]) << 4 | hex_digit(golden, digits[1])));
  }
}

static void take_line(struct golden *golden, char *key, char *value) {
  if (strcmp(key, "about") == 0) return;
  if (strcmp(key, "direction") == 0) golden->from_guest = strcmp(value, "guest-to-host") == 0;
  else if (strcmp(key, "valid") == 0) golden->valid = strcmp(value, "yes") == 0;
  else if (strcmp(key, "hex") == 0) decode_hex(golden, value);
  else if (strcmp(key, "frame") == 0) golden->type = value;
  else if (strcmp(key, "channel") == 0) golden->channel = (uint32_t)strtoul(value, NULL, 10);
  else if (strcmp(key, "op") == 0) golden->op = value;
  else golden->fields[golden->count++] = (struct golden_field){key, value};
}

struct golden golden_read(const char *path) {
  struct golden golden = {.file = path, .type = "", .op = "", .fields = allocate(256 * sizeof(struct golden_field))};
  char line[8192];
  FILE *file = fopen(path, "r");
  if (file == NULL) die("open %s", path);
  while (fgets(line, sizeof line, file) != NULL) {
    char *colon = strstr(line, ": ");
    if (colon == NULL || line[strlen(line) - 1] != '\n' || golden.count == 256) golden_fail(&golden, "not a golden line: %s", line);
    line[strlen(line) - 1] = '\0';
    *colon = '\0';
    take_line(&golden, copy_text(bytes_of(line)), copy_text(bytes_of(colon + 2)));
  }
  fclose(file);
  if (golden.frame.size < FRAME_HEADER) golden_fail(&golden, "its hex is shorter than a header");
  return golden;
}

bool golden_next_is(const struct golden *golden, const char *key) {
  return golden->taken < golden->count && strcmp(golden->fields[golden->taken].key, key) == 0;
}

static const char *next_value(struct golden *golden, const char *key) {
  if (!golden_next_is(golden, key)) golden_fail(golden, "field %zu is not %s", golden->taken, key);
  return golden->fields[golden->taken++].value;
}

uint64_t golden_number(struct golden *golden, const char *key) {
  const char *value = next_value(golden, key);
  return value[0] == '-' ? (uint64_t)strtoll(value, NULL, 10) : strtoull(value, NULL, 10);
}

struct bytes golden_bytes(struct golden *golden, const char *key) {
  const char *value = next_value(golden, key);
  struct buffer bytes = {0};
  size_t length = strlen(value);
  if (length < 2 || value[0] != '"' || value[length - 1] != '"') golden_fail(golden, "%s is not in quotes", key);
  for (size_t i = 1; i < length - 1; i++) {
    if (value[i] != '\\') {
      put_u8(&bytes, (uint8_t)value[i]);
    } else {
      put_u8(&bytes, (uint8_t)(hex_digit(golden, value[i + 2]) << 4 | hex_digit(golden, value[i + 3])));
      i += 3;
    }
  }
  return (struct bytes){bytes.data, bytes.size};
}

void golden_expect_number(struct golden *golden, const char *key, uint64_t value) {
  uint64_t wanted = golden_number(golden, key);
  if (value != wanted) {
    golden_fail(golden, "%s is %llu, not %llu", key, (unsigned long long)value, (unsigned long long)wanted);
  }
}

void golden_expect_bytes(struct golden *golden, const char *key, struct bytes bytes) {
  struct bytes wanted = golden_bytes(golden, key);
  if (bytes.size != wanted.size || (wanted.size > 0 && memcmp(bytes.data, wanted.data, wanted.size) != 0)) {
    golden_fail(golden, "%s is \"%.*s\"", key, (int)bytes.size, (const char *)bytes.data);
  }
  free((void *)(uintptr_t)wanted.data);
}
