// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* Exchanges at the socket: cgroup_skb on the watched cgroups. See README.md. */
#include "see.h"

char LICENSE[] SEC("license") = "GPL";

SEC("cgroup_skb/ingress")
int ingress(struct __sk_buff *skb)
{
	return see(skb, false);
}

SEC("cgroup_skb/egress")
int egress(struct __sk_buff *skb)
{
	return see(skb, true);
}
