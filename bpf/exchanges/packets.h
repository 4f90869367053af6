/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * Where packets of MySQL begin in the segments of a connection that comes in chunks: each has three bytes of length, its number within
 * its exchange, and payload, of which the first byte is a command where the number is 0. A batch is many commands in one segment, whose
 * answers share segments too; so of such a segment more is sent than of one with a long packet, and what is not is counted.
 *
 * The next packet's place is known from the one before. Where it is not (a connection that was joined, segments that overtook one another), a
 * segment that begins like a command, or an answer, is taken for one, and of the others more is sent for a while where packets were seen
 * before: the way is found again where the next batch begins.
 */
#ifndef SONDE_EXCHANGES_PACKETS_H
#define SONDE_EXCHANGES_PACKETS_H

#include "again.h"

#define PACKETS      64 /* of one loop */
#define LOOPS        128
#define IN_LONG_DATA 0x200     /* with a number: of long data that was told of; its statement is the same call */
#define BULK_EXECUTE 0xfa      /* of MariaDB, beyond LAST_COMMAND */
#define ASTRAY_MOST  (1 << 20) /* bytes that are sent whole of a direction once the way is lost */

/* A walk along the packets, in one number, as global functions return no more. */
struct walk {
	__u32 at;     /* in the skb, where the next packet begins */
	__u16 number; /* of the packet before it, and 1; 0: the way is lost */
	__u16 count;  /* of the calls that begin, or of the answers */
};

static __always_inline __u64 pack(const struct walk *walk)
{
	return (__u64)walk->at << 32 | (__u32)walk->number << 16 | walk->count;
}

static __always_inline struct walk unpack(__u64 packed)
{
	return (struct walk){ .at = packed >> 32, .number = packed >> 16, .count = packed };
}

/* Bytes at a place of the skb, in network byte order. */
static __always_inline __u64 peek(struct __sk_buff *skb, __u32 offset, const __u32 bytes)
{
	__u64 value = 0;

	return bpf_skb_load_bytes(skb, offset, &value, bytes) ? 0 : bpf_be64_to_cpu(value) >> (64 - bytes * 8);
}

/* The mark of a command, from that of the one before it. */
static __always_inline __u16 ahead_of(__u16 before, __u8 command, bool told)
{
	if (command != LONG_DATA)
		return 0;
	return told ? IN_LONG_DATA : before;
}

/* A step over the packet with such a header. False: none is there. No client sends the command 0, and two bytes before a header it seems to. */
static __always_inline bool step(struct walk *walk, __u64 header, __u32 flow, bool counts)
{
	__u8 command = header, number = header >> 8;
	__u32 payload = header >> 32 | (header >> 16 & 0xff00) | (header & 0xff0000);
	__u16 ahead = walk->number & IN_LONG_DATA;
	bool next = walk->number && number == (walk->number & 0xff), begins;

	if (flow == FLOW_RESPONSE)
		begins = number == 1 && walk->number != 1;
	else
		begins = !number && !next && ((command && command <= LAST_COMMAND) || command == BULK_EXECUTE);
	if (!payload || !(begins || next))
		return false;
	if (begins && counts)
		walk->count += flow == FLOW_RESPONSE || (is_answered(command) && !(ahead && command == EXECUTE));
	if (begins && flow == FLOW_REQUEST)
		ahead = ahead_of(ahead, command, !counts);
	walk->at += 4 + payload;
	walk->number = (number + 1) | ahead;
	return true;
}

/* One packet on, which counts where it begins at `from` or behind it. A global function: the verifier walks through it once, and in the loop below
 * it would at each turn. */
__noinline __u64 walk_over(struct __sk_buff *skb, __u64 packed, __u32 from, __u32 end, __u32 flow)
{
	struct walk walk = unpack(packed);

	if (!step(&walk, peek(skb, walk.at, PACKET_HEADER), flow, walk.at >= from)) {
		walk.at = end;
		walk.number = 0;
	}
	return pack(&walk);
}

/* Walks on to `end`. A global function: see send_chunk. */
__noinline __u64 walk_on(struct __sk_buff *skb, __u64 packed, __u32 from, __u32 end, __u32 flow)
{
#pragma clang loop unroll(disable)
	for (__u32 packet = 0; packet < PACKETS; packet++) {
		if ((packed >> 32) + PACKET_HEADER > end)
			break;
		packed = walk_over(skb, packed, from, end, flow);
	}
	return packed;
}

/* The turn's request has more than its first command: the way begins behind it, or behind the second where its header was kept. */
static __always_inline void begin_way(struct socket_state *state)
{
	__u32 first = command_bytes(state);

	if (!first || first == LONGEST_PAYLOAD + 4)
		return;
	state->number[FLOW_REQUEST] = 1 | ahead_of(0, state->prefix[(second_bytes(state) ? first : 0) + 4], true);
	state->astray[FLOW_REQUEST] = state->astray[FLOW_RESPONSE] = ASTRAY_MOST;
	state->border[FLOW_REQUEST] = state->first[FLOW_REQUEST] + first + second_bytes(state);
}

/* Where the walk through a segment begins. */
static __always_inline struct walk way_into(
	struct __sk_buff *skb, const struct socket_state *state, const struct packet *packet, __u32 from)
{
	__u32 flow = packet->flow & 1, into = state->border[flow] - packet->sequence, missed = -into;
	struct walk walk = { .at = packet->offset };

	/* Of what comes late, nothing is known. */
	if (!state->number[flow] || packet->sequence + packet->bytes != state->next[flow] ||
		(__s32)into < -HEADER_BEFORE)
		return walk;
	walk.number = state->number[flow];
	walk.at += into;
	/* A header that began in the segment before. */
	if (missed - 1 < HEADER_BEFORE && !step(&walk,
						  (__u64)state->header[flow] << (PACKET_HEADER - missed) * 8 |
							  peek(skb, packet->offset, PACKET_HEADER) >> missed * 8,
						  flow, from <= packet->offset))
		return (struct walk){ .at = packet->offset + packet->bytes };
	return walk;
}

/* Keeps where the next packet begins, and what is there of its header. */
static __always_inline void keep_way(
	struct __sk_buff *skb, struct socket_state *state, const struct packet *packet, const struct walk *walk)
{
	__u32 flow = packet->flow & 1, end = packet->offset + packet->bytes, left = end - walk->at;

	if (packet->sequence + packet->bytes != state->next[flow])
		return;
	state->border[flow] = packet->sequence + walk->at - packet->offset;
	state->number[flow] = walk->at + PACKET_HEADER <= end ? 0 : walk->number;
	if (state->number[flow])
		state->astray[flow] = ASTRAY_MOST;
	if (left - 1 < HEADER_BEFORE)
		state->header[flow] = peek(skb, end - 4, 4) & ~0u >> (4 - left) * 8;
}

/* How many calls, or answers, begin at a place of the segment at hand or behind it; negative: the way is lost. `keep`: the walk goes on with
 * the next segment. */
__noinline int follow_packets(struct __sk_buff *skb, __u32 egress, __u32 from, __u32 keep)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);
	struct walk walk;
	__u64 packed;

	if (!state)
		return 0;
	walk = way_into(skb, state, &packet, from);
	packed = pack(&walk);
#pragma clang loop unroll(disable)
	for (__u32 loop = 0; loop < LOOPS; loop++) {
		if ((packed >> 32) + PACKET_HEADER > packet.offset + packet.bytes)
			break;
		packed = walk_on(skb, packed, from, packet.offset + packet.bytes, packet.flow & 1);
	}
	walk = unpack(packed);
	if (keep)
		keep_way(skb, state, &packet, &walk);
	return walk.number ? walk.count : -1;
}

/* How much of a segment is sent: of a batch each statement, or answer, may take what a segment may. */
static __always_inline __u32 share_of(
	struct __sk_buff *skb, struct socket_state *state, const struct packet *packet, __u32 offset, __u64 sizes)
{
	__u32 limit = (__u32)sizes, bytes = sizes >> 32, flow = packet->flow & 1;
	int count;

	if (bytes <= limit)
		return limit;
	count = follow_packets(skb, packet->egress, offset, 0);
	if (count >= 0)
		return count * limit >= bytes ? bytes : limit;
	if (bytes > state->astray[flow])
		return limit;
	state->astray[flow] -= bytes;
	return bytes;
}

#endif
