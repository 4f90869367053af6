/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* Meeting a socket: who it is, which end it is, whether it is watched. Once a socket and once a change of filters. */
#ifndef SONDE_EXCHANGES_SOCKETS_H
#define SONDE_EXCHANGES_SOCKETS_H

#include "rare.h"

#define ANCESTORS       10    /* levels of cgroups that a filter is looked up for */
#define FIRST_EPHEMERAL 32768 /* the lower end of net.ipv4.ip_local_port_range, as it comes */

enum verdict { WATCH = 1, WATCH_STREAM = 2 };

/*
 * Data that came with the last packet of a handshake is seen on the listener, before the connection's socket exists
 * (deferred accept, fast open). Written by the programs at the listener; deleted by them when the socket takes it over;
 * the oldest go first. Key: the connection as its socket will know it.
 */
struct first_data {
	__u64 time_ns;
	__u32 sequence;
	__u32 bytes;
	__u32 captured;
	__u32 pad;
	__u8 prefix[PREFIX_BYTES];
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, struct socket_tuple);
	__type(value, struct first_data);
} first_data SEC(".maps");

/* Where a first_data is put together; one a CPU, meaningless between packets. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct first_data);
} first_data_scratch SEC(".maps");

static __always_inline __u32 port_flags(__u32 port)
{
	__u32 *flags = bpf_map_lookup_elem(&ports, &port);

	return flags ? *flags : 0;
}

static __always_inline bool passes_cgroup(struct bpf_sock *sk)
{
	__u64 id = bpf_sk_cgroup_id(sk);

	if (bpf_map_lookup_elem(&cgroups, &id))
		return true;
#pragma clang loop unroll(disable)
	for (int level = 1; level < ANCESTORS; level++) {
		id = bpf_sk_ancestor_cgroup_id(sk, level);
		if (!id)
			return false;
		if (bpf_map_lookup_elem(&cgroups, &id))
			return true;
	}
	return false;
}

/* 0: not watched; else enum verdict. */
static __noinline __u32 judge(
	struct bpf_sock *sk, const struct control *settings, __u64 cookie, __u32 local, __u32 remote)
{
	__u32 flags = port_flags(local) | port_flags(remote);
	__u32 *owner, *mode;

	if (settings->own_port && (local == settings->own_port || remote == settings->own_port))
		return 0;
	if (settings->filter_ports && !(flags & PORT_WATCHED))
		return 0;
	if (settings->filter_tgids) {
		owner = bpf_map_lookup_elem(&owners, &cookie);
		if (owner && *owner && !bpf_map_lookup_elem(&tgids, owner))
			return 0;
	}
	if (settings->filter_cgroups && !passes_cgroup(sk))
		return 0;
	mode = bpf_map_lookup_elem(&streams, &cookie);
	if (flags & PORT_STREAM || (mode && *mode == STREAM_ON))
		return WATCH | WATCH_STREAM;
	return WATCH;
}

static __always_inline const struct sock_common *common_of(const struct tcp_sock *tcp)
{
	return &tcp->inet_conn.icsk_inet.sk.__sk_common;
}

static __always_inline __u32 reverse(
	struct bpf_sock_tuple *key, const struct socket_tuple *tuple, bool ipv6, bool established)
{
	const __u32 *local = (const __u32 *)tuple->local_address, *remote = (const __u32 *)tuple->remote_address;

	__builtin_memset(key, 0, sizeof(*key));
	if (ipv6) {
		__builtin_memcpy(key->ipv6.daddr, established ? remote : local, 16);
		if (established)
			__builtin_memcpy(key->ipv6.saddr, local, 16);
		key->ipv6.dport = bpf_htons(established ? tuple->remote_port : tuple->local_port);
		key->ipv6.sport = established ? bpf_htons(tuple->local_port) : 0;
		return sizeof(key->ipv6);
	}
	key->ipv4.daddr = established ? remote[3] : local[3];
	key->ipv4.saddr = established ? local[3] : 0;
	key->ipv4.dport = bpf_htons(established ? tuple->remote_port : tuple->local_port);
	key->ipv4.sport = established ? bpf_htons(tuple->local_port) : 0;
	return sizeof(key->ipv4);
}

/* Something listens where this socket's own end is: it was accepted there. */
static __always_inline bool has_listener(struct __sk_buff *skb, const struct socket_tuple *tuple, bool ipv6)
{
	struct bpf_sock_tuple key;
	__u32 length = reverse(&key, tuple, ipv6, false);
	struct bpf_sock *found = bpf_skc_lookup_tcp(skb, &key, length, BPF_F_CURRENT_NETNS, 0);
	bool listens;

	if (!found)
		return false;
	listens = found->state == BPF_LISTEN;
	bpf_sk_release(found);
	return listens;
}

/* Is the other end of this client's connection a watched socket of the same network namespace? */
__noinline int look_for_peer(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);
	struct bpf_sock *sk = skb->sk;
	struct socket_tuple tuple = {};
	struct bpf_sock_tuple key;
	struct bpf_sock *found;
	struct tcp_sock *tcp;
	struct socket_state *other;

	if (!state || !sk)
		return 0;
	state->flags |= PEER_ASKED;
	tcp = bpf_skc_to_tcp_sock(sk);
	if (!tcp)
		return 0;
	tuple_of(&tuple, common_of(tcp));
	found = bpf_skc_lookup_tcp(skb, &key, reverse(&key, &tuple, packet.ipv6, true), BPF_F_CURRENT_NETNS, 0);
	if (!found)
		return 0;
	other = bpf_sk_storage_get(&sockets, found, 0, 0);
	if (other && other->role == ROLE_SERVER && !(other->flags & STREAM) && other->cookie != state->cookie)
		state->flags |= PEER;
	bpf_sk_release(found);
	return 0;
}

/* Tells of a socket. 0: the ring is full; nothing of the socket is sent before this was. */
__noinline int announce(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct socket_state *state = find_again(skb, &packet, egress);
	struct bpf_sock *sk = skb->sk;
	struct socket_record *record;
	struct tcp_sock *tcp;
	struct bpf_sock *full;
	__u64 cookie;
	__u32 *owner;

	if (!state || !sk)
		return 0;
	cookie = state->cookie;
	tcp = bpf_skc_to_tcp_sock(sk);
	full = bpf_sk_fullsock(sk);
	if (!tcp || !full)
		return 0;
	record = bpf_ringbuf_reserve(&ring, sizeof(*record), 0);
	if (!record) {
		count_loss(LOSS_RING_FULL_OTHER);
		return 0;
	}
	begin_record(&record->head, RECORD_SOCKET, sizeof(*record), cookie);
	tuple_of(&record->tuple, common_of(tcp));
	record->time_ns = now_of(skb, &packet);
	record->cgroup_id = bpf_sk_cgroup_id(full);
	owner = bpf_map_lookup_elem(&owners, &cookie);
	record->tgid = owner ? *owner : 0;
	record->role = state->role;
	record->opened_before = !!(state->flags & LATECOMER);
	record->pad[0] = record->pad[1] = 0;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	state->flags |= ANNOUNCED;
	return 1;
}

/* Payload on a listening socket: kept until the connection has its own. */
static __noinline void keep_first_data(struct __sk_buff *skb, const struct packet *packet)
{
	struct bpf_sock *sk = skb->sk;
	struct first_data *kept, *fresh;
	struct socket_tuple key = {};
	__u32 zero = 0, bytes = packet->bytes;
	struct tcp_sock *listener;
	void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	__u32 *local = (__u32 *)key.local_address, *remote = (__u32 *)key.remote_address;
	__u16 *ports_at;

	if (!sk || packet->egress)
		return;
	listener = bpf_skc_to_tcp_sock(sk);
	if (!listener)
		return;
	if (packet->ipv6) {
		struct ipv6hdr *ip = data;

		if ((void *)(ip + 1) + 20 > end || ip->nexthdr != IPPROTO_TCP)
			return;
		__builtin_memcpy(key.local_address, &ip->daddr, 16);
		__builtin_memcpy(key.remote_address, &ip->saddr, 16);
		ports_at = (void *)(ip + 1);
	} else {
		struct iphdr *ip = data;

		if ((void *)(ip + 1) + 20 > end || ip->ihl != 5)
			return;
		local[2] = remote[2] = bpf_htonl(0xffff);
		local[3] = ip->daddr;
		remote[3] = ip->saddr;
		ports_at = (void *)(ip + 1);
	}
	key.remote_port = bpf_ntohs(ports_at[0]);
	key.local_port = bpf_ntohs(ports_at[1]);
	key.netns = BPF_CORE_READ(common_of(listener), skc_net.net, ns.inum);
	kept = bpf_map_lookup_elem(&first_data, &key);
	if (kept && kept->sequence == packet->sequence)
		return;
	fresh = bpf_map_lookup_elem(&first_data_scratch, &zero);
	if (!fresh)
		return;
	fresh->time_ns = bpf_ktime_get_ns();
	fresh->sequence = packet->sequence;
	fresh->bytes = bytes;
	barrier_var(bytes);
	if (bytes > PREFIX_BYTES)
		bytes = PREFIX_BYTES;
	if (!bytes || bpf_skb_load_bytes(skb, packet->offset, fresh->prefix, bytes))
		bytes = 0;
	fresh->captured = bytes;
	if (bpf_map_update_elem(&first_data, &key, fresh, BPF_ANY))
		count_loss(LOSS_NO_STORAGE);
}

/* Begins the first turn of a connection with what its listener was sent. False: nothing was. */
static __noinline bool take_first_data(struct socket_state *state, const struct control *settings,
	const struct socket_tuple *tuple, __u32 received_until)
{
	struct first_data *kept = bpf_map_lookup_elem(&first_data, tuple);

	if (!kept)
		return false;
	if (received_until - kept->sequence - 1 >= kept->bytes && received_until != kept->sequence) {
		bpf_map_delete_elem(&first_data, tuple);
		return false;
	}
	begin_turn(state, settings, kept->sequence);
	state->next[FLOW_REQUEST] = kept->sequence + kept->bytes;
	state->phase = PHASE_REQUEST;
	state->request_start_ns = kept->time_ns;
	state->prefix_bytes = kept->captured;
	bpf_probe_read_kernel(state->prefix, PREFIX_BYTES, kept->prefix);
	bpf_map_delete_elem(&first_data, tuple);
	return true;
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

/* The first payload of a socket: what is known of it from the socket itself. */
static __noinline void introduce(struct __sk_buff *skb, struct socket_state *state, struct tcp_sock *tcp,
	const struct control *settings, const struct packet *packet)
{
	struct socket_tuple tuple = {};
	__u32 in = BPF_CORE_READ(tcp, rcv_nxt), out = BPF_CORE_READ(tcp, snd_nxt);
	__u32 sent_before = BPF_CORE_READ(tcp, data_segs_out);
	bool late, listens;

	tuple_of(&tuple, common_of(tcp));
	/* At egress the segment at hand has been counted already. */
	if (packet->egress)
		sent_before -= skb->gso_segs ? skb->gso_segs : 1;
	late = sent_before || BPF_CORE_READ(tcp, bytes_received);
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
	if (listens && take_first_data(state, settings, &tuple, in))
		late = sent_before;
	if (late)
		state->flags |= LATECOMER;
}

static __always_inline void set_unwatched(struct bpf_sock *sk, __u32 generation)
{
	__u32 *decided = bpf_sk_storage_get(&unwatched, sk, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);

	if (decided)
		*decided = generation;
}

/* A socket without state has payload. 0: it is not watched. */
__noinline int meet(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct control *settings = read_control();
	struct bpf_sock *sk = skb->sk;
	struct socket_state *state;
	struct bpf_sock *full;
	struct tcp_sock *tcp;
	__u32 verdict;
	__u64 cookie;

	if (!sk || !settings || !parse(skb, &packet, 0, egress & 1))
		return 0;
	if (sk->state == BPF_LISTEN) {
		keep_first_data(skb, &packet);
		return 0;
	}
	full = bpf_sk_fullsock(sk);
	if (!full)
		return 0;
	tcp = bpf_skc_to_tcp_sock(full);
	if (!tcp)
		return 0;
	cookie = bpf_get_socket_cookie(skb);
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
	state->generation = settings->generation;
	state->flags = verdict & WATCH_STREAM ? STREAM : 0;
	introduce(skb, state, tcp, settings, &packet);
	return 1;
}

/* The filters changed. 0: the socket is not watched any more. */
__noinline int judge_again(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct control *settings = read_control();
	struct socket_state *state = find_again(skb, &packet, egress);
	struct bpf_sock *sk = skb->sk;
	struct bpf_sock *full;
	__u32 verdict;

	if (!sk || !state || !settings)
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
	if (verdict & WATCH_STREAM && !(state->flags & STREAM)) {
		settle(state, false);
		state->phase = PHASE_IDLE;
	}
	state->flags &= ~(STREAM | PEER | PEER_ASKED);
	if (verdict & WATCH_STREAM)
		state->flags |= STREAM;
	state->generation = settings->generation;
	return 1;
}

#endif
