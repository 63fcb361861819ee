/* Users and groups of the sandbox, read from its own /etc/passwd and /etc/group. Never in process 1: the files are the
 * sandbox's, and reading them may take for ever. */
#ifndef USERS_H
#define USERS_H

#include "vocabulary.h"

#include <sys/types.h>

struct user {
  uid_t uid;
  gid_t gid;
  char *name, *home, *shell;
  gid_t *groups; /* supplementary */
  size_t group_count;
};

/* Every user is the guest itself from now on. */
void users_single(void);
/* A name, "uid" or "uid:gid"; empty: root. False if there is no such user. The strings live as long as the process. */
bool users_find(struct bytes specification, struct user *user);
/* Takes on the user's ids for good. False with errno. */
bool users_become(const struct user *user);

/* The name of an id, or its decimal digits. */
const char *users_name(uid_t uid);
const char *users_group_name(gid_t gid);
/* The id of a name or of decimal digits: false if there is none. */
bool users_id(struct bytes name, uid_t *uid);
bool users_group_id(struct bytes name, gid_t *gid);

#endif
