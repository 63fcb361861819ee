#include "disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"

/* The kernel's ABI of loop devices: include/uapi/linux/loop.h. */
#define LOOP_CTL_GET_FREE 0x4C82
#define LOOP_CONFIGURE 0x4C0A
#define LO_FLAGS_AUTOCLEAR 4
#define LO_FLAGS_DIRECT_IO 16

struct loop_info64 {
	uint64_t device, inode, rdevice, offset, size_limit;
	uint32_t number, encrypt_type, encrypt_key_size, flags;
	uint8_t file_name[64], crypt_name[64], encrypt_key[32];
	uint64_t init[2];
};

struct loop_config {
	uint32_t fd, block_size;
	struct loop_info64 info;
	uint64_t reserved[8];
};

/* Makes a loop device of the file, which the kernel takes apart when its last user is gone. Writes its path. */
static int attach_loop(const char *file, char *device, size_t size)
{
	int backing = open(file, O_RDWR | O_CLOEXEC);
	int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
	if (backing < 0 || control < 0)
		die_errno("open %s", backing < 0 ? file : "/dev/loop-control");
	for (;;) {
		int number = ioctl(control, LOOP_CTL_GET_FREE);
		if (number < 0)
			die_errno("find a free loop device");
		snprintf(device, size, "/dev/loop%d", number);
		int loop = open(device, O_RDWR | O_CLOEXEC);
		if (loop < 0)
			die_errno("open %s", device);
		struct loop_config config = {.fd = (uint32_t)backing};
		config.info.flags = LO_FLAGS_AUTOCLEAR | LO_FLAGS_DIRECT_IO;
		if (ioctl(loop, LOOP_CONFIGURE, &config) == 0) {
			close(backing);
			close(control);
			return loop;
		}
		/* Another process took the same one. */
		if (errno != EBUSY)
			die_errno("attach %s to %s", file, device);
		close(loop);
	}
}

static void mount_image(const char *file)
{
	char device[32];
	int loop = attach_loop(file, device, sizeof device);
	if (mkdir("image", 0700) != 0)
		die_errno("make image");
	if (mount(device, "image", "ext4", MS_NOSUID | MS_NODEV | MS_NOATIME, "discard") != 0)
		die_errno("mount %s", file);
	close(loop);
}

static void make_directory(const char *disk, const char *name, mode_t mode)
{
	char path[4096];
	int length = snprintf(path, sizeof path, "%s/%s", disk, name);
	if (length < 0 || (size_t)length >= sizeof path)
		die("path too long: %s/%s", disk, name);
	if (mkdir(path, mode) == 0) {
		if (chmod(path, mode) != 0)
			die_errno("set the mode of %s", path);
	} else if (errno != EEXIST) {
		die_errno("make %s", path);
	}
}

const char *open_disk(const struct options *options)
{
	const char *disk = options->disk;
	if (options->disk_image) {
		mount_image(options->disk_image);
		disk = "image";
	}
	/* The sandbox's root directory takes its mode from upper. */
	make_directory(disk, "upper", 0755);
	make_directory(disk, "work", 0700);
	return disk;
}
