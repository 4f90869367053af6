/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* How many requests begin in payload of which no record tells, and in what was kept of a request. */
#ifndef SONDE_EXCHANGES_UNREAD_H
#define SONDE_EXCHANGES_UNREAD_H

#include "packets.h"

/*
 * The verifier walks through a loop once for each turn of it. So what is long is looked at in stretches, and each of the two loops is in a
 * global function of its own (see send_chunk): it walks through their sum, and not through their product.
 */
#define STRETCH 64 /* bytes of a kept request */

/* How many requests of HTTP begin behind the end of a head that begins in a stretch of what was kept of the turn's request. Of the
 * last one letter is enough where no body can be behind a head. */
__noinline int requests_in_stretch(struct __sk_buff *skb, __u32 egress, __u32 from)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);
	__u32 bytes, least;
	int count = 0;

	if (!state)
		return 0;
	bytes = state->prefix_bytes;
	least = has_no_body(word_at(state->prefix)) ? 5 : 7;
#pragma clang loop unroll(disable)
	for (__u32 at = 0; at < STRETCH; at++) {
		__u64 mask = HEAD_END_MASK, word;
		__u32 place = from + at;

		barrier_var(place);
		if (place > PREFIX_BYTES - 8 || place + least > bytes)
			break;
		if (place + 7 > bytes)
			mask &= ~0ull << 8 * (place + 8 - bytes);
		word = bpf_be64_to_cpu(*(const __u64 *)(state->prefix + place));
		if (!((word ^ HEAD_END) & mask))
			count++;
	}
	return count;
}

/* How many requests of HTTP begin in what was kept of the turn's request. */
__noinline int kept_requests(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);
	__u32 bytes;
	int count = 1;

	if (!state)
		return 0;
	bytes = state->prefix_bytes;
	if (bytes < 5 || !(is_method(word_at(state->prefix)) || state->flags & HTTP))
		return bytes > 0;
#pragma clang loop unroll(disable)
	for (__u32 from = 0; from < PREFIX_BYTES; from += STRETCH) {
		if (from >= bytes)
			break;
		count += requests_in_stretch(skb, egress, from);
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
	/* What has a body says nothing of how long a head is, and a client must not send another behind it (RFC 9112, 9.3.2). A turn of
	 * HTTP that begins without a method may be the rest of a request that was cut behind its first letters. */
	if (is_method(first) && !has_no_body(first) && state->flags & LOOKED)
		return 0;
	if (kept_requests(skb, egress) > 1)
		return 1;
	if (has_no_body(first))
		state->single = units < SINGLE_MOST ? units : SINGLE_MOST;
	return 0;
}

#define BLOCK   40 /* bytes that are looked at at once: the stack is short */
#define AROUND  7  /* of them: the end of a head before the first request, and the method of the last */
#define NEW     (BLOCK - AROUND)
#define ROW     (44 * NEW) /* blocks of one loop */
#define SCANNED (45 * ROW) /* of one segment: 64 KiB */

/* How many requests of HTTP begin in the next bytes of payload, NEW at most, each behind the end of a head. */
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

/* The same of ROW bytes at most. */
__noinline int requests_in_row(struct __sk_buff *skb, __u32 offset, __u32 bytes)
{
	int count = 0;

#pragma clang loop unroll(disable)
	for (__u32 at = 0; at < ROW; at += NEW) {
		if (at >= bytes)
			break;
		count += requests_in_block(skb, offset + at, bytes - at);
	}
	return count;
}

/* Counts the requests of HTTP that begin in payload of which nothing is told. */
__noinline int count_unread(struct __sk_buff *skb, __u32 egress, __u32 offset, __u32 bytes)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);
	int count;

	if (!state)
		return 0;
	count = offset == packet.offset && is_method(peek(skb, offset, 4));
#pragma clang loop unroll(disable)
	for (__u32 at = 0; at < SCANNED; at += ROW) {
		if (at >= bytes)
			break;
		count += requests_in_row(skb, offset + at, bytes - at);
	}
	state->unread += count;
	return 0;
}

#endif
