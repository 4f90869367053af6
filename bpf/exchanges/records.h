/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* Sending records: constant sizes, no wake-up, every refusal counted. */
#ifndef SONDE_EXCHANGES_RECORDS_H
#define SONDE_EXCHANGES_RECORDS_H

#include "state.h"

#define BLOCK 64 /* the prefix is copied in blocks of this size */

/* What of the skb goes into a record. */
struct piece {
	__u32 sequence;
	__u32 offset;
	__u32 bytes;
};

static __always_inline void begin_record(struct record_head *head, __u32 kind, __u32 length, __u64 cookie)
{
	head->kind = kind;
	head->length = length;
	head->cookie = cookie;
}

/* The settlement of the turn at hand. */
static __always_inline void settlement_of(const struct socket_state *state, struct settlement *settlement)
{
	settlement->last_ns = state->last_ns;
	settlement->request_sequence = state->first[FLOW_REQUEST];
	settlement->response_bytes = state->next[FLOW_RESPONSE] - state->first[FLOW_RESPONSE];
}

/* The end of a turn that was sent: told with the next record. */
static __always_inline void remember_settlement(struct socket_state *state)
{
	if ((state->flags & (RECORDED | SETTLED)) == RECORDED)
		settlement_of(state, &state->pending);
}

static __always_inline bool put_exchange(
	struct __sk_buff *skb, struct socket_state *state, const __u32 request_room, const __u32 response_room)
{
	__u32 request = state->prefix_bytes, captured = state->answer_bytes, flags = state->answer_flags;
	struct exchange_record *record;
	__u8 *body;

	record = bpf_ringbuf_reserve(&ring, sizeof(*record) + request_room + response_room, 0);
	if (!record)
		return false;
	begin_record(&record->head, RECORD_EXCHANGE, sizeof(*record) + request_room + response_room, state->cookie);
	record->request_start_ns = state->request_start_ns;
	record->request_end_ns = state->request_end_ns;
	record->response_start_ns = state->last_ns;
	record->settle = state->pending;
	record->request_sequence = state->first[FLOW_REQUEST];
	record->response_sequence = state->first[FLOW_RESPONSE];
	record->request_bytes =
		flags & EXCHANGE_NO_REQUEST ? 0 : state->next[FLOW_REQUEST] - state->first[FLOW_REQUEST];
	record->response_bytes =
		flags & EXCHANGE_NO_RESPONSE ? 0 : state->next[FLOW_RESPONSE] - state->first[FLOW_RESPONSE];
	record->skipped = state->skipped;
	__builtin_memset(record->pad, 0, sizeof(record->pad));
	body = (__u8 *)(record + 1);
	barrier_var(request);
	if (request > request_room)
		request = request_room;
		/* All of the room, without a loop: the verifier walks one path, and it is cheaper than asking where to stop. */
#pragma unroll
	for (__u32 at = 0; at < request_room; at += BLOCK)
		__builtin_memcpy(body + at, state->prefix + at, BLOCK);
	barrier_var(captured);
	if (captured > response_room)
		captured = response_room;
	if (response_room && captured && !bpf_skb_load_bytes(skb, state->answer_offset, body + request, captured)) {
		bool http = captured >= 8 && *(__u32 *)(body + request) == bpf_htonl(0x48545450); /* "HTTP" */

		/* Two responses in a row, or the rest of the one before: the protocol's turns overlap. */
		if (!http && (state->flags & HTTP))
			flags |= EXCHANGE_OVERLAP;
		state->flags = http ? state->flags | HTTP : state->flags & ~HTTP;
	} else {
		captured = 0;
	}
	record->request_captured = request;
	record->response_captured = captured;
	record->flags = flags;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return true;
}

/* Sends the turn at hand. False: it was lost, and counted. What is to be sent goes through the state and not through
 * registers: the verifier forgets what it knows of them, and walks one path instead of one a caller. */
static __noinline bool send_exchange(struct __sk_buff *skb, struct socket_state *state)
{
	__u32 request = state->prefix_bytes, bytes = state->answer_bytes;
	bool slim = state->answer_flags & EXCHANGE_PEER_HAS_PAYLOAD, sent;

	if (!(state->flags & ANNOUNCED))
		sent = false;
	else if (slim)
		sent = put_exchange(skb, state, 0, 0);
	else if (bytes <= HTTP_RESPONSE && request <= 128)
		sent = put_exchange(skb, state, 128, HTTP_RESPONSE);
	else if (bytes <= HTTP_RESPONSE && request <= 512)
		sent = put_exchange(skb, state, 512, HTTP_RESPONSE);
	else if (bytes <= HTTP_RESPONSE)
		sent = put_exchange(skb, state, PREFIX_BYTES, HTTP_RESPONSE);
	else if (request <= 256)
		sent = put_exchange(skb, state, 256, PREFIX_BYTES);
	else
		sent = put_exchange(skb, state, PREFIX_BYTES, PREFIX_BYTES);
	if (!sent) {
		/* What was to ride along stays for the next record; this turn needs no settlement. */
		count_loss(slim ? LOSS_RING_FULL_PEER : LOSS_RING_FULL_EXCHANGE);
		return false;
	}
	state->pending.response_bytes = 0;
	state->skipped = 0;
	state->flags |= RECORDED;
	return true;
}

/* A part of a segment that goes into chunks. */
struct part {
	__u64 cookie;
	__u64 time_ns;
	__u32 sequence;
	__u32 offset; /* in the skb */
	__u32 left;   /* bytes of the segment from `sequence` on */
	__u32 flow;
};

static __always_inline bool put_chunk(struct __sk_buff *skb, const struct part *part, __u32 captured, const __u32 room)
{
	struct chunk_record *record = bpf_ringbuf_reserve(&ring, sizeof(*record) + room, 0);

	if (!record)
		return false;
	begin_record(&record->head, RECORD_CHUNK, sizeof(*record) + room, part->cookie);
	record->time_ns = part->time_ns;
	record->sequence = part->sequence;
	record->segment_bytes = part->left;
	record->direction = part->flow;
	__builtin_memset(record->pad, 0, sizeof(record->pad));
	barrier_var(captured);
	if (captured > room)
		captured = room;
	if (!captured || bpf_skb_load_bytes(skb, part->offset, record + 1, captured))
		captured = 0;
	record->captured = captured;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return true;
}

#define CHUNK_SMALL  (256 - (__u32)sizeof(struct chunk_record))
#define CHUNK_MEDIUM (1024 - (__u32)sizeof(struct chunk_record))
#define CHUNK_LARGE  4096

/*
 * Sends the first `limit` bytes of what is left of a segment, in as many chunks as it takes. `where` is the sequence number
 * and, in the low half, the offset in the skb; `sizes` what is left of the segment and, in the low half, the limit; `how` is
 * the flow and, in bit 1, whether it is egress. A global function: the verifier walks through it once, not at each call;
 * hence no pointer but the context, which 5.10 asks for.
 */
__noinline int send_chunks(struct __sk_buff *skb, __u64 cookie, __u64 where, __u64 sizes, __u32 how)
{
	__u64 stamp = how & 2 ? skb->tstamp : 0;
	__u32 limit = (__u32)sizes;
	struct part part = {
		.cookie = cookie,
		.time_ns = stamp ? stamp : bpf_ktime_get_ns(),
		.sequence = where >> 32,
		.offset = (__u32)where,
		.left = sizes >> 32,
		.flow = how & 1,
	};
	bool sent;

	if (limit > part.left)
		limit = part.left;
	if (limit > CAPTURE_LIMIT)
		limit = CAPTURE_LIMIT;
#pragma clang loop unroll(disable)
	for (__u32 done = 0; done < CAPTURE_LIMIT && limit > CHUNK_LARGE; done += CHUNK_LARGE) {
		if (!put_chunk(skb, &part, CHUNK_LARGE, CHUNK_LARGE))
			goto full;
		part.sequence += CHUNK_LARGE;
		part.offset += CHUNK_LARGE;
		part.left -= CHUNK_LARGE;
		limit -= CHUNK_LARGE;
	}
	if (limit <= CHUNK_SMALL)
		sent = put_chunk(skb, &part, limit, CHUNK_SMALL);
	else if (limit <= CHUNK_MEDIUM)
		sent = put_chunk(skb, &part, limit, CHUNK_MEDIUM);
	else
		sent = put_chunk(skb, &part, limit, CHUNK_LARGE);
	if (sent)
		return 0;
full:
	count_loss(LOSS_RING_FULL_CHUNK);
	return 0;
}

static __always_inline void send_piece(struct __sk_buff *skb, const struct socket_state *state,
	const struct piece *piece, __u32 limit, const struct packet *packet)
{
	if (!(state->flags & ANNOUNCED)) {
		count_loss(LOSS_RING_FULL_CHUNK);
		return;
	}
	send_chunks(skb, state->cookie, (__u64)piece->sequence << 32 | piece->offset, (__u64)piece->bytes << 32 | limit,
		packet->flow | packet->egress << 1);
}

static __always_inline bool put_settle(
	struct socket_state *state, const struct settlement *settlement, bool open_request, bool closed)
{
	struct settle_record *record = bpf_ringbuf_reserve(&ring, sizeof(*record), 0);

	if (!record) {
		count_loss(LOSS_RING_FULL_OTHER);
		return false;
	}
	__builtin_memset(record, 0, sizeof(*record));
	begin_record(&record->head, RECORD_SETTLE, sizeof(*record), state->cookie);
	record->settle = *settlement;
	record->skipped = state->skipped;
	if (open_request) {
		record->open_request_sequence = state->first[FLOW_REQUEST];
		record->open_request_bytes = state->next[FLOW_REQUEST] - state->first[FLOW_REQUEST];
		record->open_request_start_ns = state->request_start_ns;
	}
	record->closed = closed;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	state->skipped = 0;
	return true;
}

/* Tells everything about a socket that waits for its next record. `quiet_before`: only turns without payload since. */
static __noinline void settle(struct socket_state *state, bool closed, __u64 quiet_before)
{
	struct settlement settlement = state->pending;
	bool open_request = false, ended;

	if (!(state->flags & ANNOUNCED))
		return;
	if (settlement.response_bytes) {
		if (!put_settle(state, &settlement, false, false))
			return;
		state->pending.response_bytes = 0;
	}
	ended = state->phase == PHASE_RESPONSE && (state->flags & (RECORDED | SETTLED)) == RECORDED &&
	        (__s64)(state->last_ns - quiet_before) <= 0;
	settlement.response_bytes = 0;
	if (ended)
		settlement_of(state, &settlement);
	if (state->phase == PHASE_REQUEST && (state->flags & (SAMPLED | OPEN_TOLD)) == SAMPLED &&
		(__s64)(state->request_end_ns - quiet_before) <= 0)
		open_request = true;
	if (!ended && !open_request && !state->skipped && !closed)
		return;
	if (!put_settle(state, &settlement, open_request, closed))
		return;
	if (ended)
		state->flags |= SETTLED;
	if (open_request)
		state->flags |= OPEN_TOLD;
}

#endif
