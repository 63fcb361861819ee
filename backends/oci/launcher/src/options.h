/* What `launcher start` is told.
 *
 *   --scratch DIR     an existing directory on which a private tmpfs is mounted; rootfs and namespaces appear in it
 *   --id-base N       first host user and group id of the sandbox; it gets 65,536 from there
 *   --layer DIR       read-only image layer, the topmost first; at least one, at most 16
 *   --disk DIR        the sandbox's disk, where the directories upper and work are or will be; or
 *   --disk-image FILE an ext4 file system that is the disk, mounted for the sandbox alone
 *   --socket-dir DIR, --socket NAME   where the guest's socket is bound, mode 0600
 *   --socket-type stream|datagram     listening (the default), or for messages
 *   -- RUNTIME ...    program to become; finds the socket as socket.h says
 */
#pragma once

#include <stdint.h>

enum { MOST_LAYERS = 16, ID_COUNT = 65536 };

struct options {
	const char *scratch;
	uint32_t id_base;
	const char *layers[MOST_LAYERS];
	int layer_count;
	const char *disk;
	const char *disk_image;
	const char *socket_dir;
	const char *socket;
	int socket_type;
	char **runtime;
};

struct options read_options(int argc, char **argv);
