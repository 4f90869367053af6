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
#include <sched.h>
#include <stddef.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <net/if.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "sonde_records.h"

static struct bpf_object *object;
static struct ring_buffer *ring;
static struct control *settings;
static bool bench;
static unsigned long long records;

static void die(const char *what)
{
	fprintf(stderr, "loader: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void print_hex(const char *name, const unsigned char *bytes, size_t count)
{
	printf(",\"%s\":\"", name);
	for (size_t i = 0; i < count; i++)
		printf("%02x", bytes[i]);
	printf("\"");
}

static void print_tuple(const struct socket_tuple *tuple)
{
	char local[INET6_ADDRSTRLEN], remote[INET6_ADDRSTRLEN];

	inet_ntop(AF_INET6, tuple->local_address, local, sizeof(local));
	inet_ntop(AF_INET6, tuple->remote_address, remote, sizeof(remote));
	printf(",\"local\":\"%s\",\"local_port\":%u,\"remote\":\"%s\",\"remote_port\":%u,\"netns\":%u", local,
		tuple->local_port, remote, tuple->remote_port, tuple->netns);
}

static void print_owner(const struct socket_owner *owner)
{
	printf(",\"tgid\":%u,\"started\":%llu,\"owner_cgroup\":%llu,\"scope\":%u,\"name\":\"%.40s\"", owner->tgid,
		owner->start_ns, owner->cgroup_id, owner->scope, owner->name);
}

static void print_settlement(const struct settlement *settle)
{
	printf(",\"settled\":%u,\"settled_bytes\":%u,\"settled_ns\":%llu", settle->request_sequence,
		settle->response_bytes, settle->last_ns);
}

static void print_exchange(const struct exchange_record *r)
{
	const unsigned char *body = (const unsigned char *)(r + 1);

	printf(",\"start\":%llu,\"end\":%llu,\"first\":%llu,\"request_sequence\":%u,\"response_sequence\":%u,"
	       "\"request_bytes\":%u,\"response_bytes\":%u,\"skipped\":%u,\"flags\":%u",
		r->request_start_ns, r->request_end_ns, r->response_start_ns, r->request_sequence, r->response_sequence,
		r->request_bytes, r->response_bytes, r->skipped, r->flags);
	print_settlement(&r->settle);
	print_hex("request", body, r->request_captured);
	print_hex("response", body + r->request_captured, r->response_captured);
}

static int print_record(void *context, void *data, size_t size)
{
	const struct record_head *head = data;

	(void)context;
	records++;
	if (bench)
		return 0;
	if (size < head->length)
		die("a record is longer than its room in the ring");
	printf("{\"kind\":%u,\"cookie\":%llu,\"length\":%u", head->kind, head->cookie, head->length);
	if (head->kind == RECORD_SOCKET) {
		const struct socket_record *r = data;

		print_tuple(&r->tuple);
		printf(",\"time\":%llu,\"cgroup\":%llu,\"role\":%u,\"opened_before\":%u", r->time_ns, r->cgroup_id,
			r->role, r->opened_before);
	} else if (head->kind == RECORD_EXCHANGE) {
		print_exchange(data);
	} else if (head->kind == RECORD_CHUNK) {
		const struct chunk_record *r = data;

		printf(",\"time\":%llu,\"sequence\":%u,\"segment_bytes\":%u,\"direction\":%u,\"streamed\":%u",
			r->time_ns, r->sequence, r->segment_bytes, r->direction, r->streamed);
		print_hex("bytes", (const unsigned char *)(r + 1), r->captured);
	} else if (head->kind == RECORD_SETTLE) {
		const struct settle_record *r = data;

		print_settlement(&r->settle);
		printf(",\"skipped\":%u,\"open_request_sequence\":%u,\"open_request_bytes\":%u,\"closed\":%u",
			r->skipped, r->open_request_sequence, r->open_request_bytes, r->closed);
	} else if (head->kind == RECORD_OPEN) {
		const struct open_record *r = data;

		print_tuple(&r->tuple);
		printf(",\"time\":%llu,\"role\":%u", r->time_ns, r->role);
		print_owner(&r->owner);
	} else if (head->kind == RECORD_CLOSE) {
		const struct close_record *r = data;

		print_tuple(&r->tuple);
		printf(",\"time\":%llu,\"opened\":%llu,\"sent\":%llu,\"received\":%llu,\"segments\":%u,\"retransmits\":"
		       "%u,"
		       "\"srtt_us\":%u,\"role\":%u",
			r->time_ns, r->opened_ns, r->bytes_sent, r->bytes_received, r->segments_sent, r->retransmits,
			r->srtt_us, r->role);
	} else if (head->kind == RECORD_OWNER) {
		const struct owner_record *r = data;

		printf(",\"time\":%llu", r->time_ns);
		print_owner(&r->owner);
	}
	printf("}\n");
	return 0;
}

static void print_losses(void)
{
	int fd = bpf_object__find_map_fd_by_name(object, "losses"), cpus = libbpf_num_possible_cpus();
	__u64 values[cpus];

	printf("{\"losses\":[");
	for (__u32 cause = 0; cause < LOSS_CAUSES; cause++) {
		__u64 sum = 0;

		if (bpf_map_lookup_elem(fd, &cause, values))
			die("losses");
		for (int cpu = 0; cpu < cpus; cpu++)
			sum += values[cpu];
		printf("%s%llu", cause ? "," : "", sum);
	}
	printf("]}\n");
}

/* Runs an iterator once; its rows, if it writes any, are printed. */
static void iterate(const char *name, const char *map)
{
	struct bpf_program *program = bpf_object__find_program_by_name(object, name);
	union bpf_iter_link_info info = {};
	LIBBPF_OPTS(bpf_iter_attach_opts, options);
	struct bpf_link *link;
	char buffer[65536];
	size_t have = 0, size = !strcmp(name, "list_connections") ? sizeof(struct tcp_row) : sizeof(struct owner_row);
	ssize_t got;
	int fd;

	if (map) {
		info.map.map_fd = bpf_object__find_map_fd_by_name(object, map);
		options.link_info = &info;
		options.link_info_len = sizeof(info);
	}
	link = bpf_program__attach_iter(program, &options);
	if (!link)
		die(name);
	fd = bpf_iter_create(bpf_link__fd(link));
	if (fd < 0)
		die("iterator");
	while ((got = read(fd, buffer + have, sizeof(buffer) - have)) > 0 || (got < 0 && errno == EAGAIN)) {
		size_t at = 0;

		have += got > 0 ? got : 0;
		for (; have - at >= size; at += size) {
			if (size == sizeof(struct tcp_row)) {
				const struct tcp_row *row = (const void *)(buffer + at);

				printf("{\"row\":\"tcp\",\"cookie\":%llu", row->cookie);
				print_tuple(&row->tuple);
				printf(",\"sent\":%llu,\"received\":%llu,\"state\":%u}\n", row->bytes_sent,
					row->bytes_received, row->state);
			} else {
				const struct owner_row *row = (const void *)(buffer + at);

				printf("{\"row\":\"owner\",\"cookie\":%llu", row->cookie);
				print_tuple(&row->tuple);
				print_owner(&row->owner);
				printf(",\"inode\":%llu,\"fd\":%u,\"state\":%u}\n", row->inode, row->fd, row->state);
			}
		}
		have -= at;
		memmove(buffer, buffer + at, have);
	}
	if (got < 0)
		die("read of an iterator");
	close(fd);
	bpf_link__destroy(link);
}

static void set(const char *field, unsigned long long value)
{
	static const struct {
		const char *name;
		size_t offset;
	} fields[] = {
		{ "sample_mask", offsetof(struct control, sample_mask) },
		{ "request_capture", offsetof(struct control, request_capture) },
		{ "response_capture", offsetof(struct control, response_capture) },
		{ "generation", offsetof(struct control, generation) },
		{ "filter_ports", offsetof(struct control, filter_ports) },
		{ "filter_owners", offsetof(struct control, filter_owners) },
		{ "owners_generation", offsetof(struct control, owners_generation) },
		{ "filter_cgroups", offsetof(struct control, filter_cgroups) },
		{ "own_port", offsetof(struct control, own_port) },
		{ "stream_capture", offsetof(struct control, stream_capture) },
	};

	if (!strcmp(field, "idle_ns")) {
		settings->idle_ns = value;
		return;
	}
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (!strcmp(field, fields[i].name))
			*(__u32 *)((char *)settings + fields[i].offset) = value;
}

static void update(const char *map, const void *key, __u32 value)
{
	if (bpf_map_update_elem(bpf_object__find_map_fd_by_name(object, map), key, &value, BPF_ANY))
		die(map);
}

static void obey(char *line)
{
	char name[64] = "", container[65] = "";
	unsigned long long a = 0, b = 0;

	if (sscanf(line, "set %63s %llu", name, &a) == 2) {
		set(name, a);
	} else if (sscanf(line, "port %llu %llu", &a, &b) == 2) {
		__u32 key = a;

		update("ports", &key, b);
	} else if (sscanf(line, "stream %llu %llu", &a, &b) == 2) {
		__u64 key = a;

		update("streams", &key, b);
	} else if (sscanf(line, "tgid %llu", &a) == 1) {
		__u32 key = a;

		update("tgids", &key, 1);
	} else if (sscanf(line, "cgroup %llu", &a) == 1) {
		update("cgroups", &a, 1);
	} else if (sscanf(line, "executable %63s", name) == 1) {
		update("executables", name, 1);
	} else if (sscanf(line, "container %64s", container) == 1) {
		struct container_key key = { .bits = strlen(container) * 8 };

		memcpy(key.id, container, strlen(container));
		update("containers", &key, 1);
	} else if (sscanf(line, "forget %63s %llu", name, &a) == 2) {
		bpf_map_delete_elem(bpf_object__find_map_fd_by_name(object, name), &a);
	} else if (sscanf(line, "iterate %63s", name) == 1) {
		iterate(name, NULL);
	} else if (!strncmp(line, "settle", 6)) {
		iterate("settle_idle", "sockets");
	}
	ring_buffer__consume(ring);
	if (!strncmp(line, "losses", 6))
		print_losses();
	line[strcspn(line, "\n")] = 0;
	printf("{\"done\":\"%s\"}\n", line);
	fflush(stdout);
}

#define TCX_INGRESS 46 /* BPF_TCX_INGRESS, linux/bpf.h from 6.6 on */
#define TCX_EGRESS  47

/* The kernels before 6.6 have no link to a device; the hooks stay until `tc` or their device removes them. */
static struct bpf_tc_hook hooks[16];
static int hook_count;

static void attach_to_device(struct bpf_program *program, int device, bool egress)
{
	DECLARE_LIBBPF_OPTS(
		bpf_tc_hook, hook, .ifindex = device, .attach_point = egress ? BPF_TC_EGRESS : BPF_TC_INGRESS);
	DECLARE_LIBBPF_OPTS(bpf_tc_opts, options, .prog_fd = bpf_program__fd(program));

	if (!getenv("LOADER_CLSACT") &&
		bpf_link_create(bpf_program__fd(program), device, egress ? TCX_EGRESS : TCX_INGRESS, NULL) >= 0)
		return;
	bpf_tc_hook_create(&hook);
	if (bpf_tc_attach(&hook, &options))
		die("tc");
	hook.attach_point = BPF_TC_INGRESS | BPF_TC_EGRESS;
	if (!egress && hook_count < 16)
		hooks[hook_count++] = hook;
}

static void attach_to_devices(const char *namespace)
{
	struct if_nameindex *devices;
	char path[256];
	int file;

	if (namespace) {
		snprintf(path, sizeof(path), "/var/run/netns/%s", namespace);
		file = open(path, O_RDONLY);
		if (file < 0 || setns(file, CLONE_NEWNET))
			die(path);
		close(file);
	}
	devices = if_nameindex();
	for (struct if_nameindex *device = devices; device->if_index; device++) {
		attach_to_device(bpf_object__find_program_by_name(object, "ingress"), device->if_index, false);
		attach_to_device(bpf_object__find_program_by_name(object, "egress"), device->if_index, true);
	}
	if_freenameindex(devices);
}

/* Only in the namespace where it ends: a namespace of a test takes its devices along. */
static void leave_devices(void)
{
	while (hook_count)
		bpf_tc_hook_destroy(&hooks[--hook_count]);
}

static int print_libbpf(enum libbpf_print_level level, const char *format, va_list arguments)
{
	return level == LIBBPF_WARN ? vfprintf(stderr, format, arguments) : 0;
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
	ring = ring_buffer__new(bpf_object__find_map_fd_by_name(object, "ring"), print_record, NULL, NULL);
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
		if (!(cgroup < 0 ? bpf_program__attach(program) : bpf_program__attach_cgroup(program, cgroup)))
			die(bpf_program__name(program));
	}
	printf("{\"ready\":1}\n");
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
