// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* Connections: opened, closed, listed, and whose they are. See README.md. */
#include "sonde_bpf.h"

#define TCP_ESTABLISHED 1 /* include/net/tcp_states.h */
#define TCP_SYN_SENT    2
#define TCP_CLOSE       7
#define TCP_LISTEN      10
#define PROTOCOL_TCP    6
#define S_IFMT          0170000 /* include/uapi/linux/stat.h */
#define S_IFSOCK        0140000

char LICENSE[] SEC("license") = "GPL";

/* So that their layout is in the object's BTF, where the agent reads it. */
const struct open_record *layout_open __attribute__((unused));
const struct close_record *layout_close __attribute__((unused));
const struct owner_record *layout_owner __attribute__((unused));
const struct owner_row *layout_owner_row __attribute__((unused));
const struct tcp_row *layout_tcp_row __attribute__((unused));

/* What is known of a connection since it was opened. */
struct opening {
	__u64 opened_ns; /* 0: not established yet */
	__u32 tgid;
	__u8 role;
	__u8 pad[3];
	__u8 comm[16];
};

/* Key: address of the struct sock. Written at connect and at establishment, deleted when the socket reaches CLOSE. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 131072);
	__type(key, __u64);
	__type(value, struct opening);
} openings SEC(".maps");

/* Sockets whose owner was told. Key: cookie. Written by tell_owner; the oldest go first. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 16384);
	__type(key, __u64);
	__type(value, __u32);
} told SEC(".maps");

static __always_inline bool excluded(const struct sock *sk)
{
	struct control *settings = read_control();
	__u32 own = settings ? settings->own_port : 0;

	return own &&
	       (local_port_of(&sk->__sk_common) == own || bpf_ntohs(BPF_CORE_READ(sk, __sk_common.skc_dport)) == own);
}

static __noinline int send_open(const struct sock *sk, const struct opening *opening)
{
	struct open_record *record = bpf_ringbuf_reserve(&ring, sizeof(*record), 0);

	if (!record) {
		count_loss(LOSS_RING_FULL_OTHER);
		return 0;
	}
	record->head.kind = RECORD_OPEN;
	record->head.length = sizeof(*record);
	record->head.cookie = cookie_of(sk);
	tuple_of(&record->tuple, &sk->__sk_common);
	record->time_ns = opening->opened_ns;
	record->cgroup_id = cgroup_of(sk);
	record->tgid = opening->tgid;
	record->role = opening->role;
	__builtin_memset(record->pad, 0, sizeof(record->pad));
	__builtin_memcpy(record->comm, opening->comm, sizeof(record->comm));
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return 0;
}

static __noinline int send_close(const struct sock *sk, const struct opening *opening)
{
	const struct tcp_sock *tcp = (const struct tcp_sock *)sk;
	struct close_record *record = bpf_ringbuf_reserve(&ring, sizeof(*record), 0);

	if (!record) {
		count_loss(LOSS_RING_FULL_OTHER);
		return 0;
	}
	record->head.kind = RECORD_CLOSE;
	record->head.length = sizeof(*record);
	record->head.cookie = cookie_of(sk);
	tuple_of(&record->tuple, &sk->__sk_common);
	record->time_ns = bpf_ktime_get_ns();
	record->opened_ns = opening ? opening->opened_ns : 0;
	record->bytes_sent = BPF_CORE_READ(tcp, bytes_sent);
	record->bytes_received = BPF_CORE_READ(tcp, bytes_received);
	record->segments_sent = BPF_CORE_READ(tcp, segs_out);
	record->retransmits = BPF_CORE_READ(tcp, total_retrans);
	record->srtt_us = BPF_CORE_READ(tcp, srtt_us) >> 3; /* kept in eighths */
	record->tgid = opening ? opening->tgid : 0;
	record->role = opening ? opening->role : ROLE_UNKNOWN;
	__builtin_memset(record->pad, 0, sizeof(record->pad));
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return 0;
}

SEC("tp_btf/inet_sock_set_state")
int follow_state(__u64 *arguments)
{
	const struct sock *sk = (const struct sock *)arguments[0];
	int old = arguments[1], new = arguments[2];
	struct opening fresh = {}, *known;
	__u64 key = (__u64)sk;

	if (new != TCP_SYN_SENT &&new != TCP_ESTABLISHED &&new != TCP_CLOSE)
		return 0;
	if (BPF_CORE_READ(sk, sk_protocol) != PROTOCOL_TCP)
		return 0;
	if (new == TCP_SYN_SENT) {
		/* Only here the process that connects is the one that runs. */
		fresh.tgid = bpf_get_current_pid_tgid() >> 32;
		fresh.role = ROLE_CLIENT;
		bpf_get_current_comm(fresh.comm, sizeof(fresh.comm));
		if (bpf_map_update_elem(&openings, &key, &fresh, BPF_ANY))
			count_loss(LOSS_NO_STORAGE);
		return 0;
	}
	known = bpf_map_lookup_elem(&openings, &key);
	if (new == TCP_ESTABLISHED) {
		if (known)
			fresh = *known;
		/* An accepted connection comes from SYN_RECV. One that was connecting when the probe came has no owner yet. */
		fresh.role = old == TCP_SYN_SENT ? ROLE_CLIENT : ROLE_SERVER;
		fresh.opened_ns = bpf_ktime_get_ns();
		if (bpf_map_update_elem(&openings, &key, &fresh, BPF_ANY))
			count_loss(LOSS_NO_STORAGE);
		if (!excluded(sk))
			send_open(sk, &fresh);
		return 0;
	}
	/* A connect that failed, a listener, a handshake that was given up: nothing was open. */
	if (old != TCP_LISTEN && old != TCP_SYN_SENT && old != TCP_CLOSE && !excluded(sk))
		send_close(sk, known);
	if (known)
		bpf_map_delete_elem(&openings, &key);
	return 0;
}

/* For the agent to attach only while it looks for owners: at each read it tells, once a socket, who reads. */
SEC("tp_btf/tcp_rcv_space_adjust")
int tell_owner(__u64 *arguments)
{
	const struct sock *sk = (const struct sock *)arguments[0];
	__u64 cookie = cookie_of(sk);
	struct owner_record *record;
	__u32 tgid = bpf_get_current_pid_tgid() >> 32;

	/* The cookie is made when `exchanges` first sees the socket; before that nobody asks whose it is. */
	if (!cookie || !tgid || bpf_map_lookup_elem(&told, &cookie) || excluded(sk))
		return 0;
	record = bpf_ringbuf_reserve(&ring, sizeof(*record), 0);
	if (!record) {
		count_loss(LOSS_RING_FULL_OTHER);
		return 0;
	}
	record->head.kind = RECORD_OWNER;
	record->head.length = sizeof(*record);
	record->head.cookie = cookie;
	tuple_of(&record->tuple, &sk->__sk_common);
	record->time_ns = bpf_ktime_get_ns();
	record->cgroup_id = cgroup_of(sk);
	record->tgid = tgid;
	__builtin_memset(record->pad, 0, sizeof(record->pad));
	bpf_get_current_comm(record->comm, sizeof(record->comm));
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	bpf_map_update_elem(&told, &cookie, &tgid, BPF_ANY);
	return 0;
}

SEC("iter/tcp")
int list_connections(struct bpf_iter__tcp *context)
{
	struct sock_common *common = context->sk_common;
	struct tcp_row row = {};
	struct tcp_sock *tcp;

	if (!common)
		return 0;
	tcp = bpf_skc_to_tcp_sock(common);
	if (!tcp)
		return 0;
	row.cookie = BPF_CORE_READ(tcp, inet_conn.icsk_inet.sk.__sk_common.skc_cookie.counter);
	tuple_of(&row.tuple, &tcp->inet_conn.icsk_inet.sk.__sk_common);
	row.bytes_sent = BPF_CORE_READ(tcp, bytes_sent);
	row.bytes_received = BPF_CORE_READ(tcp, bytes_received);
	row.segments_sent = BPF_CORE_READ(tcp, segs_out);
	row.retransmits = BPF_CORE_READ(tcp, total_retrans);
	row.srtt_us = BPF_CORE_READ(tcp, srtt_us) >> 3;
	row.state = BPF_CORE_READ(tcp, inet_conn.icsk_inet.sk.__sk_common.skc_state);
	bpf_seq_write(context->meta->seq, &row, sizeof(row));
	return 0;
}

SEC("iter/task_file")
int list_owners(struct bpf_iter__task_file *context)
{
	struct task_struct *task = context->task;
	struct file *file = context->file;
	struct owner_row row = {};
	struct socket *socket;
	struct sock *sk;
	__u16 family;

	/* Threads share their files with the leader. */
	if (!task || !file || task->pid != task->tgid)
		return 0;
	if ((BPF_CORE_READ(file, f_inode, i_mode) & S_IFMT) != S_IFSOCK)
		return 0;
	/* A socket node that was opened as a path is of this kind too, but no socket points back to it. */
	socket = BPF_CORE_READ(file, private_data);
	if (BPF_CORE_READ(socket, file) != file)
		return 0;
	sk = BPF_CORE_READ(socket, sk);
	if (!sk)
		return 0;
	family = BPF_CORE_READ(sk, __sk_common.skc_family);
	if ((family != AF_INET && family != AF_INET6) || BPF_CORE_READ(sk, sk_protocol) != PROTOCOL_TCP)
		return 0;
	row.cookie = cookie_of(sk);
	row.inode = BPF_CORE_READ(file, f_inode, i_ino);
	tuple_of(&row.tuple, &sk->__sk_common);
	row.tgid = task->tgid;
	row.fd = context->fd;
	row.state = BPF_CORE_READ(sk, __sk_common.skc_state);
	bpf_seq_write(context->meta->seq, &row, sizeof(row));
	return 0;
}
