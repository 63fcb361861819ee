/* Requests to the kernel about links, addresses and routes: rtnetlink, whose ABI is include/uapi/linux/netlink.h, rtnetlink.h,
 * if_link.h, if_addr.h and neighbour.h. The C library's headers do not have it. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define RTM_NEWLINK 16
#define RTM_NEWADDR 20
#define RTM_NEWROUTE 24
#define RTM_NEWNEIGH 28

#define NLM_F_REPLACE 0x100
#define NLM_F_EXCL 0x200
#define NLM_F_CREATE 0x400

struct ifinfomsg {
	uint8_t family, padding;
	uint16_t type;
	int32_t index;
	uint32_t flags, change;
};

struct ifaddrmsg {
	uint8_t family, prefix, flags, scope;
	uint32_t index;
};

struct rtmsg {
	uint8_t family, destination_prefix, source_prefix, tos, table, protocol, scope, type;
	uint32_t flags;
};

struct ndmsg {
	uint8_t family, padding[3];
	int32_t index;
	uint16_t state;
	uint8_t flags, type;
};

/* One request while it is written. */
struct request {
	size_t used;
	_Alignas(4) char bytes[512];
};

/* Begins a request with the header that its type has. */
void begin_request(struct request *request, uint16_t type, uint16_t flags, const void *header, size_t size);

/* Adds bytes, and zeroes up to the next multiple of four. */
void append(struct request *request, const void *data, size_t size);

void add_attribute(struct request *request, uint16_t type, const void *value, size_t size);
void add_text(struct request *request, uint16_t type, const char *text);

/* Begins an attribute that is made of attributes, until end_nest is told what this returned. */
size_t begin_nest(struct request *request, uint16_t type);
void end_nest(struct request *request, size_t nest);

/* A socket for requests about the network namespace that the caller is in. */
int open_netlink(void);

/* Sends a request and waits until the kernel has done it. Returns 0, else -1 with errno. */
int send_request(int netlink, struct request *request);
