/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* What every form of the programs does with a packet. */
#ifndef SONDE_EXCHANGES_SEE_H
#define SONDE_EXCHANGES_SEE_H

#include "fast.h"
#include "sockets.h"
#include "waiting.h"

/* So that their layout is in the object's BTF, where the agent reads it. */
const struct socket_record *layout_socket __attribute__((unused));
const struct exchange_record *layout_exchange __attribute__((unused));
const struct chunk_record *layout_chunk __attribute__((unused));
const struct owner_record *layout_owner __attribute__((unused));
const struct settle_record *layout_settle __attribute__((unused));
const struct waiting_record *layout_waiting __attribute__((unused));

/* Everything that take_at_once leaves. */
__noinline int take(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct control *settings = read_control();
	struct socket_state *state = find_again(skb, &packet, egress);

	if (!settings)
		return 0;
	if (!state) {
		if (!packet.bytes || !meet(skb, egress))
			return 0;
		state = find_again(skb, &packet, egress);
		if (!state)
			return 0;
	} else if (state->judged != settings->generation && !judge_again(skb, egress)) {
		return 0;
	}
	if (!(state->flags & ANNOUNCED))
		announce(skb, egress);
	if (packet.bytes && (state->flags & (ANNOUNCED | OWNED)) == ANNOUNCED && !own(skb, egress))
		return 0;
	if (packet.bytes)
		take_segment(skb, state, settings, &packet);
	if (packet.tcp_flags & (TCP_FIN | TCP_RST))
		take_end(skb, egress);
	return 0;
}

/*
 * The state of the packet's socket; NULL when it is to be met. False: there is nothing to do. `egress` is a constant at devices, so
 * that the verifier sees that whatever was looked up is given back.
 */
static __always_inline bool find(struct __sk_buff *skb, struct packet *packet, const bool egress,
	const struct control *settings, struct socket_state **state)
{
	__u32 *decided = NULL;
	struct bpf_sock *sk = borrow_socket(skb, packet, egress);

	if (!sk)
		return false;
	*state = bpf_sk_storage_get(&sockets, sk, 0, 0);
	if (!*state)
		decided = bpf_sk_storage_get(&unwatched, sk, 0, 0);
	return_socket(sk, egress);
	if (!*state)
		return packet->bytes && !(decided && *decided == settings->generation);
	packet->flow = flow_of(*state, egress);
	return true;
}

static __always_inline int see(struct __sk_buff *skb, bool egress)
{
	struct packet packet = {};
	struct socket_state *state;
	struct control *settings;

	if (!parse(skb, &packet, egress) && !(pull_headers(skb, egress) && parse(skb, &packet, egress)))
		return PASS;
	settings = read_control();
	if (!settings)
		return PASS;
	if (!find(skb, &packet, egress, settings, &state))
		return PASS;
	if (state && take_at_once(skb, state, settings, &packet))
		return PASS;
	take(skb, egress);
	return PASS;
}

/* The agent reads this iterator of `sockets` while it has exchanges that are not settled. */
SEC("iter/bpf_sk_storage_map")
int settle_idle(struct bpf_iter__bpf_sk_storage_map *context)
{
	struct socket_state *state = context->value;
	struct control *settings = read_control();
	__u64 now = bpf_ktime_get_ns(), next, since;

	if (!state || !settings)
		return 0;
	next = (__u64)state->next[0] << 32 | state->next[1];
	if (next != state->seen) {
		state->seen = next;
		state->seen_ns = now;
	}
	/* An exchange that is sampled away has no times. */
	since = state->seen_ns;
	if (state->flags & SAMPLED)
		since = state->phase == PHASE_REQUEST ? request_end_of(state) : state->last_ns;
	if ((__s64)(now - since - settings->idle_ns) >= 0 || is_long(state))
		settle(state, false);
	if (is_waiting(state, now))
		tell_waiting(state);
	return 0;
}

#endif
