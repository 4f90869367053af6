/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* At the sockets of a cgroup: a packet comes with its socket, begins with IP, and was checked. */
#ifndef SONDE_EXCHANGES_FORM_CGROUP_H
#define SONDE_EXCHANGES_FORM_CGROUP_H

#define PASS 1 /* what a cgroup_skb program returns; 0 would drop the packet */

static __always_inline bool pull_headers(struct __sk_buff *skb, bool egress)
{
	(void)skb;
	(void)egress;
	return false;
}

/* The packet's socket or NULL. */
static __always_inline struct bpf_sock *borrow_socket(
	struct __sk_buff *skb, const struct packet *packet, const bool egress)
{
	(void)packet;
	(void)egress;
	return skb->sk;
}

static __always_inline void return_socket(struct bpf_sock *sk, const bool egress)
{
	(void)sk;
	(void)egress;
}

/* Hands the packet's socket to `use`, if it has one. */
static __always_inline int with_socket(struct __sk_buff *skb, const struct packet *packet, socket_user *use)
{
	struct bpf_sock *sk = skb->sk;

	return sk ? use(skb, sk, packet) : 0;
}

static __always_inline __u64 cookie_for(struct __sk_buff *skb, const struct tcp_sock *tcp)
{
	(void)tcp;
	return bpf_get_socket_cookie(skb);
}

static __always_inline __u64 cgroup_id_of(struct bpf_sock *full, const struct tcp_sock *tcp)
{
	(void)tcp;
	return bpf_sk_cgroup_id(full);
}

static __always_inline bool passes_cgroup(struct bpf_sock *full)
{
	__u64 id = bpf_sk_cgroup_id(full);

	if (bpf_map_lookup_elem(&cgroups, &id))
		return true;
#pragma clang loop unroll(disable)
	for (int level = 1; level < ANCESTORS; level++) {
		id = bpf_sk_ancestor_cgroup_id(full, level);
		if (!id)
			return false;
		if (bpf_map_lookup_elem(&cgroups, &id))
			return true;
	}
	return false;
}

#endif
