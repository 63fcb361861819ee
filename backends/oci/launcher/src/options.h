/* What `launcher start` is told.
 *
 *   --scratch DIR     an existing directory on which a private tmpfs is mounted; rootfs and namespaces appear in it
 *   --id-base N       first host user and group id of the sandbox; it gets 65,536 from there
 *   --layer DIR       read-only image layer, the topmost first; at least one, at most 16
 *   --disk DIR        the sandbox's disk, where the directories upper and work are or will be; or
 *   --disk-image FILE an ext4 file system that is the disk, mounted for the sandbox alone
 *   --socket-dir DIR, --socket NAME   where the guest's socket is bound, mode 0600
 *   --socket-type stream|datagram     listening (the default), or for messages
 *   --share FILE      the list of threads of a control group that the guest may put programs into; at most 8
 *   --link NAME --bridge NAME         the host's end of the sandbox's link, and what it is to be a port of
 *   --hardware-address MAC --address IPV4/PREFIX --gateway IPV4   of the sandbox's end
 *   -- RUNTIME ...    program to become; finds the socket as socket.h says
 */
#pragma once

#include <netinet/in.h>
#include <stdint.h>

enum { MOST_LAYERS = 16, MOST_SHARES = 8, ID_COUNT = 65536 };

struct link {
	const char *name, *bridge;
	uint8_t hardware_address[6], prefix;
	struct in_addr address, gateway;
};

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
	const char *shares[MOST_SHARES];
	int share_count;
	struct link link;
	char **runtime;
};

struct options read_options(int argc, char **argv);

/* What `launcher join` is told: those options that are about the link. */
struct link read_link(int argc, char **argv);
