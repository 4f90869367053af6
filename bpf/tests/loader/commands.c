// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* What is asked for on standard input. */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "loader.h"

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

void iterate(const char *name, const char *map)
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
			if (size == sizeof(struct tcp_row))
				print_tcp_row((const void *)(buffer + at));
			else
				print_owner_row((const void *)(buffer + at));
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
		{ "own_netns", offsetof(struct control, own_netns) },
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

void update(const char *map, const void *key, __u32 value)
{
	if (bpf_map_update_elem(bpf_object__find_map_fd_by_name(object, map), key, &value, BPF_ANY))
		die(map);
}

void obey(char *line)
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
