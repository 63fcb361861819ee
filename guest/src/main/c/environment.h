/* The environment of a spawned program. */
#ifndef ENVIRONMENT_H
#define ENVIRONMENT_H

#include "request.h"
#include "users.h"

#define ENVIRONMENT_DEFAULT_PATH "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

/* Process 1's own, the user's variables over it, and over both the changes: KEY=VALUE sets, KEY alone removes. */
char **environment_build(const struct user *user, struct byte_list changes);
/* NULL if it is not there. */
const char *environment_get(char **env, const char *key);

#endif
