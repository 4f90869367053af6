/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* Meeting a socket: who it is, which end it is. Once a socket and once a change of filters. */
#ifndef SONDE_EXCHANGES_SOCKETS_H
#define SONDE_EXCHANGES_SOCKETS_H

#include "filters.h"
#include "first_data.h"

#define FIRST_EPHEMERAL 32768 /* the lower end of net.ipv4.ip_local_port_range, as it comes */

/* Tells of a socket. 0: the ring is full; nothing of the socket is sent before this was. */
static __noinline int announce_socket(struct __sk_buff *skb, struct bpf_sock *sk, const struct packet *packet)
{
	struct socket_state *state = bpf_sk_storage_get(&sockets, sk, 0, 0);
	struct socket_record *record;
	struct tcp_sock *tcp;
	struct bpf_sock *full;

	if (!state)
		return 0;
	tcp = bpf_skc_to_tcp_sock(sk);
	full = bpf_sk_fullsock(sk);
	if (!tcp || !full)
		return 0;
	record = bpf_ringbuf_reserve(&ring, sizeof(*record), 0);
	if (!record) {
		count_loss(LOSS_RING_FULL_OTHER);
		return 0;
	}
	begin_record(&record->head, RECORD_SOCKET, sizeof(*record), state->cookie);
	tuple_of(&record->tuple, common_of(tcp));
	record->time_ns = now_of(skb, packet);
	record->cgroup_id = cgroup_id_of(full, tcp);
	record->role = state->role;
	record->opened_before = !!(state->flags & LATECOMER);
	__builtin_memset(record->pad, 0, sizeof(record->pad));
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	state->flags |= ANNOUNCED;
	return 1;
}

__noinline int announce(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};

	return parse(skb, &packet, egress & 1) ? with_socket(skb, &packet, announce_socket) : 0;
}

static __always_inline void set_unwatched(struct bpf_sock *sk, __u32 generation)
{
	__u32 *decided = bpf_sk_storage_get(&unwatched, sk, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);

	if (decided)
		*decided = generation;
}

/*
 * What is known of a socket's owner; true: for sure. While a system call has the socket locked, whatever is sent on it is
 * sent by the process that called (what comes from the network meanwhile waits in the backlog). A packet that comes in tells
 * nothing.
 */
static __always_inline bool find_owner(struct socket_owner *owner, const struct tcp_sock *tcp,
	const struct control *settings, const struct packet *packet)
{
	struct opening *opening;
	__u64 key = (__u64)tcp;

	if (packet->egress && BPF_CORE_READ(tcp, inet_conn.icsk_inet.sk.sk_lock.owned)) {
		describe(owner, (struct task_struct *)bpf_get_current_task(), settings);
		return true;
	}
	__builtin_memset(owner, 0, sizeof(*owner));
	opening = bpf_map_lookup_elem(&openings, &key);
	if (!opening || !opening->owner.tgid)
		return false;
	*owner = opening->owner;
	if (opening->owners_generation != settings->owners_generation)
		owner->scope = SCOPE_UNKNOWN;
	return true;
}

enum decision { DECIDED_LATER, DECIDED_IN, DECIDED_OUT };

/* What becomes of a socket: it is to be told of, left as it is, or left alone. */
static __always_inline enum decision decide(struct socket_owner *owner, const struct socket_state *state,
	const struct sock_common *sk, const struct control *settings, bool answers)
{
	/* The response does not tell a client, but its connect, its request and the walk over all processes have. */
	if (!owner->scope &&
		(state->owners_generation == settings->owners_generation || (answers && state->role == ROLE_CLIENT)))
		owner->scope = SCOPE_OUT;
	if (owner->scope == SCOPE_IN) {
		claim(sk, settings->owners_generation);
		return DECIDED_IN;
	}
	if (claimed(sk, settings->owners_generation)) {
		owner->scope = SCOPE_IN;
		return DECIDED_IN;
	}
	/* With a response the other end has had its say as well. */
	return owner->scope == SCOPE_OUT && answers ? DECIDED_OUT : DECIDED_LATER;
}

/* Tells whose a socket is, once it is known, and what a filter by process makes of it. 0: it is not watched any more. */
static __noinline int own_socket(struct __sk_buff *skb, struct bpf_sock *sk, const struct packet *packet)
{
	struct control *settings = read_control();
	struct socket_state *state = bpf_sk_storage_get(&sockets, sk, 0, 0);
	struct owner_record *record;
	struct tcp_sock *tcp;
	struct bpf_sock *full;
	enum decision decision;
	bool known, answers;

	if (!state || !settings)
		return 0;
	answers = flow_of(state, packet->egress) == FLOW_RESPONSE;
	full = bpf_sk_fullsock(sk);
	tcp = bpf_skc_to_tcp_sock(sk);
	if (!full || !tcp)
		return 1;
	record = bpf_ringbuf_reserve(&ring, sizeof(*record), 0);
	if (!record) {
		count_loss(LOSS_RING_FULL_OTHER);
		return 1;
	}
	begin_record(&record->head, RECORD_OWNER, sizeof(*record), state->cookie);
	record->time_ns = now_of(skb, packet);
	known = find_owner(&record->owner, tcp, settings, packet);
	record->owner.generation = settings->owners_generation;
	if (settings->filter_owners)
		decision = decide(&record->owner, state, common_of(tcp), settings, answers);
	else
		decision = known ? DECIDED_IN : DECIDED_LATER;
	if (known && (decision == DECIDED_IN || record->owner.scope == SCOPE_OUT))
		state->owners_generation = settings->owners_generation;
	if (known && decision == DECIDED_IN)
		state->flags |= OWNED;
	if (decision == DECIDED_IN && (known || answers)) {
		bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
		return 1;
	}
	bpf_ringbuf_discard(record, BPF_RB_NO_WAKEUP);
	if (decision != DECIDED_OUT)
		return 1;
	bpf_sk_storage_delete(&sockets, full);
	set_unwatched(full, settings->generation);
	return 0;
}

__noinline int own(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};

	return parse(skb, &packet, egress & 1) ? with_socket(skb, &packet, own_socket) : 0;
}

/*
 * Was this connection opened from here? The count of acknowledged bytes has the SYN's one only where the SYN was sent
 * (net/ipv4/tcp_input.c, tcp_snd_una_update; a socket that was accepted begins behind it). `sending`: bytes at hand, which
 * bytes_sent has already and snd_nxt has not.
 */
static __always_inline bool opened_here(const struct tcp_sock *tcp, __u32 sending)
{
	__u32 sent_once = BPF_CORE_READ(tcp, bytes_sent) - BPF_CORE_READ(tcp, bytes_retrans) - sending;
	__u32 in_flight = BPF_CORE_READ(tcp, snd_nxt) - BPF_CORE_READ(tcp, snd_una);

	return (__s32)((__u32)BPF_CORE_READ(tcp, bytes_acked) + in_flight - sent_once) > 0;
}

/* Segments with payload that a socket sent before the one at hand. */
static __always_inline __u32 sent_before_of(
	struct __sk_buff *skb, const struct tcp_sock *tcp, const struct packet *packet)
{
	__u32 sent = BPF_CORE_READ(tcp, data_segs_out);

	/* At egress the segment at hand has been counted already. */
	if (packet->egress)
		sent -= skb->gso_segs ? skb->gso_segs : 1;
	return sent;
}

/* Bytes that a socket got before the segment at hand. The kernel counts a FIN as one, and a client may end its side before it asks. */
static __always_inline bool received_before(const struct tcp_sock *tcp)
{
	__u8 state = BPF_CORE_READ(tcp, inet_conn.icsk_inet.sk.__sk_common.skc_state);

	return BPF_CORE_READ(tcp, bytes_received) > (state == BPF_TCP_CLOSE_WAIT || state == BPF_TCP_LAST_ACK);
}

/* The first payload of a socket: what is known of it from the socket itself. */
static __noinline void introduce(
	struct __sk_buff *skb, struct socket_state *state, struct tcp_sock *tcp, const struct packet *packet)
{
	struct socket_tuple tuple = {};
	__u32 in = BPF_CORE_READ(tcp, rcv_nxt), out = BPF_CORE_READ(tcp, snd_nxt);
	bool late, listens;

	tuple_of(&tuple, common_of(tcp));
	late = sent_before_of(skb, tcp, packet) || received_before(tcp);
	listens = has_listener(skb, &tuple, packet->ipv6);
	/* A server may have closed its listener. A socket that was restored from an image counts like an accepted one: then
	 * who speaks first tells. */
	if (!listens && !opened_here(tcp, packet->egress && packet->sequence == out ? packet->bytes : 0))
		listens = late || !packet->egress || tuple.local_port < FIRST_EPHEMERAL;
	state->role = listens ? ROLE_SERVER : ROLE_CLIENT;
	if (packet->tcp_flags & TCP_SYN)
		out = packet->sequence;
	state->next[listens ? FLOW_REQUEST : FLOW_RESPONSE] = in;
	state->next[listens ? FLOW_RESPONSE : FLOW_REQUEST] = out;
	if (late)
		state->flags |= LATECOMER;
}

/* What the listener was sent for this connection. On its own, and not a part of introduce: the stack is short. */
static __noinline void begin_early(struct __sk_buff *skb, struct socket_state *state, struct tcp_sock *tcp,
	const struct control *settings, const struct packet *packet)
{
	struct socket_tuple tuple = {};

	tuple_of(&tuple, common_of(tcp));
	if (take_first_data(state, settings, &tuple, state->next[FLOW_REQUEST]) && !sent_before_of(skb, tcp, packet))
		state->flags &= ~LATECOMER;
}

/* A socket without state has payload. 0: it is not watched. */
static __noinline int meet_socket(struct __sk_buff *skb, struct bpf_sock *sk, const struct packet *packet)
{
	struct control *settings = read_control();
	struct socket_state *state;
	struct bpf_sock *full;
	struct tcp_sock *tcp;
	__u32 verdict;
	__u64 cookie;

	if (!settings)
		return 0;
	if (sk->state == BPF_LISTEN) {
		keep_first_data(skb, sk, packet);
		return 0;
	}
	full = bpf_sk_fullsock(sk);
	if (!full)
		return 0;
	tcp = bpf_skc_to_tcp_sock(full);
	if (!tcp)
		return 0;
	cookie = cookie_for(skb, tcp);
	verdict = judge(full, settings, cookie, BPF_CORE_READ(common_of(tcp), skc_num),
		bpf_ntohs(BPF_CORE_READ(common_of(tcp), skc_dport)));
	if (!verdict) {
		set_unwatched(full, settings->generation);
		return 0;
	}
	state = bpf_sk_storage_get(&sockets, full, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!state) {
		count_loss(LOSS_NO_STORAGE);
		return 0;
	}
	state->cookie = cookie;
	state->judged = settings->generation;
	state->streamed = verdict & WATCH_STREAM ? STREAM_WHILE_ASKED : IN_TURNS;
	state->generation = state->streamed ? 0 : settings->generation;
	state->flags = 0;
	introduce(skb, state, tcp, packet);
	if (state->role == ROLE_SERVER)
		begin_early(skb, state, tcp, settings, packet);
	return 1;
}

__noinline int meet(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};

	return parse(skb, &packet, egress & 1) ? with_socket(skb, &packet, meet_socket) : 0;
}

/* The filters changed. 0: the socket is not watched any more. */
static __noinline int judge_socket_again(struct __sk_buff *skb, struct bpf_sock *sk, const struct packet *packet)
{
	struct control *settings = read_control();
	struct socket_state *state = bpf_sk_storage_get(&sockets, sk, 0, 0);
	struct bpf_sock *full;
	__u32 verdict;

	(void)skb;
	(void)packet;
	if (!state || !settings)
		return 0;
	full = bpf_sk_fullsock(sk);
	if (!full)
		return 1;
	verdict = judge(full, settings, state->cookie, full->src_port, bpf_ntohs((__u16)full->dst_port));
	if (!verdict) {
		settle(state, false);
		bpf_sk_storage_delete(&sockets, full);
		set_unwatched(full, settings->generation);
		return 0;
	}
	if (verdict & WATCH_STREAM && !state->streamed)
		switch_to_stream(state, STREAM_WHILE_ASKED, asked_bytes(state));
	else if (!(verdict & WATCH_STREAM) && state->streamed == STREAM_WHILE_ASKED)
		state->streamed = IN_TURNS;
	state->flags &= ~(PEER | PEER_ASKED);
	if (state->owners_generation != settings->owners_generation)
		state->flags &= ~OWNED;
	state->judged = settings->generation;
	state->generation = state->streamed ? 0 : settings->generation;
	return 1;
}

__noinline int judge_again(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};

	return parse(skb, &packet, egress & 1) ? with_socket(skb, &packet, judge_socket_again) : 0;
}

#endif
