/* ENV: what process 1's environment is from now on, and so every later program's. */
#include "variables.h"

extern char **environ;

static void remove_variable(const char *variable) {
  AUTO_FREE char *key = copy_text((struct bytes){(const uint8_t *)variable, strcspn(variable, "=")});
  unsetenv(key);
}

static void remove_values(struct bytes prefix) {
  for (char **item = environ; prefix.size > 0 && *item != NULL;) {
    const char *value = strchr(*item, '=');
    if (value != NULL && strlen(value + 1) >= prefix.size && memcmp(value + 1, prefix.data, prefix.size) == 0) {
      remove_variable(*item);
      item = environ; /* the table has moved */
    } else {
      item++;
    }
  }
}

void variables_change(struct connection *connection, uint32_t number, const struct request *request) {
  remove_values(request->variables.prefix);
  for (uint32_t i = 0; i < request->variables.changes.count; i++) {
    AUTO_FREE char *change = copy_text(request->variables.changes.items[i]);
    char *equals = strchr(change, '=');
    if (equals == NULL) {
      unsetenv(change);
      continue;
    }
    *equals = '\0';
    if (setenv(change, equals + 1, 1) < 0) {
      connection_send_error(connection, number, errno, "request", "ENV: not a name of a variable");
      return;
    }
  }
  connection_send(connection, FRAME_DONE, number, (struct bytes){NULL, 0});
}
