/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * The turn machine: from segments to exchanges, by TCP sequence numbers alone.
 *
 * A segment is new when it ends beyond next[flow]; what ends before was seen (a retransmission) or was jumped over (it
 * comes late: reordering is seen here before TCP mends it). A turn's first byte is the one expected when the turn began,
 * not the first that came: the prefix is always taken from the segment that holds that byte, so it can't belong to
 * another exchange.
 */
#ifndef SONDE_EXCHANGES_TURNS_H
#define SONDE_EXCHANGES_TURNS_H

#include "pipelining.h"

/* Of the segment at hand: what is new of it, or all of it where it comes late. */
static __always_inline struct piece whole(const struct packet *packet)
{
	return (struct piece){ .sequence = packet->sequence, .offset = packet->offset, .bytes = packet->bytes };
}

static __always_inline void cut_front(struct piece *piece, __u32 bytes)
{
	piece->sequence += bytes;
	piece->offset += bytes;
	piece->bytes -= bytes;
}

/* What of a segment is not new. */
static __always_inline struct piece seen_of(const struct socket_state *state, const struct packet *packet)
{
	__u32 seen = state->next[packet->flow & 1] - packet->sequence;
	struct piece piece = whole(packet);

	if (piece.bytes > seen)
		piece.bytes = seen;
	return piece;
}

/* Sends what of the piece lies within the first `capture` bytes of its turn. */
static __always_inline void capture_more(struct __sk_buff *skb, struct socket_state *state, const struct piece *piece,
	__u32 capture, const struct packet *packet)
{
	__u32 at = piece->sequence - state->first[packet->flow & 1];

	if (at < capture)
		send_extra(skb, state, piece, capture - at, packet);
}

/* Puts the beginning of the piece into the request's prefix, and the rest into chunks. */
static __always_inline void capture_request(struct __sk_buff *skb, struct socket_state *state, struct piece *piece,
	const struct control *settings, const struct packet *packet)
{
	__u32 at = state->prefix_bytes, bytes = piece->bytes;

	if (piece->sequence - state->first[FLOW_REQUEST] == at && at <= PREFIX_BYTES / 2) {
		__u32 room = at ? PREFIX_BYTES / 2 : PREFIX_BYTES;

		if (bytes > room)
			bytes = room;
		barrier_var(at);
		if (at == 0) {
			if (!load_payload(skb, piece->offset, state->prefix, bytes, PREFIX_BYTES))
				return;
		} else if (at > PREFIX_BYTES / 2 ||
			   !load_payload(skb, piece->offset, state->prefix + at, bytes, PREFIX_BYTES / 2)) {
			return;
		}
		state->prefix_bytes = at + bytes;
		if (bytes == piece->bytes)
			return;
		cut_front(piece, bytes);
	}
	capture_more(skb, state, piece, settings->request_capture, packet);
}

/* Flags of the exchange at hand. */
static __always_inline __u32 exchange_flags(const struct socket_state *state)
{
	__u32 flags = 0;

	if (state->flags & PEER)
		flags |= EXCHANGE_PEER_HAS_PAYLOAD;
	if (state->flags & NO_REQUEST)
		flags |= EXCHANGE_NO_REQUEST;
	else if (!state->prefix_bytes && !(state->flags & PEER))
		flags |= EXCHANGE_REQUEST_HOLE;
	return flags;
}

/*
 * What is rare is a global function of its own: the verifier walks through it once, and 5.10 lets it have no pointer but
 * the context, so it finds packet and state again.
 */
int take_late(struct __sk_buff *skb, __u32 egress);
int take_end(struct __sk_buff *skb, __u32 egress);
int unanswered(struct __sk_buff *skb, __u32 egress, __u32 flags);
int answer(struct __sk_buff *skb, __u32 egress);
int look_for_peer(struct __sk_buff *skb, __u32 egress);
int send_rest(struct __sk_buff *skb, __u32 egress, __u32 sent);
int take_head(struct __sk_buff *skb, __u32 egress, __u32 seen);

static __always_inline bool is_sampled_away(const struct control *settings, __u32 first)
{
	return hash_of(first) & settings->sample_mask;
}

static __always_inline void begin_turn(
	struct socket_state *state, const struct control *settings, __u32 first, enum turn_kind kind)
{
	__u16 flags = state->flags & ~(SAMPLED | RECORDED | NO_REQUEST | PIECEWISE);
	bool rest = false;

	if (state->phase == PHASE_RESPONSE) {
		flags |= LOOKED;
		rest = state->flags & HTTP && is_interim(state);
	}
	/* The end of a turn that was sent is told with the next record. */
	if (state->flags & RECORDED) {
		flags |= OWES;
		state->before = state->first[FLOW_REQUEST];
	}
	if (rest) {
		/* The body that an interim response asked for goes with its head, and is no call of its own. */
		flags |= state->flags & SAMPLED;
	} else if (!is_sampled_away(settings, first)) {
		flags |= SAMPLED;
	} else if (kind == A_CALL) {
		__sync_fetch_and_add(&state->skipped, 1);
		count_loss(LOSS_SKIPPED);
	}
	state->first[FLOW_REQUEST] = first;
	state->prefix_bytes = 0;
	state->flags = flags;
}

static __noinline void read_status(struct __sk_buff *skb, struct socket_state *state, __u32 offset)
{
	__u64 head[2] = {};

	if (bpf_skb_load_bytes(skb, offset, head, 10) || (__u32)head[0] != bpf_htonl(HTTP_ANSWER)) {
		state->flags &= ~HTTP;
		return;
	}
	state->flags |= HTTP;
	state->marks[FLOW_RESPONSE] = (state->marks[FLOW_RESPONSE] & ~STATUS) | ((const __u8 *)head)[9] << STATUS_SHIFT;
}

/* Takes note of the status of a response that no record of this end holds: an interim one tells whose the client's next bytes are. */
static __always_inline void note_status(struct __sk_buff *skb, struct socket_state *state, __u32 offset, __u32 bytes)
{
	if (state->flags & LOOKED ? state->flags & HTTP && bytes <= INTERIM_MOST : bytes >= 10)
		read_status(skb, state, offset);
}

/* From the segment at hand on, which ends a burst of requests, of which so many bytes were captured, the connection comes in chunks. */
static __always_inline void stream_burst(struct __sk_buff *skb, const struct socket_state *state, __u32 captured,
	const struct control *settings, const struct packet *packet)
{
	__u32 rest = asked_bytes(state) - captured;
	struct piece piece = whole(packet);

	cut_front(&piece, rest - 1 < piece.bytes ? piece.bytes - rest : piece.bytes);
	begin_stream(skb, packet->egress, piece.sequence - state->first[FLOW_REQUEST]);
	send_piece(skb, &piece, settings->stream_capture, packet->egress);
}

/* Behind a first command that is too long to be kept another one begins in the segment at hand. */
static __always_inline bool has_long_and_another(
	struct __sk_buff *skb, const struct socket_state *state, const struct packet *packet)
{
	struct piece piece = whole(packet);

	return has_command(skb, &piece, behind_command(state, packet->sequence));
}

static __always_inline void take_request(struct __sk_buff *skb, struct socket_state *state, struct piece *piece,
	const struct control *settings, const struct packet *packet)
{
	__u32 expected = state->next[FLOW_REQUEST];
	enum turn_kind kind = A_CALL;

	state->next[FLOW_REQUEST] = piece->sequence + piece->bytes;
	if (state->phase != PHASE_REQUEST) {
		if (state->phase == PHASE_PENDING)
			unanswered(skb, packet->egress, EXCHANGE_RESPONSE_HOLE);
		else if (piece->sequence == expected && is_sampled_away(settings, expected))
			kind = kind_of_unsent(skb, state, piece->offset, piece->bytes);
		if (kind == NO_TURN)
			return;
		/* Whatever has not come by now passed unseen. */
		begin_turn(state, settings, expected, kind);
		state->marks[FLOW_RESPONSE] = 0;
		state->marks[FLOW_REQUEST] = piece->sequence != expected ? JUMPED : 0;
		state->phase = PHASE_REQUEST;
		if (!(state->flags & SAMPLED))
			return;
		state->request_start_ns = now_of(skb, packet);
	} else {
		if (!(state->flags & SAMPLED))
			return;
		if (!(state->flags & PEER) && is_another_request(skb, state, piece)) {
			begin_stream(skb, packet->egress, expected - state->first[FLOW_REQUEST]);
			send_piece(skb, piece, settings->stream_capture,
				packet->egress | (piece->sequence != expected) << 1);
			return;
		}
		state->request_end_ns = now_of(skb, packet);
		state->flags |= PIECEWISE;
	}
	if (state->flags & PEER)
		return;
	capture_request(skb, state, piece, settings, packet);
	if (knows_peer(state) && (has_several(skb, state, packet->egress) || has_long_and_another(skb, state, packet)))
		stream_burst(skb, state, settings->request_capture, settings, packet);
}

/* Bytes of a response in its exchange record, at most. */
static __always_inline __u32 response_limit(const struct socket_state *state, const struct control *settings)
{
	__u32 limit = state->flags & HTTP ? HTTP_RESPONSE : PREFIX_BYTES;

	return limit < settings->response_capture ? limit : settings->response_capture;
}

/* A turn that was sampled away is answered. */
static __always_inline void skip_exchange(struct __sk_buff *skb, struct socket_state *state, const struct piece *piece)
{
	if (state->flags & OWES)
		keep_owed(state);
	note_status(skb, state, piece->offset, piece->bytes);
	state->first[FLOW_RESPONSE] = state->next[FLOW_RESPONSE];
	state->next[FLOW_RESPONSE] = piece->sequence + piece->bytes;
	state->phase = PHASE_RESPONSE;
}

static __always_inline void take_response(struct __sk_buff *skb, struct socket_state *state, struct piece *piece,
	const struct control *settings, const struct packet *packet)
{
	__u32 expected = state->next[FLOW_RESPONSE];

	if (state->phase == PHASE_RESPONSE && is_another_response(skb, state, piece)) {
		if (is_interim(state)) {
			take_head(skb, packet->egress, piece->offset - packet->offset);
			return;
		}
		begin_stream(skb, packet->egress, asked_bytes(state));
		state->next[FLOW_RESPONSE] = piece->sequence + piece->bytes;
		send_piece(skb, piece, settings->stream_capture, packet->egress);
		return;
	}
	if (state->phase == PHASE_RESPONSE || state->phase == PHASE_PENDING) {
		if (state->flags & PEER)
			state->marks[FLOW_RESPONSE] &= JUMPED;
		state->next[FLOW_RESPONSE] = piece->sequence + piece->bytes;
		if (state->phase == PHASE_PENDING || !(state->flags & RECORDED))
			return;
		state->last_ns = now_of(skb, packet);
		if ((state->flags & (HTTP | PEER)) == HTTP)
			mark_end(skb, state, piece->offset + piece->bytes, piece->bytes);
		else if (!(state->flags & PEER))
			capture_more(skb, state, piece, settings->response_capture, packet);
		return;
	}
	if (!knows_peer(state)) {
		look_for_peer(skb, packet->egress);
		if (state->phase == PHASE_REQUEST && !(state->flags & PEER) &&
			has_several(skb, state, packet->egress)) {
			begin_stream(skb, packet->egress, asked_bytes(state));
			state->next[FLOW_RESPONSE] = piece->sequence + piece->bytes;
			send_piece(skb, piece, settings->stream_capture, packet->egress);
			return;
		}
	}
	if (state->phase == PHASE_IDLE) {
		begin_turn(state, settings, state->next[FLOW_REQUEST] - 1, NO_CALL);
		state->flags |= NO_REQUEST;
		state->request_start_ns = 0;
	}
	if (!(state->flags & SAMPLED)) {
		skip_exchange(skb, state, piece);
		return;
	}
	keep_owed(state);
	state->next[FLOW_RESPONSE] = piece->sequence + piece->bytes;
	state->first[FLOW_RESPONSE] = expected;
	state->last_ns = now_of(skb, packet);
	if (piece->sequence != expected && !(state->flags & PEER))
		state->phase = PHASE_PENDING;
	else
		answer(skb, packet->egress);
}

/* What of a segment is not new was seen already, unless it was jumped over. */
static __always_inline void take_again(
	struct __sk_buff *skb, struct socket_state *state, const struct control *settings, const struct packet *packet)
{
	struct piece piece = seen_of(state, packet);

	if (!(state->marks[packet->flow & 1] & JUMPED))
		return;
	if (state->streamed)
		send_piece(skb, &piece, settings->stream_capture, packet->egress);
	else if (take_late(skb, packet->egress))
		answer(skb, packet->egress);
}

/* Payload of a watched socket. */
static __always_inline void take_segment(
	struct __sk_buff *skb, struct socket_state *state, const struct control *settings, const struct packet *packet)
{
	__u8 flow = packet->flow & 1;
	struct piece piece = whole(packet);
	__s32 gap = packet->sequence - state->next[flow];

	if ((__s32)(gap + packet->bytes) <= 0) {
		take_again(skb, state, settings, packet);
		return;
	}
	if (gap > 0) {
		state->marks[flow] |= JUMPED;
	} else if (gap < 0) {
		take_again(skb, state, settings, packet);
		cut_front(&piece, -gap);
	}
	if (state->streamed) {
		state->next[flow] = piece.sequence + piece.bytes;
		send_piece(skb, &piece, settings->stream_capture, packet->egress | (gap > 0) << 1);
	} else if (flow == FLOW_REQUEST) {
		take_request(skb, state, &piece, settings, packet);
	} else {
		take_response(skb, state, &piece, settings, packet);
	}
}

#endif
