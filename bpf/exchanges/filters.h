/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* Whether a socket is watched, and how. */
#ifndef SONDE_EXCHANGES_FILTERS_H
#define SONDE_EXCHANGES_FILTERS_H

#include "form.h"

enum verdict { WATCH = 1, WATCH_STREAM = 2 };

static __always_inline __u32 port_flags(__u32 port)
{
	__u32 *flags = bpf_map_lookup_elem(&ports, &port);

	return flags ? *flags : 0;
}

/* Has the other end laid a claim? */
static __noinline bool claimed(const struct sock_common *sk, __u32 generation)
{
	struct socket_tuple own = {}, key = {};
	__u32 *found;

	tuple_of(&own, sk);
	__builtin_memcpy(key.local_address, own.remote_address, 16);
	__builtin_memcpy(key.remote_address, own.local_address, 16);
	key.local_port = own.remote_port;
	key.remote_port = own.local_port;
	key.netns = own.netns;
	claim_key(&key);
	found = bpf_map_lookup_elem(&claims, &key);
	return found && *found == generation;
}

/* By all but the filter by process. 0: not watched; else enum verdict. */
static __noinline __u32 judge(
	struct bpf_sock *sk, const struct control *settings, __u64 cookie, __u32 local, __u32 remote)
{
	__u32 flags = port_flags(local) | port_flags(remote);
	struct tcp_sock *tcp = bpf_skc_to_tcp_sock(sk);
	__u32 *mode;

	if (!tcp || is_own(&tcp->inet_conn.icsk_inet.sk.__sk_common, settings))
		return 0;
	if (settings->filter_ports && !(flags & PORT_WATCHED))
		return 0;
	if (settings->filter_cgroups && !passes_cgroup(sk))
		return 0;
	mode = bpf_map_lookup_elem(&streams, &cookie);
	if (flags & PORT_STREAM || (mode && *mode == STREAM_ON))
		return WATCH | WATCH_STREAM;
	return WATCH;
}

#endif
