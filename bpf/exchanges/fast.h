/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* The common packets of a watched socket, in order and whole: what is here is paid for by every request. */
#ifndef SONDE_EXCHANGES_FAST_H
#define SONDE_EXCHANGES_FAST_H

#include "turns.h"

/* All return false, with nothing done, when the packet takes the long way. */

static __always_inline bool request_at_once(
	struct __sk_buff *skb, struct socket_state *state, const struct control *settings, const struct packet *packet)
{
	enum turn_kind kind = A_CALL;
	__u32 bytes = packet->bytes;

	if (state->phase == PHASE_REQUEST) {
		if (state->flags & SAMPLED) {
			struct piece piece = whole(packet);

			if (!(state->flags & PEER) &&
				(packet->sequence - state->first[FLOW_REQUEST] < settings->request_capture ||
					is_command_behind(state, packet->sequence, bytes) ||
					(is_rest(state) && is_method(first_word(skb, &piece)))))
				return false;
			state->request_end_ns = now_of(skb, packet);
			state->flags |= PIECEWISE;
		}
		state->next[FLOW_REQUEST] = packet->sequence + bytes;
		return true;
	}
	if (state->phase == PHASE_PENDING || bytes > PREFIX_BYTES)
		return false;
	if (is_sampled_away(settings, packet->sequence))
		kind = kind_of_unsent(skb, state, packet->offset, bytes);
	state->next[FLOW_REQUEST] = packet->sequence + bytes;
	if (kind == NO_TURN)
		return true;
	begin_turn(state, settings, packet->sequence, kind);
	*(__u16 *)state->marks = 0;
	state->phase = PHASE_REQUEST;
	if (!(state->flags & SAMPLED))
		return true;
	state->request_start_ns = now_of(skb, packet);
	if (!(state->flags & PEER) && load_payload(skb, packet->offset, state->prefix, bytes, PREFIX_BYTES))
		state->prefix_bytes = bytes;
	if (knows_peer(state) && has_several(skb, state, packet->egress))
		stream_burst(skb, state, bytes, settings, packet);
	return true;
}

static __always_inline bool response_at_once(
	struct __sk_buff *skb, struct socket_state *state, const struct control *settings, const struct packet *packet)
{
	__u32 limit = response_limit(state, settings);
	struct answer answer;
	bool sent;

	if (state->phase == PHASE_RESPONSE) {
		struct piece piece = whole(packet);

		if (is_another_response(skb, state, &piece))
			return false;
		if (state->flags & PEER)
			state->marks[FLOW_RESPONSE] &= JUMPED;
		if (state->flags & RECORDED) {
			if (!(state->flags & (HTTP | PEER)) &&
				packet->sequence - state->first[FLOW_RESPONSE] < settings->response_capture)
				return false;
			state->last_ns = now_of(skb, packet);
		}
		state->next[FLOW_RESPONSE] = packet->sequence + packet->bytes;
		if ((state->flags & (RECORDED | HTTP | PEER)) == (RECORDED | HTTP))
			mark_end(skb, state, packet->offset + packet->bytes, packet->bytes);
		return true;
	}
	if (state->phase != PHASE_REQUEST || !knows_peer(state))
		return false;
	if (!(state->flags & SAMPLED)) {
		struct piece piece = whole(packet);

		skip_exchange(skb, state, &piece);
		return true;
	}
	if (!(state->flags & (HTTP | PEER)) && packet->bytes > limit)
		return false;
	take_owed(state, &answer.owed);
	state->first[FLOW_RESPONSE] = packet->sequence;
	state->next[FLOW_RESPONSE] = packet->sequence + packet->bytes;
	state->last_ns = now_of(skb, packet);
	answer.offset = packet->offset;
	answer.bytes = packet->bytes < limit ? packet->bytes : limit;
	answer.flags = exchange_flags(state);
	answer.pad = 0;
	sent = send_exchange(skb, state, &answer);
	state->phase = PHASE_RESPONSE;
	if (sent && (state->flags & (HTTP | PEER)) == HTTP && packet->bytes > answer.bytes) {
		if (is_interim(state))
			send_rest(skb, packet->egress, answer.bytes);
		mark_end(skb, state, packet->offset + packet->bytes, packet->bytes);
	}
	if (state->flags & PEER && settings->sample_mask)
		note_status(skb, state, packet->offset, packet->bytes);
	return true;
}

static __always_inline bool take_at_once(
	struct __sk_buff *skb, struct socket_state *state, const struct control *settings, const struct packet *packet)
{
	if (state->generation != settings->generation || (state->flags & (ANNOUNCED | OWNED)) != (ANNOUNCED | OWNED))
		return false;
	if (!packet->bytes || packet->tcp_flags & (TCP_FIN | TCP_SYN | TCP_RST) ||
		packet->sequence != state->next[packet->flow & 1])
		return false;
	if (packet->flow == FLOW_REQUEST)
		return request_at_once(skb, state, settings, packet);
	return response_at_once(skb, state, settings, packet);
}

#endif
