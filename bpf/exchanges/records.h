/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* Sending records: constant sizes, no wake-up, every refusal counted. */
#ifndef SONDE_EXCHANGES_RECORDS_H
#define SONDE_EXCHANGES_RECORDS_H

#include "calls.h"

/* Rooms of a request in its record. */
#define PREFIX_SHORT  56 /* what the state's second cache line holds */
#define PREFIX_MEDIUM 128
#define PREFIX_LONG   384
#define INLINE_COPY   PREFIX_MEDIUM

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

/* The end of an earlier turn, to ride in the next record; none: response_bytes is 0. Asked for before anything of the
 * next response is written to the state. */
static __always_inline void take_owed(struct socket_state *state, struct settlement *owed)
{
	if (state->flags & OWES) {
		settlement_of(state, owed);
		owed->request_sequence = state->before;
		if (state->settled == state->next[FLOW_RESPONSE])
			owed->response_bytes = 0;
	} else if (state->flags & PENDING) {
		*owed = state->pending;
	} else {
		owed->last_ns = 0;
		owed->request_sequence = owed->response_bytes = 0;
	}
	state->flags &= ~(OWES | PENDING);
}

static __always_inline void put_back(struct socket_state *state, const struct settlement *owed)
{
	if (owed->response_bytes) {
		state->pending = *owed;
		state->flags |= PENDING;
	}
}

/* The end of an earlier turn waits for the next record, whatever is written to the state. */
static __always_inline void keep_owed(struct socket_state *state)
{
	struct settlement owed;

	take_owed(state, &owed);
	put_back(state, &owed);
}

/* Room of the sizes that `request` may have; what short requests need is copied without a call. */
static __always_inline void copy_prefix(__u64 *body, const struct socket_state *state, __u32 request, const __u32 room)
{
	const __u64 *prefix = (const __u64 *)state->prefix;

	if (room <= INLINE_COPY) {
#pragma unroll
		for (__u32 word = 0; word < room / 8; word++)
			body[word] = prefix[word];
	} else {
		bpf_probe_read_kernel(body, request, prefix);
	}
}

/* What of the response at hand goes into its record, and how. */
struct answer {
	struct settlement owed;
	__u32 offset; /* in the skb */
	__u32 bytes;
	__u32 flags; /* enum exchange_record_flag */
	__u32 pad;
};

#define CHUNKS_END 0x0d0a300d0a0d0aULL /* CR LF 0 CR LF CR LF: the last chunk of a body, without trailers */

/*
 * Does a segment of a response whose end is at `end` in the skb end like a body in chunks? Where the last chunk has a segment of
 * its own, the end of the one before is not in it. A global function: see send_chunk.
 */
__noinline int ends_chunks(struct __sk_buff *skb, __u32 end, __u32 bytes)
{
	__u64 tail = 0;

	if (bytes == 5)
		return !bpf_skb_load_bytes(skb, end - 5, &tail, 5) &&
		       bpf_be64_to_cpu(tail) >> 24 == (CHUNKS_END & 0xffffffffffULL);
	if (bytes < 8 || bpf_skb_load_bytes(skb, end - 8, &tail, 8))
		return 0;
	return (bpf_be64_to_cpu(tail) << 8) >> 8 == CHUNKS_END;
}

/* Takes note of how an HTTP response's segment ends. */
static __always_inline void mark_end(struct __sk_buff *skb, struct socket_state *state, __u32 end, __u32 bytes)
{
	int ends = ends_chunks(skb, end, bytes);

	state->marks[FLOW_RESPONSE] = (state->marks[FLOW_RESPONSE] & ~LAST_CHUNK) | (ends & LAST_CHUNK);
}

static __always_inline bool put_exchange(struct __sk_buff *skb, struct socket_state *state, const struct answer *answer,
	const __u32 request_room, const __u32 response_room)
{
	__u32 request = state->prefix_bytes, captured = answer->bytes, flags = answer->flags;
	struct exchange_record *record;
	__u8 *body;

	record = bpf_ringbuf_reserve(&ring, sizeof(*record) + request_room + response_room, 0);
	if (!record)
		return false;
	begin_record(&record->head, RECORD_EXCHANGE, sizeof(*record) + request_room + response_room, state->cookie);
	record->request_start_ns = state->request_start_ns;
	record->request_end_ns = request_end_of(state);
	record->response_start_ns = state->last_ns;
	record->settle = answer->owed;
	record->request_sequence = state->first[FLOW_REQUEST];
	record->response_sequence = state->first[FLOW_RESPONSE];
	record->request_bytes = flags & EXCHANGE_NO_REQUEST ? 0 : asked_bytes(state);
	record->response_bytes =
		flags & EXCHANGE_NO_RESPONSE ? 0 : state->next[FLOW_RESPONSE] - state->first[FLOW_RESPONSE];
	record->skipped = state->skipped;
	*(__u64 *)(&record->flags) = 0;
	body = (__u8 *)(record + 1);
	barrier_var(request);
	if (request > request_room)
		request = request_room;
	if (request_room)
		copy_prefix((__u64 *)body, state, request, request_room);
	if (captured > response_room)
		captured = response_room;
	if (response_room && load_payload(skb, answer->offset, body + request, captured, response_room)) {
		bool http = captured >= 10 && *(__u32 *)(body + request) == bpf_htonl(0x48545450); /* "HTTP" */

		/* Two responses in a row, or the rest of the one before: the protocol's turns overlap. */
		if (!http && (state->flags & HTTP))
			flags |= EXCHANGE_OVERLAP;
		state->flags = http ? state->flags | HTTP : state->flags & ~HTTP;
		/* The first digit of the status. */
		state->marks[FLOW_RESPONSE] = (state->marks[FLOW_RESPONSE] & ~STATUS) | body[request + 9]
		                                                                                << STATUS_SHIFT;
	} else {
		captured = 0;
	}
	record->request_captured = request;
	record->response_captured = captured;
	record->flags = flags;
	/* Of a socket of which nothing was sampled away the line is left alone. */
	if (record->skipped)
		state->skipped_told = record->skipped;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return true;
}

/* Sends the turn at hand. False: it was lost, and counted. */
static __noinline bool send_exchange(struct __sk_buff *skb, struct socket_state *state, const struct answer *answer)
{
	__u32 request = state->prefix_bytes, bytes = answer->bytes;
	bool slim = answer->flags & EXCHANGE_PEER_HAS_PAYLOAD, sent;

	if (!(state->flags & ANNOUNCED))
		sent = false;
	else if (slim)
		sent = put_exchange(skb, state, answer, 0, 0);
	else if (bytes <= HTTP_RESPONSE && request <= PREFIX_SHORT)
		sent = put_exchange(skb, state, answer, PREFIX_SHORT, HTTP_RESPONSE);
	else if (bytes <= HTTP_RESPONSE && request <= PREFIX_MEDIUM)
		sent = put_exchange(skb, state, answer, PREFIX_MEDIUM, HTTP_RESPONSE);
	else if (bytes <= HTTP_RESPONSE && request <= PREFIX_LONG)
		sent = put_exchange(skb, state, answer, PREFIX_LONG, HTTP_RESPONSE);
	else if (bytes <= HTTP_RESPONSE)
		sent = put_exchange(skb, state, answer, PREFIX_BYTES, HTTP_RESPONSE);
	else if (request <= PREFIX_LONG)
		sent = put_exchange(skb, state, answer, PREFIX_LONG, PREFIX_BYTES);
	else
		sent = put_exchange(skb, state, answer, PREFIX_BYTES, PREFIX_BYTES);
	if (!sent) {
		/* What was to ride along stays for the next record; this turn needs no settlement. */
		put_back(state, &answer->owed);
		count_loss(slim             ? LOSS_RING_FULL_PEER
			   : is_call(state) ? LOSS_RING_FULL_EXCHANGE
					    : LOSS_RING_FULL_OTHER);
		return false;
	}
	state->flags |= RECORDED;
	return true;
}

/* A part of a segment that goes into a chunk. */
struct part {
	__u64 cookie;
	__u32 sequence;
	__u32 offset; /* in the skb */
	__u32 left;   /* bytes of the segment from `sequence` on */
	__u32 bytes;  /* of them to capture */
	__u32 flow;
	__u8 egress;
	__u8 streamed;
	__u8 last;
	__u8 overtook;
	__u8 lost;
	__u8 pad[7];
};

static __always_inline bool put_chunk(struct __sk_buff *skb, const struct part *part, const __u32 room)
{
	struct chunk_record *record = bpf_ringbuf_reserve(&ring, sizeof(*record) + room, 0);
	__u64 stamp = part->egress ? skb->tstamp : 0;
	__u32 captured = part->bytes;

	if (!record) {
		count_loss(LOSS_RING_FULL_CHUNK);
		return false;
	}
	begin_record(&record->head, RECORD_CHUNK, sizeof(*record) + room, part->cookie);
	record->time_ns = stamp ? stamp : bpf_ktime_get_ns();
	record->sequence = part->sequence;
	record->segment_bytes = part->left;
	*(__u64 *)(&record->captured) = 0;
	record->direction = part->flow;
	record->streamed = part->streamed;
	record->last = part->last;
	record->overtook = part->overtook;
	record->lost = part->lost;
	if (captured > room)
		captured = room;
	if (!load_payload(skb, part->offset, record + 1, captured, room))
		captured = 0;
	record->captured = captured;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return true;
}

#define CHUNK_SMALL  (256 - (__u32)sizeof(struct chunk_record))
#define CHUNK_MEDIUM (1024 - (__u32)sizeof(struct chunk_record))
#define CHUNK_LARGE  4096

/*
 * Sends one chunk of a segment. `where` is the segment's sequence number and, in the low half, its offset in the skb; `sizes`
 * its size and, in the low half, how much of it is wanted; `how` is the flow, in bit 1 whether it is egress, in bit 2 whether every segment
 * is sent, in bit 3 whether it overtook another, in bit 4 whether some before it was lost, and from bit 8 on which chunk. 0: there is no more, or the ring is full. A global function: the verifier walks through it once, not at each
 * call; hence no pointer but the context, which 5.10 asks for.
 */
__noinline int send_chunk(struct __sk_buff *skb, __u64 cookie, __u64 where, __u64 sizes, __u32 how)
{
	__u32 at = (how >> 8) * CHUNK_LARGE, limit = (__u32)sizes, all = sizes >> 32;
	struct part part = {
		.cookie = cookie,
		.sequence = (where >> 32) + at,
		.offset = (__u32)where + at,
		.left = all - at,
		.flow = how & 1,
		.egress = !!(how & 2),
		.streamed = !!(how & 4),
		.overtook = !!(how & 8),
		.lost = !!(how & 16),
	};

	if (limit > all)
		limit = all;
	if (at >= limit)
		return 0;
	part.bytes = limit - at;
	part.last = part.bytes <= CHUNK_LARGE;
	if (part.bytes <= CHUNK_SMALL)
		return put_chunk(skb, &part, CHUNK_SMALL);
	if (part.bytes <= CHUNK_MEDIUM)
		return put_chunk(skb, &part, CHUNK_MEDIUM);
	return put_chunk(skb, &part, CHUNK_LARGE);
}

/* Sends what the low half of `sizes` allows, in as many chunks as it takes, and returns how many were sent; arguments as of
 * send_chunk. The loop does nothing else, or the verifier would follow it a thousand ways. */
__noinline int send_chunks(struct __sk_buff *skb, __u64 cookie, __u64 where, __u64 sizes, __u32 how)
{
	int sent = 0;

#pragma clang loop unroll(disable)
	for (__u32 chunk = 0; chunk < CAPTURE_LIMIT / CHUNK_LARGE; chunk++) {
		if (!send_chunk(skb, cookie, where, sizes, how | chunk << 8))
			break;
		sent++;
	}
	return sent;
}

int stream_segment(struct __sk_buff *skb, __u32 how, __u64 where, __u64 sizes);

/* Of a socket that is not sent whole. */
static __always_inline void send_extra(struct __sk_buff *skb, const struct socket_state *state,
	const struct piece *piece, __u32 limit, const struct packet *packet)
{
	if (state->flags & ANNOUNCED)
		send_chunks(skb, state->cookie, (__u64)piece->sequence << 32 | piece->offset,
			(__u64)piece->bytes << 32 | limit, packet->flow | packet->egress << 1);
	else
		count_loss(LOSS_RING_FULL_CHUNK);
}

/* Of one that is. */
static __always_inline void send_piece(struct __sk_buff *skb, const struct piece *piece, __u32 limit, __u32 how)
{
	stream_segment(skb, how, (__u64)piece->sequence << 32 | piece->offset, (__u64)piece->bytes << 32 | limit);
}

#endif
