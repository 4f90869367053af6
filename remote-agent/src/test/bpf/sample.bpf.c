/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* Small programs for the tests and the benchmark of the agent's kernel package: a ring filled on demand.
 * INGRESS names the producer, so that a test finds its own among the programs of the machine.
 * BROKEN adds programs that a kernel refuses. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include "sonde_records.h"

/* Where the order begins: at once in a packet made up by a test run, behind the headers in a real one over IPv4. */
#ifdef FROM_UDP
#define ORDER_AT 28
#else
#define ORDER_AT 0
#endif
#ifndef INGRESS
#define INGRESS on_ingress
#endif

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct control);
} control SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, LOSS_CAUSES);
	__type(key, __u32);
	__type(value, __u64);
} losses SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, __u32);
} ports SEC(".maps");

__u64 sent;

/* The packet's first bytes say what to do: how many records, of how many bytes. */
struct order {
	__u32 records;
	__u32 bytes;
	__u32 discard_every;
	__u32 pad;
};

/* Only to be read as a layout. */
struct nest {
	struct record_head head;
	union {
		__u32 left;
		__u32 right;
	};
	__u32 pad;
	__u64 row[3];
};
const struct nest *layout_nest __attribute__((unused));

static __always_inline int put(__u32 bytes, __u32 discard_every, const __u32 room)
{
	struct record_head *head = bpf_ringbuf_reserve(&ring, room, 0);
	__u32 cause = LOSS_RING_FULL_EXCHANGE;
	__u64 *lost, number = __sync_fetch_and_add(&sent, 1);

	if (!head) {
		lost = bpf_map_lookup_elem(&losses, &cause);
		if (lost)
			*lost += 1;
		return 0;
	}
	head->kind = RECORD_EXCHANGE;
	head->length = room;
	head->cookie = number;
	/* A body that can be checked: all bytes 0x5a, and the number's complement at the end. */
	__builtin_memset(head + 1, 0x5a, room - sizeof(*head) - 8);
	*(__u64 *)((char *)head + room - 8) = ~number;
	if (discard_every && number % discard_every == 0)
		bpf_ringbuf_discard(head, BPF_RB_NO_WAKEUP);
	else
		bpf_ringbuf_submit(head, BPF_RB_NO_WAKEUP);
	return 0;
}

#ifdef RELOCATED
struct task_struct {
	int tgid;
} __attribute__((preserve_access_index));

SEC("tp_btf/sched_switch")
int relocates(__u64 *context)
{
	struct task_struct *task = (void *)context[1];

	return task->tgid == 0x7fffffff;
}
#define ONLY_BROKEN
#endif

#ifndef ONLY_BROKEN
SEC("cgroup_skb/ingress")
int INGRESS(struct __sk_buff *skb)
{
	struct order order;
	__u32 i;

	if (bpf_skb_load_bytes(skb, ORDER_AT, &order, sizeof(order)) || order.records > 1 << 20)
		return 1;
	for (i = 0; i < 512; i++) {
		if (i >= order.records)
			break;
		if (order.bytes == 64)
			put(64, order.discard_every, 64);
		else
			put(320, order.discard_every, 320);
	}
	return 1;
}

SEC("cgroup_skb/egress")
int on_egress(struct __sk_buff *skb)
{
	return 1;
}
#endif

#ifdef BROKEN
SEC("cgroup_skb/ingress")
int reads_nowhere(struct __sk_buff *skb)
{
	__u32 key = skb->len;
	__u64 *count = bpf_map_lookup_elem(&losses, &key);

	*count += 1; /* may be null */
	return 1;
}

SEC("tp_btf/no_such_tracepoint")
int traces_nothing(__u64 *context)
{
	return 0;
}

#ifndef ONLY_BROKEN
SEC("cgroup_skb/ingress")
int reads_nowhere_fallback(struct __sk_buff *skb)
{
	return 1;
}
#endif
#endif

char LICENSE[] SEC("license") = "Dual BSD/GPL";
