/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* What happens seldom: gaps that are filled late, directions that end. */
#ifndef SONDE_EXCHANGES_RARE_H
#define SONDE_EXCHANGES_RARE_H

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
	/* Two calls with a constant each: see find. */
	return egress & 1 ? state_again(skb, packet, true) : state_again(skb, packet, false);
}

static __always_inline void answer_late(struct __sk_buff *skb, struct socket_state *state, struct piece *piece,
	const struct control *settings, const struct packet *packet)
{
	struct settlement owed;

	take_owed(state, &owed);
	answer(skb, state, piece, &owed, settings, packet);
}

static __always_inline void fill_gap(
	struct __sk_buff *skb, struct socket_state *state, const struct control *settings, const struct packet *packet)
{
	__u8 flow = packet->flow & 1;
	__u32 seen = state->next[flow] - packet->sequence;
	__u32 into = state->first[flow] - packet->sequence;
	struct piece piece = whole(packet);

	if (!state->jumped[flow])
		return;
	if (piece.bytes > seen)
		piece.bytes = seen;
	if (state->flags & STREAM) {
		send_piece(skb, state, &piece, settings->stream_capture, packet);
		return;
	}
	if (!(state->flags & SAMPLED) || state->flags & PEER)
		return;
	if (into && into < piece.bytes)
		cut_front(&piece, into);
	if (flow == FLOW_REQUEST && state->phase == PHASE_REQUEST)
		capture_request(skb, state, &piece, settings, packet);
	else if (flow == FLOW_RESPONSE && state->phase == PHASE_PENDING && piece.sequence == state->first[flow])
		answer_late(skb, state, &piece, settings, packet);
	else if (flow == FLOW_RESPONSE && state->phase == PHASE_RESPONSE && !(state->flags & HTTP))
		capture_more(skb, state, &piece, settings->response_capture, packet);
}

/* A segment, or the front of one, that ends before what is expected: seen already, unless it was jumped over. */
__noinline int take_late(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct control *settings = read_control();
	struct socket_state *state = find_again(skb, &packet, egress);

	if (state && settings)
		fill_gap(skb, state, settings, &packet);
	return 0;
}

static __always_inline void end_direction(
	struct __sk_buff *skb, struct socket_state *state, const struct packet *packet)
{
	__u16 fin = FIN_REQUEST << (packet->flow & 1);
	bool reset = packet->tcp_flags & TCP_RST, closed = reset || packet->flow == FLOW_RESPONSE;
	struct settlement owed;

	if (state->flags & fin && !reset)
		return;
	state->flags |= fin;
	if (closed && state->phase == PHASE_PENDING && reset) {
		count_loss(LOSS_OUT_OF_ORDER);
		send_without_response(skb, state, EXCHANGE_RESPONSE_HOLE);
		state->phase = PHASE_RESPONSE;
	} else if (closed && state->phase == PHASE_REQUEST) {
		take_owed(state, &owed);
		put_back(state, &owed);
		state->first[FLOW_RESPONSE] = state->next[FLOW_RESPONSE];
		state->last_ns = now_of(skb, packet);
		send_without_response(skb, state, EXCHANGE_NO_RESPONSE);
		state->phase = PHASE_RESPONSE;
	}
	settle(state, closed);
}

/* A direction ends, or all does. */
__noinline int take_end(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);

	if (state)
		end_direction(skb, state, &packet);
	return 0;
}

/* From here on the connection comes in chunks. */
__noinline int begin_stream(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);

	if (state)
		switch_to_stream(state, PHASE_STREAM);
	return 0;
}

/* The same where the turn at hand holds several requests. 1: it does. */
__noinline int begin_stream_of_several(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);

	if (!state || !has_several(state))
		return 0;
	switch_to_stream(state, PHASE_STREAM);
	return 1;
}

/* The next request came, and the first byte of the response never did. */
__noinline int give_up_response(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);

	if (!state)
		return 0;
	count_loss(LOSS_OUT_OF_ORDER);
	send_without_response(skb, state, EXCHANGE_RESPONSE_HOLE);
	return 0;
}

#endif
