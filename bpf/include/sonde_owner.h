/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * Whose a socket is, and whether it was asked for. A connection is in scope when a process at either of its ends is: the end
 * that knows it lays a claim, under the addresses as it sees them, and the other end finds it under the mirrored ones.
 *
 * A process that connects claims in its system call, one that was accepted with its first payload, one of before at the
 * first walk over all processes or with its next payload. So when a response is seen, both ends have had their say.
 */
#ifndef SONDE_OWNER_H
#define SONDE_OWNER_H

#include "sonde_bpf.h"

#define NAME_BYTES        64 /* of an executable, as a key */
#define CGROUP_NAME_BYTES 112
#define CONTAINER_DIGITS  64
#define SCOPE_SUFFIX      6 /* ".scope" */
#define CGROUP_LEVELS     10

/* What is known of a connection since it was opened. Key: address of the struct sock. Written by `connections` at connect and
 * at establishment, deleted by it when the socket reaches CLOSE; read by `exchanges`. */
struct opening {
	__u64 opened_ns; /* 0: not established yet */
	struct socket_owner owner;
	__u32 owners_generation; /* of which owner.scope is */
	__u8 role;
	__u8 pad[3];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 131072);
	__type(key, __u64);
	__type(value, struct opening);
} openings SEC(".maps");

/* Connections of which an end is in scope; value: control.owners_generation. Key: the connection as that end sees it. Written
 * by the programs of both objects; deleted by `connections` when that end reaches CLOSE. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 131072);
	__type(key, struct socket_tuple);
	__type(value, __u32);
} claims SEC(".maps");

/* Written and deleted by the agent. Key: process id in the initial namespace; the value means nothing. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 4096);
	__type(key, __u32);
	__type(value, __u32);
} tgids SEC(".maps");

/* Written and deleted by the agent. Key: a name, filled up with zeros; the value means nothing. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024);
	__type(key, __u8[NAME_BYTES]);
	__type(value, __u32);
} executables SEC(".maps");

/* Written and deleted by the agent. Key: struct container_key; the value means nothing. */
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024);
	__type(key, struct container_key);
	__type(value, __u32);
} containers SEC(".maps");

static __always_inline const void *executable_of(const struct task_struct *task)
{
	return BPF_CORE_READ(task, mm, exe_file, f_path.dentry, d_name.name);
}

static __noinline bool has_name(const struct task_struct *task)
{
	__u8 name[NAME_BYTES] = {};
	const void *executable = executable_of(task);

	if (executable && bpf_probe_read_kernel_str(name, sizeof(name), executable) > 0 &&
		bpf_map_lookup_elem(&executables, name))
		return true;
	__builtin_memset(name, 0, sizeof(name));
	BPF_CORE_READ_STR_INTO((char(*)[16])name, task, group_leader, comm);
	return bpf_map_lookup_elem(&executables, name);
}

/* Is this the cgroup of a container that was asked for: `ID`, `ID.scope`, `ENGINE-ID.scope`, but no `ENGINE-conmon-ID.scope`? A
 * global function, as it is called in loops: the verifier walks through it once. */
__noinline int is_container(__u64 address)
{
	const char *name = (const char *)address;
	union { /* programs have little stack */
		__u8 whole[CGROUP_NAME_BYTES];
		struct container_key key;
	} at;
	__u64 ending = 0;
	int end = bpf_probe_read_kernel_str(at.whole, sizeof(at.whole), name) - 1;

	if (end < CONTAINER_DIGITS || end >= CGROUP_NAME_BYTES - 1)
		return 0;
	bpf_probe_read_kernel(&ending, SCOPE_SUFFIX, name + end - SCOPE_SUFFIX);
	if (ending == 0x65706f63732eULL) /* ".scope", little-endian */
		end -= SCOPE_SUFFIX;
	if (end < CONTAINER_DIGITS)
		return 0;
	name += end - CONTAINER_DIGITS;
	if (end > CONTAINER_DIGITS) {
		__u8 before = 0;

		bpf_probe_read_kernel(&before, 1, name - 1);
		if (before != '-')
			return 0;
	}
	if (end > CONTAINER_DIGITS + 7) {
		ending = 0;
		bpf_probe_read_kernel(&ending, 7, name - 7);
		if (ending == 0x2d6e6f6d6e6f63ULL) /* "conmon-" */
			return 0;
	}
	at.key.bits = CONTAINER_DIGITS * 8;
	bpf_probe_read_kernel(at.key.id, sizeof(at.key.id), name);
	return !!bpf_map_lookup_elem(&containers, &at.key);
}

static __always_inline struct kernfs_node *parent_of(struct kernfs_node *node)
{
	if (bpf_core_field_exists(node->__parent))
		return BPF_CORE_READ(node, __parent);
	return (void *)BPF_CORE_READ((struct kernfs_node___old *)node, parent);
}

static __always_inline bool in_container(struct cgroup *cgroup)
{
	struct kernfs_node *node = BPF_CORE_READ(cgroup, kn);

#pragma clang loop unroll(disable)
	for (int level = 0; level < CGROUP_LEVELS && node; level++) {
		if (is_container((__u64)BPF_CORE_READ(node, name)))
			return true;
		node = parent_of(node);
	}
	return false;
}

/* On cgroups of version 1 all are in the root of version 2. */
static __always_inline struct cgroup *memory_cgroup(struct css_set *set)
{
	struct cgroup_subsys_state *state = NULL;
	__u32 index;

	if (!bpf_core_enum_value_exists(enum cgroup_subsys_id, memory_cgrp_id))
		return NULL;
	index = bpf_core_enum_value(enum cgroup_subsys_id, memory_cgrp_id);
	bpf_probe_read_kernel(&state, sizeof(state),
		(void *)set + bpf_core_field_offset(struct css_set, subsys) + index * sizeof(state));
	return BPF_CORE_READ(state, cgroup);
}

static __always_inline __u8 scope_of(const struct task_struct *task, __u32 filters)
{
	struct css_set *set = BPF_CORE_READ(task, cgroups);
	__u32 tgid = BPF_CORE_READ(task, tgid);

	if (filters & OWNER_BY_TGID && !bpf_map_lookup_elem(&tgids, &tgid))
		return SCOPE_OUT;
	if (filters & OWNER_BY_NAME && !has_name(task))
		return SCOPE_OUT;
	if (filters & OWNER_BY_CONTAINER && !in_container(BPF_CORE_READ(set, dfl_cgrp)) &&
		!in_container(memory_cgroup(set)))
		return SCOPE_OUT;
	return SCOPE_IN;
}

/* What is known of a task as an owner. A thread of the kernel owns nothing. */
static __noinline void describe(
	struct socket_owner *owner, const struct task_struct *task, const struct control *settings)
{
	const void *executable = executable_of(task);
	__u32 filters = settings->filter_owners;

	__builtin_memset(owner, 0, sizeof(*owner));
	if (!executable) {
		owner->scope = filters ? SCOPE_OUT : SCOPE_UNKNOWN;
		return;
	}
	owner->generation = settings->owners_generation;
	owner->start_ns = BPF_CORE_READ(task, group_leader, start_boottime);
	owner->cgroup_id = BPF_CORE_READ(task, cgroups, dfl_cgrp, kn, id);
	owner->tgid = BPF_CORE_READ(task, tgid);
	bpf_probe_read_kernel_str(owner->name, sizeof(owner->name), executable);
	if (filters)
		owner->scope = scope_of(task, filters);
}

/* A namespace matters only where addresses mean another machine in each. */
static __always_inline void claim_key(struct socket_tuple *tuple)
{
	const __u32 *local = (const __u32 *)tuple->local_address;
	bool mapped = !local[0] && !local[1] && local[2] == bpf_htonl(0xffff);
	bool six = !local[0] && !local[1] && !local[2] && local[3] == bpf_htonl(1);

	if (!six && !(mapped && tuple->local_address[12] == 127))
		tuple->netns = 0;
}

static __noinline void claim(const struct sock_common *sk, __u32 generation)
{
	struct socket_tuple key = {};

	tuple_of(&key, sk);
	claim_key(&key);
	if (bpf_map_update_elem(&claims, &key, &generation, BPF_ANY))
		count_loss(LOSS_NO_STORAGE);
}

static __always_inline void unclaim(const struct sock_common *sk)
{
	struct socket_tuple key = {};

	tuple_of(&key, sk);
	claim_key(&key);
	bpf_map_delete_elem(&claims, &key);
}

#endif
