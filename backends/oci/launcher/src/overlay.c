#include "overlay.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "die.h"
#include "disk.h"
#include "kernel.h"

/* A copy of the mount at path, with its ids shifted, on a new directory name. */
static void mount_shifted(const char *path, const char *name, uint64_t attributes, int user_namespace)
{
	int tree = open_tree(AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
	if (tree < 0)
		die_errno("open %s", path);
	struct mount_attr shifted = {
		.attr_set = MOUNT_ATTR_IDMAP | MOUNT_ATTR_NODEV | attributes,
		.userns_fd = (uint64_t)user_namespace,
	};
	if (mount_setattr(tree, "", AT_EMPTY_PATH, &shifted) != 0)
		die_errno("shift the ids of %s (its file system must support idmapped mounts)", path);
	if (mkdir(name, 0700) != 0)
		die_errno("make %s", name);
	if (move_mount(tree, "", AT_FDCWD, name, MOVE_MOUNT_F_EMPTY_PATH) != 0)
		die_errno("mount %s on %s", path, name);
	close(tree);
}

/* "0:1:2": the layers' directories, the topmost first. */
static void mount_layers(const struct options *options, int user_namespace, char *lower)
{
	char name[8];
	for (int at = 0; at < options->layer_count; at++) {
		snprintf(name, sizeof name, "%d", at);
		mount_shifted(options->layers[at], name, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID, user_namespace);
		if (at)
			strcat(lower, ":");
		strcat(lower, name);
	}
}

static void set(int context, const char *key, const char *value)
{
	if (fsconfig(context, FSCONFIG_SET_STRING, key, value) != 0)
		die_errno("overlay: set %s to %s", key, value);
}

/* The kernel creates the overlay's working files as us. Root is not an id of the shifted disk, and then the overlay would
 * become read-only with a line in the kernel's log only: so as the sandbox's root, but with our capabilities. */
static void create_as(int context, uint32_t id)
{
	if (prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0) != 0)
		die_errno("set securebits");
	setfsgid(id);
	setfsuid(id);
	int result = fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL);
	int error = errno;
	setfsuid(0);
	setfsgid(0);
	if (prctl(PR_SET_SECUREBITS, 0, 0, 0, 0) != 0)
		die_errno("reset securebits");
	errno = error;
	if (result != 0)
		die_errno("make the overlay");
}

static void require_writable(const char *path)
{
	struct statvfs about;
	if (statvfs(path, &about) != 0)
		die_errno("look at %s", path);
	if (about.f_flag & ST_RDONLY)
		die("the overlay came out read-only (the kernel's log says why)");
}

void mount_root(const struct options *options, int user_namespace)
{
	char lower[4 * MOST_LAYERS] = "";
	mount_layers(options, user_namespace, lower);
	mount_shifted(open_disk(options), "disk", MOUNT_ATTR_NOSUID, user_namespace);
	int context = fsopen("overlay", FSOPEN_CLOEXEC);
	if (context < 0)
		die_errno("open overlay");
	set(context, "source", "sebring");
	set(context, "lowerdir", lower);
	set(context, "upperdir", "disk/upper");
	set(context, "workdir", "disk/work");
	set(context, "redirect_dir", "on");
	create_as(context, options->id_base);
	int overlay = fsmount(context, FSMOUNT_CLOEXEC, MOUNT_ATTR_NODEV);
	if (overlay < 0)
		die_errno("mount the overlay");
	if (mkdir("rootfs", 0755) != 0 || move_mount(overlay, "", AT_FDCWD, "rootfs", MOVE_MOUNT_F_EMPTY_PATH) != 0)
		die_errno("mount the overlay on rootfs");
	close(overlay);
	close(context);
	require_writable("rootfs");
}
