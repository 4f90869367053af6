/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* Requests that wait long for their responses: what they ask for is told while they wait. Run by the iterator, beside packets on other CPUs. */
#ifndef SONDE_EXCHANGES_WAITING_H
#define SONDE_EXCHANGES_WAITING_H

#include "records.h"

#define WAITING_NS 1000000000LL /* without a byte of the response since the last of the request */

static __always_inline bool is_waiting(const struct socket_state *state, __u64 now)
{
	return state->phase == PHASE_REQUEST &&
	       (state->flags & (ANNOUNCED | SAMPLED | PEER)) == (ANNOUNCED | SAMPLED) && !state->streamed &&
	       state->prefix_bytes && state->waiting_told != state->next[FLOW_REQUEST] &&
	       (__s64)(now - request_end_of(state)) >= WAITING_NS;
}

/* Where the ring has no room it is tried again. */
static __always_inline void put_waiting(struct socket_state *state, __u32 captured, const __u32 room)
{
	__u32 first = state->first[FLOW_REQUEST], next = state->next[FLOW_REQUEST];
	struct waiting_record *record = bpf_ringbuf_reserve(&ring, sizeof(*record) + room, 0);

	if (!record)
		return;
	begin_record(&record->head, RECORD_WAITING, sizeof(*record) + room, state->cookie);
	record->request_start_ns = state->request_start_ns;
	record->request_sequence = first;
	record->response_sequence = state->next[FLOW_RESPONSE];
	*(__u64 *)(&record->captured) = 0;
	barrier_var(captured);
	if (captured > room)
		captured = room;
	record->captured = captured;
	bpf_probe_read_kernel(record + 1, captured, state->prefix);
	if (state->phase != PHASE_REQUEST || state->first[FLOW_REQUEST] != first) {
		/* It was answered meanwhile, and this may be of the one behind it. */
		bpf_ringbuf_discard(record, BPF_RB_NO_WAKEUP);
		return;
	}
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	state->waiting_told = next;
}

static __noinline void tell_waiting(struct socket_state *state)
{
	__u32 captured = state->prefix_bytes;

	if (captured <= PREFIX_MEDIUM)
		put_waiting(state, captured, PREFIX_MEDIUM);
	else if (captured <= PREFIX_LONG)
		put_waiting(state, captured, PREFIX_LONG);
	else
		put_waiting(state, captured, PREFIX_BYTES);
}

#endif
