// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* What it costs to be called at the socket, and each step that a probe there takes. STEP: 0 nothing, 1 the socket's state is
 * looked up and written, 2 the clock is read, 3 a record of 88 bytes is sent. */
#include "sonde_bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, __u64);
} sockets SEC(".maps");

static __always_inline int step(struct __sk_buff *skb)
{
	struct control *settings = read_control();

	if (!settings || !skb->sk)
		return 1;
#if STEP == 1
	struct bpf_sock *full = bpf_sk_fullsock(skb->sk);
	__u64 *state = full ? bpf_sk_storage_get(&sockets, full, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE) : NULL;

	if (state)
		*state += 1;
#elif STEP == 2
	settings->idle_ns = bpf_ktime_get_ns();
#elif STEP == 3
	struct record_head *record = bpf_ringbuf_reserve(&ring, sizeof(struct exchange_record), 0);

	if (!record) {
		count_loss(LOSS_RING_FULL_EXCHANGE);
		return 1;
	}
	record->kind = RECORD_EXCHANGE;
	record->length = sizeof(struct exchange_record);
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
#endif
	return 1;
}

SEC("cgroup_skb/ingress")
int ingress(struct __sk_buff *skb)
{
	return step(skb);
}

SEC("cgroup_skb/egress")
int egress(struct __sk_buff *skb)
{
	return step(skb);
}
