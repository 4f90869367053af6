// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* Connections: opened, closed, listed, and whose they are. See README.md. */
#include "sonde_owner.h"

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
const struct owner_row *layout_owner_row __attribute__((unused));
const struct tcp_row *layout_tcp_row __attribute__((unused));

static __always_inline bool excluded(const struct sock *sk)
{
	struct control *settings = read_control();

	return settings && is_own(&sk->__sk_common, settings);
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
	record->owner = opening->owner;
	record->role = opening->role;
	__builtin_memset(record->pad, 0, sizeof(record->pad));
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
	struct control *settings = read_control();
	struct opening fresh = {}, *known;
	__u64 key = (__u64)sk;

	if ((new != TCP_SYN_SENT &&new != TCP_ESTABLISHED &&new != TCP_CLOSE) || !settings)
		return 0;
	if (BPF_CORE_READ(sk, sk_protocol) != PROTOCOL_TCP)
		return 0;
	if (new == TCP_SYN_SENT) {
		/* Only here the process that connects is the one that runs. */
		describe(&fresh.owner, (struct task_struct *)bpf_get_current_task(), settings);
		fresh.owners_generation = settings->owners_generation;
		fresh.role = ROLE_CLIENT;
		if (bpf_map_update_elem(&openings, &key, &fresh, BPF_ANY))
			count_loss(LOSS_NO_STORAGE);
		return 0;
	}
	known = bpf_map_lookup_elem(&openings, &key);
	if (new == TCP_ESTABLISHED) {
		/* One that was connecting when the probe came has no owner yet. An accepted one, which comes from SYN_RECV, has none: where the
		 * end of what was at its address before went unseen, that one's is still there. */
		if (known && old == TCP_SYN_SENT)
			fresh = *known;
		fresh.role = old == TCP_SYN_SENT ? ROLE_CLIENT : ROLE_SERVER;
		fresh.opened_ns = bpf_ktime_get_ns();
		if (bpf_map_update_elem(&openings, &key, &fresh, BPF_ANY))
			count_loss(LOSS_NO_STORAGE);
		/* At SYN_SENT it had no port yet. What the server says comes only after this. */
		if (fresh.owner.scope == SCOPE_IN && fresh.owners_generation == settings->owners_generation)
			claim(&sk->__sk_common, settings->owners_generation);
		if (!excluded(sk))
			send_open(sk, &fresh);
		return 0;
	}
	/* A connect that failed, a listener, a handshake that was given up: nothing was open. */
	if (old != TCP_LISTEN && old != TCP_SYN_SENT && old != TCP_CLOSE && !excluded(sk))
		send_close(sk, known);
	if (known)
		bpf_map_delete_elem(&openings, &key);
	if (settings->filter_owners)
		unclaim(&sk->__sk_common);
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
	struct control *settings = read_control();
	struct owner_row row = {};
	struct socket *socket;
	struct sock *sk;
	__u16 family;

	/* Threads share their files with the leader. */
	if (!task || !file || !settings || task->pid != task->tgid)
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
	describe(&row.owner, task, settings);
	if (row.owner.scope == SCOPE_IN)
		claim(&sk->__sk_common, settings->owners_generation);
	row.fd = context->fd;
	row.state = BPF_CORE_READ(sk, __sk_common.skc_state);
	bpf_seq_write(context->meta->seq, &row, sizeof(row));
	return 0;
}
