/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* What happens seldom: gaps that are filled late, directions that end. */
#ifndef SONDE_EXCHANGES_RARE_H
#define SONDE_EXCHANGES_RARE_H

#include "form.h"
#include "turns.h"
#include "unread.h"

static __always_inline void send_answer(struct __sk_buff *skb, struct socket_state *state, struct piece *piece,
	const struct control *settings, const struct packet *packet)
{
	__u32 limit = response_limit(state, settings);
	struct answer answer = { .offset = piece->offset };
	bool sent;

	take_owed(state, &answer.owed);
	answer.flags = exchange_flags(state);
	answer.bytes = piece->bytes < limit ? piece->bytes : limit;
	sent = send_exchange(skb, state, &answer);
	/* Now, as another CPU may have the next request at hand: what is kept of this one is in the record. */
	state->phase = PHASE_RESPONSE;
	if (state->flags & PEER && settings->sample_mask)
		note_status(skb, state, piece->offset, piece->bytes);
	if (!sent || state->flags & PEER || piece->bytes <= answer.bytes)
		return;
	if (state->flags & HTTP)
		mark_end(skb, state, piece->offset + piece->bytes, piece->bytes);
	if (!(state->flags & HTTP) || is_interim(state)) {
		cut_front(piece, answer.bytes);
		capture_more(skb, state, piece, settings->response_capture, packet);
	}
}

/* The response's first byte is in the segment. */
__noinline int answer(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct control *settings = read_control();
	struct socket_state *state = find_again(skb, &packet, egress);
	struct piece piece;

	if (!state || !settings)
		return 0;
	piece = seen_of(state, &packet);
	cut_front(&piece, state->first[FLOW_RESPONSE] - packet.sequence);
	send_answer(skb, state, &piece, settings, &packet);
	return 0;
}

/* The turn at hand ends without the first byte of its response. */
__noinline int unanswered(struct __sk_buff *skb, __u32 egress, __u32 flags)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);
	struct answer answer = {};

	if (!state)
		return 0;
	if (flags & EXCHANGE_RESPONSE_HOLE)
		count_loss(LOSS_OUT_OF_ORDER);
	if (!(state->flags & SAMPLED))
		return 0;
	take_owed(state, &answer.owed);
	answer.flags = exchange_flags(state) | flags;
	send_exchange(skb, state, &answer);
	return 0;
}

/* True: the segment has the first byte of a response that was waited for. */
static __always_inline bool fill_gap(
	struct __sk_buff *skb, struct socket_state *state, const struct control *settings, const struct packet *packet)
{
	__u8 flow = packet->flow & 1;
	__u32 into = state->first[flow] - packet->sequence;
	struct piece piece = seen_of(state, packet);

	if (!(state->flags & SAMPLED) || state->flags & PEER)
		return false;
	if (into && into < piece.bytes)
		cut_front(&piece, into);
	if (flow == FLOW_REQUEST && state->phase == PHASE_REQUEST)
		capture_request(skb, state, &piece, settings, packet);
	else if (flow == FLOW_RESPONSE && state->phase == PHASE_PENDING)
		return piece.sequence == state->first[flow];
	else if (flow == FLOW_RESPONSE && state->phase == PHASE_RESPONSE && !(state->flags & HTTP))
		capture_more(skb, state, &piece, settings->response_capture, packet);
	return false;
}

/*
 * Sends a segment of a socket that is sent whole; arguments as of send_chunk. Requests of which no chunk tells are counted, and
 * that is told before the next chunk. Bit 1 of `how`: the segment overtook another; bit 0: egress.
 */
__noinline int stream_segment(struct __sk_buff *skb, __u32 how, __u64 where, __u64 sizes)
{
	__u32 limit = (__u32)sizes, bytes = sizes >> 32, offset = where, sent = 0;
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, how);
	struct settlement none = {};
	bool packets;

	if (!state)
		return 0;
	packets = !(state->flags & HTTP) && !is_method(word_at(state->prefix));
	if (packets)
		limit = share_of(skb, state, &packet, offset, sizes);
	/* A socket that was not told of has nothing sent: no ring had room for it. */
	if (state->flags & ANNOUNCED && (state->unread == state->unread_told || put_settle(state, &none, false, false)))
		sent = CHUNK_LARGE * send_chunks(skb, state->cookie, where, (__u64)bytes << 32 | limit,
					     packet.flow | packet.egress << 1 | 4 | (how & 2) << 2 |
						     state->lost[packet.flow & 1] << 4);
	else
		count_loss(LOSS_RING_FULL_CHUNK);
	if (sent > limit)
		sent = limit;
	if (bytes)
		state->lost[packet.flow & 1] = sent < limit && sent < bytes;
	if (packets) {
		/* A command is told of where the last byte of its header is. */
		__u32 told = sent >= PACKET_HEADER && sent < bytes ? sent - (PACKET_HEADER - 1) : sent;
		int behind = follow_packets(skb, packet.egress, offset + told, 1);

		if (packet.flow == FLOW_REQUEST && behind > 0)
			state->unread += behind;
	} else if (packet.flow == FLOW_REQUEST && sent < bytes) {
		count_unread(skb, packet.egress, offset + sent, bytes - sent);
	}
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
	bpf_skb_load_bytes(skb, piece->offset + 9, &digit, 1);
	state->marks[FLOW_RESPONSE] = (state->marks[FLOW_RESPONSE] & ~STATUS) | digit << STATUS_SHIFT;
	if (!(state->flags & RECORDED))
		return;
	state->last_ns = now_of(skb, packet);
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

/* A segment, or the front of one, that was jumped over. 1: the first byte of a response that was waited for is in it. */
__noinline int take_late(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct control *settings = read_control();
	struct socket_state *state = find_again(skb, &packet, egress);

	return state && settings && fill_gap(skb, state, settings, &packet);
}

/* Of a direction that ends nothing more may be seen: what can't be told now is counted as lost, and told no more. */
static __always_inline void lose_untold(struct socket_state *state)
{
	__u32 untold = state->unread - state->unread_told + state->skipped - state->skipped_told;

	if (!untold)
		return;
	if (!(state->flags & PEER))
		count_losses(LOSS_RING_FULL_EXCHANGE, untold);
	state->unread = state->unread_told;
	state->skipped = state->skipped_told;
}

static __always_inline void end_direction(
	struct __sk_buff *skb, struct socket_state *state, const struct packet *packet)
{
	__u16 fin = FIN_REQUEST << (packet->flow & 1);
	bool reset = packet->tcp_flags & TCP_RST, closed = reset || packet->flow == FLOW_RESPONSE;

	if (state->flags & fin && !reset)
		return;
	state->flags |= fin;
	if (closed && state->phase == PHASE_PENDING && reset) {
		unanswered(skb, packet->egress, EXCHANGE_RESPONSE_HOLE);
		state->phase = PHASE_RESPONSE;
	} else if (closed && state->phase == PHASE_REQUEST) {
		keep_owed(state);
		state->first[FLOW_RESPONSE] = state->next[FLOW_RESPONSE];
		state->last_ns = now_of(skb, packet);
		unanswered(skb, packet->egress, EXCHANGE_NO_RESPONSE);
		state->phase = PHASE_RESPONSE;
	}
	settle(state, closed);
	lose_untold(state);
}

/* A direction ends, or all does. */
__noinline int take_end(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);

	if (!state)
		return 0;
	if (!knows_peer(state))
		look_for_peer(skb, egress);
	end_direction(skb, state, &packet);
	return 0;
}

/* From here on the connection comes in chunks, and of the turn's request what is behind the bytes that passed. */
__noinline int begin_stream(struct __sk_buff *skb, __u32 egress, __u32 passed)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);

	if (!state || state->streamed)
		return 0;
	if (state->phase == PHASE_REQUEST)
		begin_way(state);
	if (!switch_to_stream(state, STREAM_FOR_GOOD, passed))
		state->unread += kept_requests(skb, egress);
	return 0;
}

#endif
