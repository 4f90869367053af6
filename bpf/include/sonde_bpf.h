/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* What every object has: its ring, its control block, its loss counters. */
#ifndef SONDE_BPF_H
#define SONDE_BPF_H

#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>

#include "kernel_types.h"
#include "sonde_records.h"

/* Written by the programs; read by the agent, which maps it and drains it by the clock. The agent sets its size before
 * load. Nothing is deleted: space is free again when the agent moves the consumer position. */
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} ring SEC(".maps");

/* Written by the agent through its mapping; read by the programs. Lives and dies with the object. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct control);
} control SEC(".maps");

/* Incremented by the programs, read by the agent, never reset: index is enum loss_cause. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, LOSS_CAUSES);
	__type(key, __u32);
	__type(value, __u64);
} losses SEC(".maps");

static __always_inline struct control *read_control(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&control, &zero);
}

static __always_inline void count_losses(__u32 cause, __u32 lost)
{
	__u64 *count = bpf_map_lookup_elem(&losses, &cause);

	/* A packet in softirq may interrupt one that a process sends on the same CPU. */
	if (count)
		__sync_fetch_and_add(count, lost);
}

static __always_inline void count_loss(__u32 cause)
{
	count_losses(cause, 1);
}

/* 0: none was made yet. */
static __always_inline __u64 cookie_of(const struct sock *sk)
{
	return BPF_CORE_READ(sk, __sk_common.skc_cookie.counter);
}

/* 0: not known. */
static __always_inline __u64 cgroup_of(const struct sock *sk)
{
	/* Before 5.15 a tagged word is there, which only the kernel can read. */
	if (!bpf_core_field_exists(sk->sk_cgrp_data.cgroup))
		return 0;
	return BPF_CORE_READ(sk, sk_cgrp_data.cgroup, kn, id);
}

/* In host byte order. Of a full socket: one that closes has given skc_num back by then, but still knows inet_sport. */
static __always_inline __u16 local_port_of(const struct sock_common *sk)
{
	__u16 port = BPF_CORE_READ(sk, skc_num);

	return port ? port : bpf_ntohs(BPF_CORE_READ((const struct inet_sock *)sk, inet_sport));
}

/* Are both ends at one address? */
static __always_inline bool is_within(const struct sock_common *sk)
{
	__u64 local[2], remote[2];

	if (BPF_CORE_READ(sk, skc_family) == AF_INET)
		return BPF_CORE_READ(sk, skc_rcv_saddr) == BPF_CORE_READ(sk, skc_daddr);
	BPF_CORE_READ_INTO(&local, sk, skc_v6_rcv_saddr.in6_u.u6_addr8);
	BPF_CORE_READ_INTO(&remote, sk, skc_v6_daddr.in6_u.u6_addr8);
	return local[0] == remote[0] && local[1] == remote[1];
}

/* Is it a socket of the agent's own server, or of a client beside it? Elsewhere its port is anybody's. */
static __always_inline bool is_own(const struct sock_common *sk, const struct control *settings)
{
	__u32 own = settings->own_port, local = local_port_of(sk);

	if (!own || (local != own && bpf_ntohs(BPF_CORE_READ(sk, skc_dport)) != own))
		return false;
	if (settings->own_netns && BPF_CORE_READ(sk, skc_net.net, ns.inum) != settings->own_netns)
		return false;
	return local == own || is_within(sk);
}

/* The connection of a socket, as user space knows it. `sk` is a trusted or probed pointer: read by relocation. */
static __always_inline void tuple_of(struct socket_tuple *tuple, const struct sock_common *sk)
{
	__u32 *local = (__u32 *)tuple->local_address, *remote = (__u32 *)tuple->remote_address;

	if (BPF_CORE_READ(sk, skc_family) == AF_INET) {
		local[0] = local[1] = remote[0] = remote[1] = 0;
		local[2] = remote[2] = bpf_htonl(0xffff);
		local[3] = BPF_CORE_READ(sk, skc_rcv_saddr);
		remote[3] = BPF_CORE_READ(sk, skc_daddr);
	} else {
		BPF_CORE_READ_INTO(&tuple->local_address, sk, skc_v6_rcv_saddr.in6_u.u6_addr8);
		BPF_CORE_READ_INTO(&tuple->remote_address, sk, skc_v6_daddr.in6_u.u6_addr8);
	}
	tuple->local_port = local_port_of(sk);
	tuple->remote_port = bpf_ntohs(BPF_CORE_READ(sk, skc_dport));
	tuple->netns = BPF_CORE_READ(sk, skc_net.net, ns.inum);
}

#endif
