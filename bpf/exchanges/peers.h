/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* What else there is at a connection's two addresses: its other end, a listener. */
#ifndef SONDE_EXCHANGES_PEERS_H
#define SONDE_EXCHANGES_PEERS_H

#include "rare.h"

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
static __noinline int look_for_peer_of(struct __sk_buff *skb, struct bpf_sock *sk, const struct packet *packet)
{
	struct socket_state *state = bpf_sk_storage_get(&sockets, sk, 0, 0), *other;
	struct socket_tuple tuple = {};
	struct bpf_sock_tuple key;
	struct bpf_sock *found;
	struct tcp_sock *tcp;

	if (!state)
		return 0;
	state->flags |= PEER_ASKED;
	tcp = bpf_skc_to_tcp_sock(sk);
	if (!tcp)
		return 0;
	tuple_of(&tuple, common_of(tcp));
	found = bpf_skc_lookup_tcp(skb, &key, reverse(&key, &tuple, packet->ipv6, true), BPF_F_CURRENT_NETNS, 0);
	if (!found)
		return 0;
	other = bpf_sk_storage_get(&sockets, found, 0, 0);
	if (other && other->role == ROLE_SERVER && other->cookie != state->cookie)
		state->flags |= PEER;
	bpf_sk_release(found);
	return 0;
}

__noinline int look_for_peer(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};

	return parse(skb, &packet, egress & 1) ? with_socket(skb, &packet, look_for_peer_of) : 0;
}

#endif
