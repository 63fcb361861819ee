/* What the sandbox may write. */
#pragma once

#include "options.h"

/* Makes the disk ready: the directories upper and work are in it. Returns its path, which for an image is a mount of our
 * own, on the directory image of the current directory. */
const char *open_disk(const struct options *options);
