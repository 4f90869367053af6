/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* Payload that comes before its socket. */
#ifndef SONDE_EXCHANGES_FIRST_DATA_H
#define SONDE_EXCHANGES_FIRST_DATA_H

#include "peers.h"
#include "turns.h"

#define FIRST_WINDOW 65536 /* bytes that may come before a connection has its socket: a window that is not scaled */

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

/* Payload on a listening socket: kept until the connection has its own. */
static __noinline void keep_first_data(struct __sk_buff *skb, struct bpf_sock *sk, const struct packet *packet)
{
	struct first_data *kept, *fresh;
	struct socket_tuple key = {};
	__u32 zero = 0, bytes = packet->bytes;
	struct tcp_sock *listener;
	void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	__u32 *local = (__u32 *)key.local_address, *remote = (__u32 *)key.remote_address;
	__u16 *ports_at;

	if (packet->egress)
		return;
	data += link_bytes(skb);
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
	if (bytes > PREFIX_BYTES)
		bytes = PREFIX_BYTES;
	if (!load_payload(skb, packet->offset, fresh->prefix, bytes, PREFIX_BYTES))
		bytes = 0;
	fresh->captured = bytes;
	if (bpf_map_update_elem(&first_data, &key, fresh, BPF_ANY))
		count_loss(LOSS_NO_STORAGE);
}

/* Begins the first turn of a connection with what its listener was sent. False: nothing was. What came ahead of the bytes before it is
 * counted, and not told: a record begins with the first byte. */
static __noinline bool take_first_data(struct socket_state *state, const struct control *settings,
	const struct socket_tuple *tuple, __u32 received_until)
{
	struct first_data *kept = bpf_map_lookup_elem(&first_data, tuple);
	bool ahead;

	if (!kept)
		return false;
	ahead = kept->sequence - received_until - 1 < FIRST_WINDOW;
	if (!ahead && received_until - kept->sequence > kept->bytes) {
		bpf_map_delete_elem(&first_data, tuple);
		return false;
	}
	begin_turn(state, settings, ahead ? received_until : kept->sequence, A_CALL);
	state->next[FLOW_REQUEST] = kept->sequence + kept->bytes;
	state->phase = PHASE_REQUEST;
	state->request_start_ns = kept->time_ns;
	if (ahead) {
		state->marks[FLOW_REQUEST] = JUMPED;
	} else {
		state->prefix_bytes = kept->captured;
		bpf_probe_read_kernel(state->prefix, PREFIX_BYTES, kept->prefix);
	}
	bpf_map_delete_elem(&first_data, tuple);
	return true;
}

#endif
