// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* Exchanges at the devices of a network namespace: tcx, or clsact before 6.6, one program in both directions. See README.md. */
#define FORM_TC
#include "see.h"

char LICENSE[] SEC("license") = "GPL";

SEC("tc")
int packet(struct __sk_buff *skb)
{
	/* Two calls with a constant each: see find. */
	return is_sent(skb) ? see(skb, true) : see(skb, false);
}
