/* Inputs of a SPAWN: files that the host fills before the program starts. */
#ifndef INPUT_H
#define INPUT_H

#include "request.h"

struct input {
  int file;
  uint64_t left; /* bytes that have not come yet */
};

/* An unlinked file. False with errno. */
bool input_open(struct input *input, uint64_t length);
/* Takes what came. False with errno; EPROTO: more than was announced. When nothing is left, the file is at its start. */
bool input_take(struct input *input, struct bytes bytes);

#endif
