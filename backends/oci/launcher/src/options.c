#include "options.h"

#include <errno.h>
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
	return options;
}
