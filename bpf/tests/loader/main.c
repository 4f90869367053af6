// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/*
 * Loads and attaches the programs for real and prints what they send, one JSON object a line.
 *   loader exchanges OBJECT RING_BYTES CGROUP_DIRECTORY
 *   loader exchanges OBJECT RING_BYTES tc[:NETNS[:NETNS…]]   at the devices of these network namespaces, or of its own
 *   loader connections OBJECT RING_BYTES -
 * Commands on standard input, one a line; each is answered by a line {"done":…} after all records before it:
 *   drain | settle | losses | set FIELD VALUE | port NUMBER FLAGS | stream COOKIE MODE | iterate PROGRAM
 *   tgid NUMBER | executable NAME | container ID | cgroup ID | forget MAP KEY
 * End of input ends it. LOADER_PORT=n watches that port only, from the first packet on. LOADER_MANUAL=1 drains on command only; LOADER_BENCH=1 drains every 50 ms, prints no records and
 * tells at the end how many there were.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "loader.h"

struct bpf_object *object;
struct ring_buffer *ring;
struct control *settings;
static bool bench;
static unsigned long long records;

void die(const char *what)
{
	fprintf(stderr, "loader: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int take_record(void *context, void *data, size_t size)
{
	const struct record_head *head = data;

	(void)context;
	records++;
	if (bench)
		return 0;
	if (size < head->length)
		die("a record is longer than its room in the ring");
	print_record(head);
	return 0;
}

static int print_libbpf(enum libbpf_print_level level, const char *format, va_list arguments)
{
	return level == LIBBPF_WARN ? vfprintf(stderr, format, arguments) : 0;
}

/* Instructions that the verifier walked through for the program with the most; 0 before kernel 5.16, which does not tell. */
static unsigned most_walked(void)
{
	struct bpf_program *program;
	unsigned most = 0;

	bpf_object__for_each_program(program, object)
	{
		struct bpf_prog_info info = {};
		__u32 bytes = sizeof(info);

		if (bpf_obj_get_info_by_fd(bpf_program__fd(program), &info, &bytes))
			die(bpf_program__name(program));
		if (info.verified_insns > most)
			most = info.verified_insns;
	}
	return most;
}

int main(int count, char **arguments)
{
	bool drain = !getenv("LOADER_MANUAL");
	struct bpf_program *program;
	struct bpf_map *map;
	char line[256];
	int cgroup = -1;

	if (count != 5) {
		fprintf(stderr, "usage: loader exchanges|connections OBJECT RING_BYTES CGROUP_DIRECTORY|-\n");
		return 2;
	}
	setvbuf(stdin, NULL, _IONBF, 0); /* poll sees only what is not buffered */
	bench = getenv("LOADER_BENCH");
	libbpf_set_print(print_libbpf);
	libbpf_set_strict_mode(LIBBPF_STRICT_ALL);
	object = bpf_object__open_file(arguments[2], NULL);
	if (!object)
		die(arguments[2]);
	bpf_map__set_max_entries(bpf_object__find_map_by_name(object, "ring"), strtoul(arguments[3], NULL, 0));
	if (bpf_object__load(object))
		die("load");
	map = bpf_object__find_map_by_name(object, "control");
	settings = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(map), 0);
	if (settings == MAP_FAILED)
		die("control");
	*settings = (struct control){
		.request_capture = 4096, .response_capture = 1024, .generation = 1, .stream_capture = 524288
	};
	if (getenv("LOADER_PORT")) {
		__u32 port = strtoul(getenv("LOADER_PORT"), NULL, 10);

		update("ports", &port, PORT_WATCHED);
		settings->filter_ports = 1;
	}
	ring = ring_buffer__new(bpf_object__find_map_fd_by_name(object, "ring"), take_record, NULL, NULL);
	if (!ring)
		die("ring");
	if (!strncmp(arguments[4], "tc", 2)) {
		char *namespace = strtok(arguments[4] + 2, ":");

		do
			attach_to_devices(namespace);
		while ((namespace = strtok(NULL, ":")));
		atexit(leave_devices);
	} else if (strcmp(arguments[4], "-")) {
		cgroup = open(arguments[4], O_RDONLY | O_DIRECTORY);
		if (cgroup < 0)
			die(arguments[4]);
	}
	bpf_object__for_each_program(program, object)
	{
		if (!strncmp(bpf_program__section_name(program), "iter/", 5) ||
			!strcmp(bpf_program__section_name(program), "tc"))
			continue;
		if (cgroup >= 0)
			attach_to_cgroup(program, cgroup);
		else if (!bpf_program__attach(program))
			die(bpf_program__name(program));
	}
	printf("{\"ready\":1,\"walked\":%u}\n", most_walked());
	fflush(stdout);
	for (;;) {
		struct pollfd input = { .fd = 0, .events = POLLIN };

		if (poll(&input, 1, bench ? 50 : 20) > 0) {
			if (!fgets(line, sizeof(line), stdin)) {
				fprintf(stderr, "loader: %llu records\n", records);
				return 0;
			}
			obey(line);
		} else if (drain) {
			ring_buffer__consume(ring);
		}
	}
}
