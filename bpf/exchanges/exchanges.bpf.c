// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* Exchanges at the socket: cgroup_skb on the watched cgroups, one program in both directions. See README.md. */
#include "see.h"

char LICENSE[] SEC("license") = "GPL";

SEC("cgroup/skb")
int packet(struct __sk_buff *skb)
{
	return see(skb, is_sent(skb));
}
