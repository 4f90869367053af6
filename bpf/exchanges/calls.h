/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * Which turns are calls. HTTP's are, each; MySQL has some that are not, and a turn that is not sent must be told apart here: by the header
 * of a packet, which is three bytes of length, its number within the exchange, and the command where that is 0.
 */
#ifndef SONDE_EXCHANGES_CALLS_H
#define SONDE_EXCHANGES_CALLS_H

#include "state.h"

#define PACKET_HEADER 5
#define EXECUTE       0x17
#define LONG_DATA     0x18 /* of a statement that is executed later, which is answered */
#define LAST_NUMBER   7    /* a login takes fewer packets; of HTTP the byte is a letter */

enum turn_kind {
	A_CALL = 0,
	NO_CALL =
		1, /* a greeting, or more of what was asked before: a login's next step, the data that LOAD DATA LOCAL asked for */
	NO_TURN = 2, /* a command that has no answer, whole: what follows begins the turn */
};

/* Has a command of MySQL an answer? */
static __always_inline bool is_answered(__u8 command)
{
	return command != 0x01 /* quit */ && command != LONG_DATA && command != 0x19 /* close statement */;
}

/* Of a request of so many bytes, whose first ones are in `prefix`. */
static __always_inline enum turn_kind kind_of(const struct socket_state *state, __u32 bytes)
{
	__u32 header = *(const __u32 *)state->prefix, packet = (header & 0xffffff) + 4, number = header >> 24;

	if (state->flags & HTTP || bytes < PACKET_HEADER || number > LAST_NUMBER)
		return A_CALL;
	if (number >= 2)
		return packet >= bytes ? NO_CALL : A_CALL;
	return !number && packet == bytes && !is_answered(state->prefix[4]) ? NO_TURN : A_CALL;
}

/* Of a request that is not sent: the prefix of such a turn is free. */
static __always_inline enum turn_kind kind_of_unsent(
	struct __sk_buff *skb, struct socket_state *state, __u32 offset, __u32 bytes)
{
	if (state->flags & HTTP || bytes < PACKET_HEADER ||
		bpf_skb_load_bytes(skb, offset, state->prefix, PACKET_HEADER))
		return A_CALL;
	return kind_of(state, bytes);
}

/* Of the turn at hand. */
static __always_inline bool is_call(const struct socket_state *state)
{
	return !(state->flags & NO_REQUEST) && kind_of(state, state->prefix_bytes) == A_CALL;
}

#endif
