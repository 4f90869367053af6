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

/* 0: not watched; else enum verdict. */
static __noinline __u32 judge(
	struct bpf_sock *sk, const struct control *settings, __u64 cookie, __u32 local, __u32 remote)
{
	__u32 flags = port_flags(local) | port_flags(remote);
	__u32 *owner, *mode;

	if (settings->own_port && (local == settings->own_port || remote == settings->own_port))
		return 0;
	if (settings->filter_ports && !(flags & PORT_WATCHED))
		return 0;
	if (settings->filter_tgids) {
		owner = bpf_map_lookup_elem(&owners, &cookie);
		if (owner && *owner && !bpf_map_lookup_elem(&tgids, owner))
			return 0;
	}
	if (settings->filter_cgroups && !passes_cgroup(sk))
		return 0;
	mode = bpf_map_lookup_elem(&streams, &cookie);
	if (flags & PORT_STREAM || (mode && *mode == STREAM_ON))
		return WATCH | WATCH_STREAM;
	return WATCH;
}

#endif
