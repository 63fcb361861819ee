#include "netlink.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "die.h"

#define NETLINK_ROUTE 0
#define NLM_F_REQUEST 1
#define NLM_F_ACK 4
#define NLMSG_ERROR 2

struct nlmsghdr {
	uint32_t length;
	uint16_t type, flags;
	uint32_t sequence, port;
};

struct attribute {
	uint16_t length, type;
};

struct answer {
	struct nlmsghdr header;
	int32_t error;
	char request[512];
};

void append(struct request *request, const void *data, size_t size)
{
	size_t padded = (size + 3) & ~(size_t)3;
	if (padded > sizeof request->bytes - request->used)
		die("a request to the kernel is too long");
	memset(request->bytes + request->used, 0, padded);
	if (size)
		memcpy(request->bytes + request->used, data, size);
	request->used += padded;
}

void begin_request(struct request *request, uint16_t type, uint16_t flags, const void *header, size_t size)
{
	struct nlmsghdr start = {.type = type, .flags = flags | NLM_F_REQUEST | NLM_F_ACK};
	request->used = 0;
	append(request, &start, sizeof start);
	append(request, header, size);
}

void add_attribute(struct request *request, uint16_t type, const void *value, size_t size)
{
	struct attribute start = {.length = (uint16_t)(sizeof start + size), .type = type};
	append(request, &start, sizeof start);
	append(request, value, size);
}

void add_text(struct request *request, uint16_t type, const char *text)
{
	add_attribute(request, type, text, strlen(text) + 1);
}

size_t begin_nest(struct request *request, uint16_t type)
{
	size_t nest = request->used;
	add_attribute(request, type, NULL, 0);
	return nest;
}

void end_nest(struct request *request, size_t nest)
{
	struct attribute start;
	memcpy(&start, request->bytes + nest, sizeof start);
	start.length = (uint16_t)(request->used - nest);
	memcpy(request->bytes + nest, &start, sizeof start);
}

int open_netlink(void)
{
	int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	if (netlink < 0)
		die_errno("open a netlink socket");
	return netlink;
}

int send_request(int netlink, struct request *request)
{
	struct nlmsghdr start;
	struct answer answer;
	memcpy(&start, request->bytes, sizeof start);
	start.length = (uint32_t)request->used;
	memcpy(request->bytes, &start, sizeof start);
	/* A socket without an address of its own is connected to the kernel. */
	if (send(netlink, request->bytes, request->used, 0) != (ssize_t)request->used)
		return -1;
	ssize_t length = recv(netlink, &answer, sizeof answer, 0);
	if (length < (ssize_t)offsetof(struct answer, request) || answer.header.type != NLMSG_ERROR) {
		errno = length < 0 ? errno : EPROTO;
		return -1;
	}
	errno = -answer.error;
	return answer.error ? -1 : 0;
}
