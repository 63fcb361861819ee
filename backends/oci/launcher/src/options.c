#include "options.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "die.h"

static uint32_t number(const char *name, const char *text)
{
	char *end;
	errno = 0;
	unsigned long value = strtoul(text, &end, 10);
	if (errno || end == text || *end || value > UINT32_MAX - ID_COUNT)
		die("%s: not a number in range: %s", name, text);
	return (uint32_t)value;
}

static int socket_type(const char *name)
{
	if (strcmp(name, "stream") == 0)
		return SOCK_STREAM;
	if (strcmp(name, "datagram") == 0)
		return SOCK_DGRAM;
	die("--socket-type: stream or datagram, not %s", name);
}

static void set_hardware_address(uint8_t *address, const char *text)
{
	char more;
	if (sscanf(text, "%2hhx:%2hhx:%2hhx:%2hhx:%2hhx:%2hhx%c", address, address + 1, address + 2, address + 3, address + 4,
	           address + 5, &more)
	    != 6)
		die("--hardware-address: not one: %s", text);
}

static struct in_addr address_of(const char *name, const char *text)
{
	struct in_addr address;
	if (inet_pton(AF_INET, text, &address) != 1)
		die("%s: not an IPv4 address: %s", name, text);
	return address;
}

static void set_address(struct link *link, const char *text)
{
	char address[INET_ADDRSTRLEN] = "";
	size_t length = strcspn(text, "/");
	if (length >= sizeof address || !text[length])
		die("--address: not ADDRESS/PREFIX: %s", text);
	memcpy(address, text, length);
	link->address = address_of("--address", address);
	uint32_t prefix = number("--address", text + length + 1);
	if (prefix > 32)
		die("--address: not ADDRESS/PREFIX: %s", text);
	link->prefix = (uint8_t)prefix;
}

/* Returns whether it is an option about the link. */
static bool set_link(struct link *link, const char *name, const char *value)
{
	if (strcmp(name, "--link") == 0)
		link->name = value;
	else if (strcmp(name, "--bridge") == 0)
		link->bridge = value;
	else if (strcmp(name, "--hardware-address") == 0)
		set_hardware_address(link->hardware_address, value);
	else if (strcmp(name, "--address") == 0)
		set_address(link, value);
	else if (strcmp(name, "--gateway") == 0)
		link->gateway = address_of(name, value);
	else
		return false;
	return true;
}

static void require_link(const struct link *link)
{
	if (!link->name || !link->bridge || !link->prefix || !link->gateway.s_addr)
		die("a link needs --link, --bridge, --hardware-address, --address and --gateway");
}

struct link read_link(int argc, char **argv)
{
	struct link link = {0};
	for (int at = 0; at < argc; at += 2) {
		if (at + 1 == argc)
			die("%s: its value is missing", argv[at]);
		if (!set_link(&link, argv[at], argv[at + 1]))
			die("unknown option: %s", argv[at]);
	}
	require_link(&link);
	return link;
}

static void add_share(struct options *options, const char *file)
{
	if (options->share_count == MOST_SHARES)
		die("more than %d shares", MOST_SHARES);
	options->shares[options->share_count++] = file;
}

static void set(struct options *options, const char *name, const char *value)
{
	if (strcmp(name, "--scratch") == 0)
		options->scratch = value;
	else if (strcmp(name, "--id-base") == 0)
		options->id_base = number(name, value);
	else if (strcmp(name, "--disk") == 0)
		options->disk = value;
	else if (strcmp(name, "--disk-image") == 0)
		options->disk_image = value;
	else if (strcmp(name, "--socket-dir") == 0)
		options->socket_dir = value;
	else if (strcmp(name, "--socket") == 0)
		options->socket = value;
	else if (strcmp(name, "--socket-type") == 0)
		options->socket_type = socket_type(value);
	else if (strcmp(name, "--share") == 0)
		add_share(options, value);
	else if (set_link(&options->link, name, value))
		return;
	else if (strcmp(name, "--layer") != 0)
		die("unknown option: %s", name);
	else if (options->layer_count == MOST_LAYERS)
		die("more than %d layers", MOST_LAYERS);
	else
		options->layers[options->layer_count++] = value;
}

struct options read_options(int argc, char **argv)
{
	struct options options = {.socket_type = SOCK_STREAM};
	int at = 0;
	for (; at < argc && strcmp(argv[at], "--") != 0; at += 2) {
		if (at + 1 == argc)
			die("%s: its value is missing", argv[at]);
		set(&options, argv[at], argv[at + 1]);
	}
	options.runtime = argv + at + 1;
	if (at + 1 >= argc)
		die("no runtime after --");
	if (!options.scratch || !options.id_base || !options.disk == !options.disk_image || !options.socket_dir || !options.socket
	    || !options.layer_count)
		die("start needs --scratch, --id-base, --layer, --disk or --disk-image, --socket-dir and --socket");
	require_link(&options.link);
	return options;
}
