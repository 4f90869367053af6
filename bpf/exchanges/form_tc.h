/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* At the devices of a network namespace: a packet begins with its link's header, and what comes in has no socket yet. */
#ifndef SONDE_EXCHANGES_FORM_TC_H
#define SONDE_EXCHANGES_FORM_TC_H

#define PASS        -1           /* TC_ACT_UNSPEC, TCX_NEXT: whatever else is attached decides */
#define OWN_NUMBER  (1ull << 62) /* above all cookies */
#define LEAST_FRAME (ETH_HLEN + sizeof(struct iphdr) + sizeof(struct tcphdr))

/* Devices that put packets together from pages may leave headers there. False: that is not why it can't be read. */
static __always_inline bool pull_headers(struct __sk_buff *skb, bool egress)
{
	void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;

	if (egress || data + LEAST_FRAME + sizeof(struct ipv6hdr) <= end || skb->len < LEAST_FRAME)
		return false;
	return !bpf_skb_pull_data(skb, skb->len < 128 ? skb->len : 128);
}

/* The socket that a packet comes in for. The verifier has checked the offsets and forgotten them. */
static __noinline struct bpf_sock *look_up(struct __sk_buff *skb, const struct packet *packet)
{
	void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	struct iphdr *ip = data + (packet->ip_at & 31);
	struct ipv6hdr *ip6 = (void *)ip;
	struct tcphdr *tcp = data + (packet->tcp_at & 127);
	struct bpf_sock_tuple tuple = {};

	if ((void *)(tcp + 1) > end)
		return NULL;
	if (packet->ipv6) {
		if ((void *)(ip6 + 1) > end)
			return NULL;
		__builtin_memcpy(tuple.ipv6.saddr, &ip6->saddr, sizeof(ip6->saddr));
		__builtin_memcpy(tuple.ipv6.daddr, &ip6->daddr, sizeof(ip6->daddr));
		tuple.ipv6.sport = tcp->source;
		tuple.ipv6.dport = tcp->dest;
		return bpf_sk_lookup_tcp(skb, &tuple, sizeof(tuple.ipv6), BPF_F_CURRENT_NETNS, 0);
	}
	if ((void *)(ip + 1) > end)
		return NULL;
	tuple.ipv4.saddr = ip->saddr;
	tuple.ipv4.daddr = ip->daddr;
	tuple.ipv4.sport = tcp->source;
	tuple.ipv4.dport = tcp->dest;
	return bpf_sk_lookup_tcp(skb, &tuple, sizeof(tuple.ipv4), BPF_F_CURRENT_NETNS, 0);
}

/* The packet's socket or NULL, to be given back with return_socket and the same constant. */
static __always_inline struct bpf_sock *borrow_socket(
	struct __sk_buff *skb, const struct packet *packet, const bool egress)
{
	return egress ? skb->sk : look_up(skb, packet);
}

static __always_inline void return_socket(struct bpf_sock *sk, const bool egress)
{
	if (!egress)
		bpf_sk_release(sk);
}

/* Hands the packet's socket to `use`, if it has one. */
static __always_inline int with_socket(struct __sk_buff *skb, const struct packet *packet, socket_user *use)
{
	struct bpf_sock *sk;
	int result;

	/* Of one kind of pointer in both directions: `use` may not read fields of two. */
	if (packet->egress) {
		sk = skb->sk;
		if (sk)
			sk = bpf_sk_fullsock(sk);
		return sk ? use(skb, sk, packet) : 0;
	}
	sk = look_up(skb, packet);
	if (!sk)
		return 0;
	result = use(skb, sk, packet);
	bpf_sk_release(sk);
	return result;
}

/*
 * These programs can't have a cookie made for a socket that is looked up, and another program may make one at any time: the
 * name of a socket is a number of ours, its own for as long as it lives, and hardly any other's: of its ports and where its
 * sequence numbers began.
 */
static __always_inline __u64 cookie_for(struct __sk_buff *skb, const struct tcp_sock *tcp)
{
	const struct sock_common *sk = &tcp->inet_conn.icsk_inet.sk.__sk_common;
	__u32 sent = BPF_CORE_READ(tcp, snd_una) - (__u32)BPF_CORE_READ(tcp, bytes_acked);
	__u32 received = BPF_CORE_READ(tcp, rcv_nxt) - (__u32)BPF_CORE_READ(tcp, bytes_received);
	__u64 number = (__u64)sent << 32 | received;

	(void)skb;
	number ^= (__u64)BPF_CORE_READ(sk, skc_num) << 40 | (__u64)BPF_CORE_READ(sk, skc_dport) << 16;
	number *= 0x9e3779b97f4a7c15ull;
	return OWN_NUMBER | ((number ^ number >> 32) & (OWN_NUMBER - 1));
}

static __always_inline __u64 cgroup_id_of(struct bpf_sock *full, const struct tcp_sock *tcp)
{
	(void)full;
	return cgroup_of((const struct sock *)tcp);
}

/* The helpers for it are not for these programs. Before 5.15 the cgroup of a socket is not known. */
static __always_inline bool passes_cgroup(struct bpf_sock *full)
{
	struct tcp_sock *tcp = bpf_skc_to_tcp_sock(full);
	struct cgroup *at;
	__u64 id;

	if (!tcp || !bpf_core_field_exists(tcp->inet_conn.icsk_inet.sk.sk_cgrp_data.cgroup))
		return false;
	at = BPF_CORE_READ(tcp, inet_conn.icsk_inet.sk.sk_cgrp_data.cgroup);
#pragma clang loop unroll(disable)
	for (int level = 0; at && level < ANCESTORS; level++) {
		id = BPF_CORE_READ(at, kn, id);
		if (bpf_map_lookup_elem(&cgroups, &id))
			return true;
		at = BPF_CORE_READ(at, self.parent, cgroup);
	}
	return false;
}

#endif
