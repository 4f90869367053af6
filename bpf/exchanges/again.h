/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* Packet and state, found again by a global function, which may have no pointer but the context. */
#ifndef SONDE_EXCHANGES_AGAIN_H
#define SONDE_EXCHANGES_AGAIN_H

#include "form.h"
#include "turns.h"

static __always_inline struct socket_state *state_again(struct __sk_buff *skb, struct packet *packet, const bool egress)
{
	struct bpf_sock *sk = borrow_socket(skb, packet, egress);
	struct socket_state *state;

	if (!sk)
		return NULL;
	state = bpf_sk_storage_get(&sockets, sk, 0, 0);
	return_socket(sk, egress);
	if (state)
		packet->flow = flow_of(state, egress);
	return state;
}

/* State of the packet's connection, without making it. */
static __always_inline struct socket_state *find_again(struct __sk_buff *skb, struct packet *packet, __u32 egress)
{
	if (!parse(skb, packet, egress & 1))
		return NULL;
#ifdef FORM_TC
	/* Two calls with a constant each: see find. */
	return egress & 1 ? state_again(skb, packet, true) : state_again(skb, packet, false);
#else
	return state_again(skb, packet, egress & 1);
#endif
}

#endif
