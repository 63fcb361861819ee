/* The work of the file operations, in a worker. */
#ifndef FILES_H
#define FILES_H

#include "request.h"

void file_stat(const struct request *request);
void file_mkdir(const struct request *request);
void file_rename(const struct request *request);
void file_chmod(const struct request *request);
void file_chown(const struct request *request);
void file_realpath(const struct request *request);
void file_user(const struct request *request);

/* content.c */
void file_read(const struct request *request);
void file_write(const struct request *request);

/* directory.c */
void file_list(const struct request *request);
void file_remove(const struct request *request);

/* find.c */
void file_find(const struct request *request);

/* Makes the directories above a path that are missing, 0755; fails like the operation it is for. */
void file_make_parents(const char *path);

#endif
