// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* Attaching to a cgroup, and to the devices of a network namespace. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "loader.h"

#define TCX_INGRESS 46 /* BPF_TCX_INGRESS, linux/bpf.h from 6.6 on */
#define TCX_EGRESS  47

void attach_to_cgroup(struct bpf_program *program, int cgroup)
{
	if (strcmp(bpf_program__section_name(program), "cgroup/skb")) {
		if (!bpf_program__attach_cgroup(program, cgroup))
			die(bpf_program__name(program));
		return;
	}
	/* Links that live as long as their descriptors. */
	if (bpf_link_create(bpf_program__fd(program), cgroup, BPF_CGROUP_INET_INGRESS, NULL) < 0 ||
		bpf_link_create(bpf_program__fd(program), cgroup, BPF_CGROUP_INET_EGRESS, NULL) < 0)
		die(bpf_program__name(program));
}

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

void attach_to_devices(const char *namespace)
{
	struct bpf_program *program = bpf_object__find_program_by_name(object, "packet");
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
		attach_to_device(program, device->if_index, false);
		attach_to_device(program, device->if_index, true);
	}
	if_freenameindex(devices);
}

void leave_devices(void)
{
	while (hook_count)
		bpf_tc_hook_destroy(&hooks[--hook_count]);
}
