/* Builds the environment of a spawned program. Runs in the process that becomes it, so nothing is ever freed. */
#include "environment.h"

#include <stdio.h>

extern char **environ;

struct variables {
  char **items;
  size_t count;
};

static size_t find(const struct variables *variables, const char *key, size_t length) {
  size_t i = 0;
  while (i < variables->count) {
    if (strncmp(variables->items[i], key, length) == 0 && variables->items[i][length] == '=') break;
    i++;
  }
  return i;
}

/* KEY=VALUE sets or replaces, KEY removes. */
static void apply(struct variables *variables, char *change) {
  size_t length = strcspn(change, "=");
  size_t at = find(variables, change, length);
  if (change[length] == '\0') {
    if (at < variables->count) variables->items[at] = variables->items[--variables->count];
    return;
  }
  variables->items[at] = change;
  if (at == variables->count) variables->count++;
}

static void set(struct variables *variables, const char *key, const char *value) {
  char *change = allocate(strlen(key) + strlen(value) + 2);
  sprintf(change, "%s=%s", key, value);
  apply(variables, change);
}

char **environment_build(const struct user *user, struct byte_list changes) {
  size_t room = changes.count + 8;
  for (char **item = environ; *item != NULL; item++) room++;
  struct variables variables = {allocate(room * sizeof(char *)), 0};
  for (char **item = environ; *item != NULL; item++) variables.items[variables.count++] = *item;
  if (find(&variables, "PATH", 4) == variables.count) set(&variables, "PATH", ENVIRONMENT_DEFAULT_PATH);
  set(&variables, "HOME", user->home);
  set(&variables, "USER", user->name);
  set(&variables, "LOGNAME", user->name);
  set(&variables, "SHELL", user->shell);
  for (uint32_t i = 0; i < changes.count; i++) apply(&variables, copy_text(changes.items[i]));
  variables.items[variables.count] = NULL;
  return variables.items;
}

const char *environment_get(char **env, const char *key) {
  size_t length = strlen(key);
  for (; *env != NULL; env++) {
    if (strncmp(*env, key, length) == 0 && (*env)[length] == '=') return *env + length + 1;
  }
  return NULL;
}
