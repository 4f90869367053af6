// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* Exchanges at the socket: cgroup_skb on the watched cgroups. See README.md. */
#include "fast.h"
#include "sockets.h"

char LICENSE[] SEC("license") = "GPL";

/* So that their layout is in the object's BTF, where the agent reads it. */
const struct socket_record *layout_socket __attribute__((unused));
const struct exchange_record *layout_exchange __attribute__((unused));
const struct chunk_record *layout_chunk __attribute__((unused));
const struct settle_record *layout_settle __attribute__((unused));

/* Everything that take_at_once leaves. */
__noinline int take(struct __sk_buff *skb, __u32 egress)
{
	struct packet packet = {};
	struct control *settings = read_control();
	struct socket_state *state = find_again(skb, &packet, egress);

	if (!settings)
		return 0;
	if (!state) {
		if (!packet.bytes || !meet(skb, egress))
			return 0;
		state = find_again(skb, &packet, egress);
		if (!state)
			return 0;
	} else if (state->generation != settings->generation && !judge_again(skb, egress)) {
		return 0;
	}
	if (!(state->flags & ANNOUNCED))
		announce(skb, egress);
	if (packet.bytes)
		take_segment(skb, state, settings, &packet);
	if (packet.tcp_flags & (TCP_FIN | TCP_RST))
		take_end(skb, egress);
	return 0;
}

static __always_inline int see(struct __sk_buff *skb, bool egress)
{
	struct packet packet = {};
	struct socket_state *state;
	struct control *settings;
	struct bpf_sock *sk;
	__u32 *decided;

	if (!parse(skb, &packet, 0, egress))
		return PASS;
	sk = skb->sk;
	if (!sk)
		return PASS;
	settings = read_control();
	if (!settings)
		return PASS;
	state = bpf_sk_storage_get(&sockets, sk, 0, 0);
	if (state) {
		packet.flow = flow_of(state, egress);
		if (take_at_once(skb, state, settings, &packet))
			return PASS;
	} else {
		decided = bpf_sk_storage_get(&unwatched, sk, 0, 0);
		if (!packet.bytes || (decided && *decided == settings->generation))
			return PASS;
	}
	take(skb, egress);
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
	__u64 now = bpf_ktime_get_ns(), next, since;

	if (!state || !settings)
		return 0;
	next = (__u64)state->next[0] << 32 | state->next[1];
	if (next != state->seen) {
		state->seen = next;
		state->seen_ns = now;
	}
	/* An exchange that is sampled away has no times. */
	since = state->seen_ns;
	if (state->flags & SAMPLED)
		since = state->phase == PHASE_REQUEST ? request_end_of(state) : state->last_ns;
	if ((__s64)(now - since - settings->idle_ns) >= 0)
		settle(state, false);
	return 0;
}
