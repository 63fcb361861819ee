/* The sandbox's root file system. */
#pragma once

#include "options.h"

/* Mounts the overlay of the layers and the disk on the directory rootfs, which it makes in the current directory. All
 * ids on the disk and in the layers start at 0; the mounts shift them into the user namespace. */
void mount_root(const struct options *options, int user_namespace);
