/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * Requests that do not wait for the answer to the one before. One record has room for one answer, so a connection that is
 * seen to do this comes in chunks from there on: what of the turn at hand was not sent yet, and then every segment.
 *
 * It is seen in three places: a further segment of an unanswered request begins another one; the first turn of a
 * connection, or one of MySQL, holds several; a further segment of a response begins another one.
 */
#ifndef SONDE_EXCHANGES_PIPELINING_H
#define SONDE_EXCHANGES_PIPELINING_H

#include "settle.h"

#define HEAD_END      0x0d0a0d0a40404000 /* the empty line behind an HTTP head, and the kind of letters that a method has */
#define HEAD_END_MASK 0xffffffffe0e0e000
#define HTTP_ANSWER   0x48545450 /* "HTTP" */
#define GET           0x47455420 /* "GET " */
#define HEAD          0x48454144
#define LAST_COMMAND  0x1f /* of MySQL, with some room */

int begin_stream(struct __sk_buff *skb, __u32 egress, __u32 passed);

/* Does an HTTP request begin with these four bytes, as a number in network byte order? */
static __always_inline bool is_method(__u32 word)
{
	return word == GET || word == HEAD || word == 0x504f5354 /* POST */ || word == 0x50555420 /* PUT */ ||
	       word == 0x44454c45 /* DELETE */ || word == 0x50415443 /* PATCH */ || word == 0x4f505449 /* OPTIONS */;
}

/* Does nothing follow the head of such a request but another request? */
static __always_inline bool has_no_body(__u32 word)
{
	return word == GET || word == HEAD;
}

static __always_inline __u32 word_at(const __u8 *at)
{
	return bpf_ntohl(*(const __u32 *)at);
}

/* The first four bytes of a piece in network byte order; 0: it is shorter. */
static __always_inline __u32 first_word(struct __sk_buff *skb, const struct piece *piece)
{
	__u32 word = 0;

	if (piece->bytes < sizeof(word) || bpf_skb_load_bytes(skb, piece->offset, &word, sizeof(word)))
		return 0;
	return bpf_ntohl(word);
}

/* Bytes of the first command where the request begins with one of MySQL (its packet has the number 0); else 0. */
static __always_inline __u32 command_bytes(const struct socket_state *state)
{
	__u32 header = *(const __u32 *)state->prefix;

	if (state->flags & HTTP || state->prefix_bytes < 5 || !header || header >> 24 ||
		state->prefix[4] > LAST_COMMAND)
		return 0;
	return header + 4;
}

#define LONGEST_PAYLOAD 0xffffff /* the next packet goes on with it */
#define HEADER_BEFORE   4        /* bytes of a header of which the last is in the segment */
#define NOWHERE         (1 << 30)

/* Where in a segment the packet of MySQL begins that follows the turn's first command; negative: in the one before. NOWHERE: there is none. */
static __always_inline __s32 behind_command(const struct socket_state *state, __u32 sequence)
{
	__u32 first = command_bytes(state);

	return first && first != LONGEST_PAYLOAD + 4 ? state->first[FLOW_REQUEST] + first - sequence : NOWHERE;
}

/* One begins there, or ends its header there. */
static __always_inline bool is_command_behind(const struct socket_state *state, __u32 sequence, __u32 bytes)
{
	__s32 at = behind_command(state, sequence);

	return at >= -HEADER_BEFORE && at < (__s32)bytes;
}

/* Bytes of the command behind the first where its header was kept; else 0. */
static __always_inline __u32 second_bytes(const struct socket_state *state)
{
	__u32 first = command_bytes(state);
	const __u8 *second = state->prefix + first;

	if (!first || first > PREFIX_BYTES - 5 || first + 5 > state->prefix_bytes)
		return 0;
	if (second[3] || second[4] > LAST_COMMAND)
		return 0;
	return 4 + (second[0] | second[1] << 8 | second[2] << 16);
}

/* The turn's request has another command of MySQL behind its first. */
static __always_inline bool has_commands(const struct socket_state *state)
{
	return second_bytes(state);
}

int look_for_burst(struct __sk_buff *skb, __u32 egress);

/* The turn's request is longer than all before it on its connection, and then has another one of HTTP behind its first: a burst is
 * longer than one request of it. */
static __always_inline bool has_several(struct __sk_buff *skb, const struct socket_state *state, __u32 egress)
{
	return has_commands(state) ||
	       (state->prefix_bytes / SINGLE_UNIT > state->single && look_for_burst(skb, egress));
}

/* The turn began with no request of HTTP but with the rest of one: its answer came early, or an interim one had asked for it. */
static __always_inline bool is_rest(const struct socket_state *state)
{
	return state->flags & HTTP && state->prefix_bytes >= 4 && !is_method(word_at(state->prefix));
}

/* A segment has the number, 0, and the command of another packet of MySQL at such a place. */
static __always_inline bool has_command(struct __sk_buff *skb, const struct piece *piece, __s32 at)
{
	__u8 last[2] = {};

	if (at < -HEADER_BEFORE || at + 5 > (__s32)piece->bytes)
		return false;
	if (at == -HEADER_BEFORE)
		return !bpf_skb_load_bytes(skb, piece->offset, last + 1, 1) && last[1] <= LAST_COMMAND;
	return !bpf_skb_load_bytes(skb, piece->offset + at + 3, last, 2) && !last[0] && last[1] <= LAST_COMMAND;
}

/* A further segment of the turn's request begins another request. */
static __always_inline bool is_another_request(
	struct __sk_buff *skb, const struct socket_state *state, const struct piece *piece)
{
	__u32 word = first_word(skb, piece);

	if (!knows_peer(state))
		return false;
	if (command_bytes(state))
		return has_command(skb, piece, behind_command(state, piece->sequence));
	if (!word || state->prefix_bytes < 4)
		return false;
	return is_method(word) && (is_method(word_at(state->prefix)) || state->flags & HTTP);
}

/* A further segment of the turn's response begins another response. */
static __always_inline bool is_another_response(
	struct __sk_buff *skb, const struct socket_state *state, const struct piece *piece)
{
	return state->flags & HTTP && !(state->flags & PEER) && first_word(skb, piece) == HTTP_ANSWER;
}

/* Sends what of the turn's request was kept for its record, of which so many bytes passed. False: it was lost, and counted. */
static __noinline bool send_prefix(const struct socket_state *state, __u32 passed)
{
	struct chunk_record *record;
	__u32 bytes = state->prefix_bytes;

	if (!bytes || bytes > PREFIX_BYTES)
		return true;
	record = state->flags & ANNOUNCED ? bpf_ringbuf_reserve(&ring, sizeof(*record) + PREFIX_BYTES, 0) : NULL;
	if (!record) {
		count_loss(LOSS_RING_FULL_CHUNK);
		return false;
	}
	begin_record(&record->head, RECORD_CHUNK, sizeof(*record) + PREFIX_BYTES, state->cookie);
	record->time_ns = state->request_start_ns;
	record->sequence = state->first[FLOW_REQUEST];
	record->segment_bytes = passed > bytes ? passed : bytes;
	*(__u64 *)(&record->captured) = 0;
	record->direction = FLOW_REQUEST;
	record->streamed = 1;
	record->last = 1;
	record->captured = bytes;
	bpf_probe_read_kernel(record + 1, bytes, state->prefix);
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return true;
}

/* `passed`: bytes of the turn's request that come in no chunk from here on. False: what was kept was lost. */
static __noinline bool switch_to_stream(struct socket_state *state, enum streamed streamed, __u32 passed)
{
	bool asked = state->phase == PHASE_REQUEST && state->flags & SAMPLED, sent = true;

	if (state->phase == PHASE_REQUEST)
		state->phase = PHASE_IDLE;
	settle(state, false);
	if (asked)
		sent = send_prefix(state, passed);
	state->phase = PHASE_IDLE;
	state->flags &= ~(SAMPLED | RECORDED | OWES | PENDING);
	state->streamed = streamed;
	state->generation = 0;
	return sent;
}

#endif
