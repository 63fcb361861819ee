/* Looks up users and groups in the sandbox's own files. */
#include "users.h"

#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <sys/stat.h>

enum { TABLE_MOST = 16 * 1024 * 1024, FIELDS = 7, NAME = 0, ID = 2, GROUP = 3, MEMBERS = 3, HOME = 5, SHELL = 6 };

struct table {
  const char *path;
  char *text; /* NULL until it has been read */
};

static struct table passwd = {"/etc/passwd", NULL};
static struct table group = {"/etc/group", NULL};
static bool single;

void users_single(void) {
  single = true;
}

/* The file's text; empty if it is missing, or is not a regular file. */
static const char *read_table(struct table *table) {
  if (table->text != NULL) return table->text;
  AUTO_CLOSE int fd = open(table->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat status;
  size_t size = 0;
  bool readable = fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= TABLE_MOST;
  table->text = allocate((readable ? (size_t)status.st_size : 0) + 1);
  while (readable && size < (size_t)status.st_size) {
    ssize_t got = read(fd, table->text + size, (size_t)status.st_size - size);
    if (got <= 0) break;
    size += (size_t)got;
  }
  table->text[size] = '\0';
  return table->text;
}

/* Cuts the next line at its colons: how many fields it has, 0 at the end of the text. */
static unsigned next_line(const char **text, struct bytes fields[FIELDS]) {
  if (**text == '\0') return 0;
  unsigned count = 0;
  size_t length = strcspn(*text, "\n");
  const char *at = *text, *end = *text + length;
  while (count < FIELDS) {
    const char *colon = memchr(at, ':', (size_t)(end - at));
    const char *stop = colon == NULL ? end : colon;
    fields[count++] = (struct bytes){(const uint8_t *)at, (size_t)(stop - at)};
    if (colon == NULL) break;
    at = colon + 1;
  }
  *text = *end == '\0' ? end : end + 1;
  return count;
}

static bool equal(struct bytes one, struct bytes other) {
  return one.size == other.size && memcmp(one.data, other.data, one.size) == 0;
}

/* Decimal digits of an id. All ones is no id: for the kernel it means "unchanged". */
static bool parse_id(struct bytes digits, uint32_t *id) {
  uint64_t value = 0;
  if (digits.size == 0 || digits.size > 10) return false;
  for (size_t i = 0; i < digits.size; i++) {
    if (digits.data[i] < '0' || digits.data[i] > '9') return false;
    value = value * 10 + (digits.data[i] - '0');
  }
  *id = (uint32_t)value;
  return value < UINT32_MAX;
}

static bool same_id(struct bytes digits, uint32_t id) {
  uint32_t parsed;
  return parse_id(digits, &parsed) && parsed == id;
}

/* The line with this name, or without a name with this id. */
static bool find_line(struct table *table, const struct bytes *name, uint32_t id, struct bytes fields[FIELDS]) {
  const char *text = read_table(table);
  unsigned count;
  while ((count = next_line(&text, fields)) > 0) {
    if (count > ID && (name != NULL ? equal(fields[NAME], *name) : same_id(fields[ID], id))) {
      for (unsigned i = count; i < FIELDS; i++) fields[i] = bytes_of("");
      return true;
    }
  }
  return false;
}

static bool has_member(struct bytes members, struct bytes name) {
  for (size_t at = 0; at <= members.size;) {
    const uint8_t *begin = members.data + at;
    const uint8_t *comma = memchr(begin, ',', members.size - at);
    size_t length = comma == NULL ? members.size - at : (size_t)(comma - begin);
    if (equal((struct bytes){begin, length}, name)) return true;
    at += length + 1;
  }
  return false;
}

static void find_groups(struct user *user) {
  const char *text = read_table(&group);
  struct bytes fields[FIELDS];
  unsigned count;
  uint32_t gid;
  user->groups = allocate(sizeof *user->groups);
  user->groups[user->group_count++] = user->gid;
  while ((count = next_line(&text, fields)) > 0) {
    if (count <= MEMBERS || !has_member(fields[MEMBERS], bytes_of(user->name)) || !parse_id(fields[ID], &gid)) continue;
    user->groups = reallocate(user->groups, (user->group_count + 1) * sizeof *user->groups);
    user->groups[user->group_count++] = gid;
  }
}

static bool from_line(struct bytes fields[FIELDS], struct user *user) {
  if (!parse_id(fields[ID], &user->uid) || !parse_id(fields[GROUP], &user->gid)) return false;
  user->name = copy_text(fields[NAME]);
  user->home = fields[HOME].size > 0 ? copy_text(fields[HOME]) : copy_text(bytes_of("/"));
  user->shell = fields[SHELL].size > 0 ? copy_text(fields[SHELL]) : copy_text(bytes_of("/bin/sh"));
  return true;
}

static void from_id(uint32_t uid, gid_t gid, struct user *user) {
  struct bytes fields[FIELDS];
  char digits[16];
  if (find_line(&passwd, NULL, uid, fields) && from_line(fields, user)) return;
  snprintf(digits, sizeof digits, "%u", uid);
  *user = (struct user){.uid = uid, .gid = gid, .name = copy_text(bytes_of(digits))};
  user->home = copy_text(bytes_of("/"));
  user->shell = copy_text(bytes_of("/bin/sh"));
}

static bool from_digits(struct bytes specification, struct user *user) {
  const uint8_t *colon = memchr(specification.data, ':', specification.size);
  size_t length = colon == NULL ? specification.size : (size_t)(colon - specification.data);
  uint32_t uid, gid;
  if (!parse_id((struct bytes){specification.data, length}, &uid)) return false;
  if (colon == NULL) {
    from_id(uid, uid, user);
    find_groups(user);
    return true;
  }
  if (!parse_id((struct bytes){colon + 1, specification.size - length - 1}, &gid)) return false;
  from_id(uid, gid, user);
  user->gid = gid;
  return true;
}

bool users_find(struct bytes specification, struct user *user) {
  struct bytes fields[FIELDS];
  *user = (struct user){0};
  if (single) {
    from_id(getuid(), getgid(), user);
    if (getenv("HOME") != NULL) user->home = getenv("HOME");
    return true;
  }
  if (specification.size == 0) {
    from_id(0, 0, user);
    find_groups(user);
    return true;
  }
  if (!find_line(&passwd, &specification, 0, fields)) return from_digits(specification, user);
  if (!from_line(fields, user)) return false;
  find_groups(user);
  return true;
}

bool users_become(const struct user *user) {
  if (single) return true;
  return setgroups(user->group_count, user->groups) == 0 && setgid(user->gid) == 0 && setuid(user->uid) == 0;
}

static const char *name_of(struct table *table, uint32_t id) {
  static char digits[16];
  struct bytes fields[FIELDS];
  if (find_line(table, NULL, id, fields)) return copy_text(fields[NAME]);
  snprintf(digits, sizeof digits, "%u", id);
  return copy_text(bytes_of(digits));
}

/* Listings ask for the same few names again and again. */
struct remembered {
  bool known;
  uint32_t id;
  const char *name;
};

static const char *remember(struct remembered *last, struct table *table, uint32_t id) {
  struct remembered *entry = &last[id % 16];
  if (!entry->known || entry->id != id) *entry = (struct remembered){true, id, name_of(table, id)};
  return entry->name;
}

const char *users_name(uid_t uid) {
  static struct remembered last[16];
  return remember(last, &passwd, uid);
}

const char *users_group_name(gid_t gid) {
  static struct remembered last[16];
  return remember(last, &group, gid);
}

static bool id_of(struct table *table, struct bytes name, uint32_t *id) {
  struct bytes fields[FIELDS];
  if (find_line(table, &name, 0, fields)) return parse_id(fields[ID], id);
  return parse_id(name, id);
}

bool users_id(struct bytes name, uid_t *uid) {
  return id_of(&passwd, name, uid);
}

bool users_group_id(struct bytes name, gid_t *gid) {
  return id_of(&group, name, gid);
}
