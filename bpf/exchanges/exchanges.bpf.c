// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* Exchanges at the socket: cgroup_skb on the watched cgroups. See README.md. */
#include "sockets.h"

char LICENSE[] SEC("license") = "GPL";

/* So that their layout is in the object's BTF, where the agent reads it. */
const struct socket_record *layout_socket __attribute__((unused));
const struct exchange_record *layout_exchange __attribute__((unused));
const struct chunk_record *layout_chunk __attribute__((unused));
const struct settle_record *layout_settle __attribute__((unused));

static __always_inline int see(struct __sk_buff *skb, bool egress)
{
	struct packet packet = {};
	struct socket_state *state;
	struct control *settings;
	struct bpf_sock *sk;

	if (!parse(skb, &packet, 0, egress))
		return PASS;
	sk = skb->sk;
	if (!sk)
		return PASS;
	settings = read_control();
	if (!settings)
		return PASS;
	state = bpf_sk_storage_get(&sockets, sk, 0, 0);
	if (!state) {
		if (!packet.bytes || !meet(skb, egress))
			return PASS;
		state = bpf_sk_storage_get(&sockets, sk, 0, 0);
		if (!state)
			return PASS;
	} else if (state->generation != settings->generation && !judge_again(skb, egress)) {
		return PASS;
	}
	if (!(state->flags & ANNOUNCED))
		announce(skb, egress);
	packet.flow = flow_of(state, egress);
	if (packet.bytes)
		take_segment(skb, state, settings, &packet);
	if (packet.tcp_flags & (TCP_FIN | TCP_RST))
		take_end(skb, egress);
	return PASS;
}

SEC("cgroup_skb/ingress")
int ingress(struct __sk_buff *skb)
{
	return see(skb, false);
}

SEC("cgroup_skb/egress")
int egress(struct __sk_buff *skb)
{
	return see(skb, true);
}

/* The agent reads this iterator of `sockets` while it has exchanges that are not settled. */
SEC("iter/bpf_sk_storage_map")
int settle_idle(struct bpf_iter__bpf_sk_storage_map *context)
{
	struct socket_state *state = context->value;
	struct control *settings = read_control();

	if (!state || !settings)
		return 0;
	settle(state, false, bpf_ktime_get_ns() - settings->idle_ns);
	return 0;
}
