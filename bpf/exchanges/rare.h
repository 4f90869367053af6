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

	if (!(state->marks[flow] & JUMPED))
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

/* How many requests of HTTP begin in what was kept of the turn's request. A global function, as those below with loops, in which is one
 * comparison: see send_chunk. */
__noinline int kept_requests(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);
	__u32 bytes;
	int count = 1;

	if (!state)
		return 0;
	bytes = state->prefix_bytes;
	if (bytes < 8 || !is_method(word_at(state->prefix)))
		return bytes > 0;
#pragma clang loop unroll(disable)
	for (__u32 at = 0; at < PREFIX_BYTES - 8; at++) {
		if (at + 8 > bytes)
			break;
		if ((bpf_be64_to_cpu(*(const __u64 *)(state->prefix + at)) & HEAD_END_MASK) == HEAD_END)
			count++;
	}
	return count;
}

/* Looks through a request that is longer than all before it. */
__noinline int look_for_burst(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);
	__u32 units, first;

	if (!state)
		return 0;
	units = state->prefix_bytes / SINGLE_UNIT;
	first = word_at(state->prefix);
	/* What has a body says nothing of how long a head is, and a client must not send another behind it (RFC 9112, 9.3.2). */
	if (first != GET && first != HEAD && state->flags & LOOKED)
		return 0;
	if (kept_requests(skb, egress) > 1)
		return 1;
	if (first == GET || first == HEAD)
		state->single = units < SINGLE_MOST ? units : SINGLE_MOST;
	return 0;
}

#define BLOCK   40    /* bytes that are looked at at once: the stack is short */
#define AROUND  7     /* of them: the end of a head before the first request, and the method of the last */
#define SCANNED 65536 /* of one segment */

/* How many requests of HTTP begin in the next bytes of payload, BLOCK - AROUND at most, each behind the end of a head. */
__noinline int requests_in_block(struct __sk_buff *skb, __u32 offset, __u32 bytes)
{
	__u8 block[BLOCK] = {};
	__u64 word = 0;
	int count = 0;

	bytes = bytes > BLOCK - 4 ? BLOCK : bytes + 4;
	if (offset < 4 || !load_payload(skb, offset - 4, block, bytes, sizeof(block)))
		return 0;
#pragma clang loop unroll(disable)
	for (__u32 at = 0; at < BLOCK; at++) {
		if (at >= bytes)
			break;
		word = word << 8 | block[at];
		if (at >= AROUND && (word & HEAD_END_MASK) == HEAD_END)
			count++;
	}
	return count;
}

/* Bytes at a place of the skb, in network byte order. */
static __always_inline __u64 peek(struct __sk_buff *skb, __u32 offset, const __u32 bytes)
{
	__u64 value = 0;

	return bpf_skb_load_bytes(skb, offset, &value, bytes) ? 0 : bpf_be64_to_cpu(value) >> (64 - bytes * 8);
}

/* How many commands of MySQL that are answered begin in so many bytes: three of length, a 0, the command. A global function: see
 * requests_in_block. */
__noinline int commands_in(struct __sk_buff *skb, __u32 offset, __u32 bytes)
{
	__u32 at = 0;
	int count = 0;

#pragma clang loop unroll(disable)
	for (__u32 packet = 0; packet < 64; packet++) {
		__u64 head = at + 5 <= bytes ? peek(skb, offset + at, 5) : 0;
		__u8 command = head;

		if (!(head >> 16) || head >> 8 & 0xff || command > LAST_COMMAND)
			break;
		count += is_answered(command);
		at += 4 + (head >> 32 | (head >> 16 & 0xff00) | (head & 0xff0000));
	}
	return count;
}

/* How many requests begin in payload of which nothing is told. */
static __always_inline __u32 count_requests(
	struct __sk_buff *skb, const struct socket_state *state, const struct packet *packet, __u32 offset, __u32 bytes)
{
	__u32 count;

	if (!(state->flags & HTTP) && !is_method(word_at(state->prefix)))
		return commands_in(skb, offset, bytes);
	count = offset == packet->offset && is_method(peek(skb, offset, 4));
#pragma clang loop unroll(disable)
	for (__u32 at = 0; at < SCANNED; at += BLOCK - AROUND) {
		if (at >= bytes)
			break;
		count += requests_in_block(skb, offset + at, bytes - at);
	}
	return count;
}

/* Counts the requests that begin in payload of which nothing is told. */
__noinline int count_unread(struct __sk_buff *skb, __u32 egress, __u32 offset, __u32 bytes)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);

	if (state)
		state->unread += count_requests(skb, state, &packet, offset, bytes);
	return 0;
}

/* What is behind the first bytes of a segment: the final head may share it with an interim one. */
__noinline int send_rest(struct __sk_buff *skb, __u32 egress, __u32 sent)
{
	struct packet packet = {};
	struct control *settings = read_control();
	struct socket_state *state = find_again(skb, &packet, egress);
	struct piece rest = whole(&packet);

	if (!state || !settings || rest.bytes <= sent)
		return 0;
	cut_front(&rest, sent);
	send_extra(skb, state, &rest, settings->response_capture, &packet);
	return 0;
}

static __always_inline void take_another_head(struct __sk_buff *skb, struct socket_state *state,
	const struct piece *piece, const struct control *settings, const struct packet *packet)
{
	__u8 digit = 0;

	state->next[FLOW_RESPONSE] = piece->sequence + piece->bytes;
	if (!(state->flags & RECORDED))
		return;
	state->last_ns = now_of(skb, packet);
	bpf_skb_load_bytes(skb, piece->offset + 9, &digit, 1);
	state->marks[FLOW_RESPONSE] = (state->marks[FLOW_RESPONSE] & ~STATUS) | digit << STATUS_SHIFT;
	mark_end(skb, state, piece->offset + piece->bytes, piece->bytes);
	send_extra(skb, state, piece, settings->response_capture, packet);
}

/* Another head behind an interim one, in a segment of its own, of which the first bytes may have been seen. */
__noinline int take_head(struct __sk_buff *skb, __u32 egress, __u32 seen)
{
	struct packet packet = {};
	struct control *settings = read_control();
	struct socket_state *state = find_again(skb, &packet, egress);
	struct piece piece = whole(&packet);

	if (!state || !settings || piece.bytes <= seen)
		return 0;
	cut_front(&piece, seen);
	take_another_head(skb, state, &piece, settings, &packet);
	return 0;
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

	if (state && !switch_to_stream(state, PHASE_STREAM))
		state->unread += kept_requests(skb, egress);
	return 0;
}

/* The same where the segment at hand ends a burst of requests, of which so many bytes were captured. */
__noinline int stream_burst(struct __sk_buff *skb, __u32 egress, __u32 captured)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);
	__u32 rest;

	begin_stream(skb, egress);
	if (!state)
		return 0;
	rest = state->next[FLOW_REQUEST] - state->first[FLOW_REQUEST] - captured;
	if (rest - 1 < packet.bytes)
		count_unread(skb, egress, packet.offset + packet.bytes - rest, rest);
	return 0;
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
