// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* Exchanges at the devices of a network namespace: tcx, or clsact before 6.6. See README.md. */
#define FORM_TC
#include "see.h"

char LICENSE[] SEC("license") = "GPL";

SEC("tc")
int ingress(struct __sk_buff *skb)
{
	return see(skb, false);
}

SEC("tc")
int egress(struct __sk_buff *skb)
{
	return see(skb, true);
}
