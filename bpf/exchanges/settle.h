/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* Telling how turns ended, and what waits: once a socket is idle, closed, or has had so much that it is to be told. */
#ifndef SONDE_EXCHANGES_SETTLE_H
#define SONDE_EXCHANGES_SETTLE_H

#include "records.h"

/* What is told of turns that were sampled away: not before it is known whether the other end counts them. */
static __always_inline __u32 skipped_of(const struct socket_state *state)
{
	return knows_peer(state) ? state->skipped : state->skipped_told;
}

static __always_inline bool put_settle(
	struct socket_state *state, const struct settlement *settlement, bool open_request, bool closed)
{
	struct settle_record *record = bpf_ringbuf_reserve(&ring, sizeof(*record), 0);
	__u32 skipped = skipped_of(state), unread = state->unread;

	if (!record) {
		count_loss(LOSS_RING_FULL_OTHER);
		return false;
	}
	__builtin_memset(record, 0, sizeof(*record));
	begin_record(&record->head, RECORD_SETTLE, sizeof(*record), state->cookie);
	record->settle = *settlement;
	record->skipped = skipped;
	record->unread = unread;
	if (open_request) {
		record->open_request_sequence = state->first[FLOW_REQUEST];
		record->open_request_bytes = asked_bytes(state);
		record->open_request_start_ns = state->request_start_ns;
	}
	record->closed = closed;
	record->peer = !!(state->flags & PEER);
	record->last_chunk =
		settlement->request_sequence == state->first[FLOW_REQUEST] && state->marks[FLOW_RESPONSE] & LAST_CHUNK;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	state->skipped_told = skipped;
	state->unread_told = unread;
	return true;
}

/* Of a request or response that is longer, it is told how long it has become each time that so much has come: its record has 32 bits. */
#define STEP (1u << 29)

static __always_inline bool grew(const struct socket_state *state, __u32 flow, __u32 told)
{
	__u32 next = state->next[flow];

	return next - state->first[flow] >= STEP && next - told >= STEP;
}

/* What is under way has become so long that it is to be told. */
static __always_inline bool is_long(const struct socket_state *state)
{
	if (state->phase == PHASE_REQUEST)
		return state->flags & SAMPLED && grew(state, FLOW_REQUEST, state->open_told);
	return state->phase == PHASE_RESPONSE && state->flags & RECORDED && grew(state, FLOW_RESPONSE, state->settled);
}

/* The request at hand was told while it waited. What was told of one before ends where this one begins; before any, it is a number like others. */
static __always_inline bool is_open_told(const struct socket_state *state)
{
	__u32 first = state->first[FLOW_REQUEST];

	return state->open_told - first - 1 < state->next[FLOW_REQUEST] - first;
}

/*
 * Tells everything about a socket that waits for its next record. Also run by the iterator, beside a packet on another CPU:
 * what the next record tells once more is harmless, so it clears no flags.
 */
static __noinline void settle(struct socket_state *state, bool closed)
{
	bool open_request, ended;
	struct settlement settlement;
	__u32 until = state->next[FLOW_RESPONSE];

	if (!(state->flags & ANNOUNCED))
		return;
	if (state->flags & PENDING && state->pending.response_bytes) {
		settlement = state->pending;
		if (!put_settle(state, &settlement, false, false))
			return;
		state->pending.response_bytes = 0;
	}
	open_request =
		state->phase == PHASE_REQUEST && state->flags & SAMPLED && (!is_open_told(state) || is_long(state));
	ended = state->settled != until && !state->streamed &&
	        (state->phase == PHASE_RESPONSE ? state->flags & RECORDED : state->flags & OWES);
	settlement.last_ns = 0;
	settlement.request_sequence = settlement.response_bytes = 0;
	if (ended)
		settlement_of(state, &settlement);
	if (ended && state->phase != PHASE_RESPONSE)
		settlement.request_sequence = state->before;
	if (!ended && !open_request && skipped_of(state) == state->skipped_told &&
		state->unread == state->unread_told && !closed)
		return;
	if (!put_settle(state, &settlement, open_request, closed))
		return;
	if (ended)
		state->settled = until;
	if (open_request)
		state->open_told = state->next[FLOW_REQUEST];
}

#endif
