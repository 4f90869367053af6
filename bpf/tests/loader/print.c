// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* Records and rows as JSON, one object a line. */
#include <arpa/inet.h>
#include <stdio.h>

#include "loader.h"

static void print_hex(const char *name, const unsigned char *bytes, size_t count)
{
	printf(",\"%s\":\"", name);
	for (size_t i = 0; i < count; i++)
		printf("%02x", bytes[i]);
	printf("\"");
}

static void print_tuple(const struct socket_tuple *tuple)
{
	char local[INET6_ADDRSTRLEN], remote[INET6_ADDRSTRLEN];

	inet_ntop(AF_INET6, tuple->local_address, local, sizeof(local));
	inet_ntop(AF_INET6, tuple->remote_address, remote, sizeof(remote));
	printf(",\"local\":\"%s\",\"local_port\":%u,\"remote\":\"%s\",\"remote_port\":%u,\"netns\":%u", local,
		tuple->local_port, remote, tuple->remote_port, tuple->netns);
}

static void print_owner(const struct socket_owner *owner)
{
	printf(",\"tgid\":%u,\"started\":%llu,\"owner_cgroup\":%llu,\"scope\":%u,\"name\":\"%.40s\"", owner->tgid,
		owner->start_ns, owner->cgroup_id, owner->scope, owner->name);
}

static void print_settlement(const struct settlement *settle)
{
	printf(",\"settled\":%u,\"settled_bytes\":%u,\"settled_ns\":%llu", settle->request_sequence,
		settle->response_bytes, settle->last_ns);
}

static void print_exchange(const struct exchange_record *r)
{
	const unsigned char *body = (const unsigned char *)(r + 1);

	printf(",\"start\":%llu,\"end\":%llu,\"first\":%llu,\"request_sequence\":%u,\"response_sequence\":%u,"
	       "\"request_bytes\":%u,\"response_bytes\":%u,\"skipped\":%u,\"flags\":%u",
		r->request_start_ns, r->request_end_ns, r->response_start_ns, r->request_sequence, r->response_sequence,
		r->request_bytes, r->response_bytes, r->skipped, r->flags);
	print_settlement(&r->settle);
	print_hex("request", body, r->request_captured);
	print_hex("response", body + r->request_captured, r->response_captured);
}

void print_record(const struct record_head *head)
{
	const void *data = head;

	printf("{\"kind\":%u,\"cookie\":%llu,\"length\":%u", head->kind, head->cookie, head->length);
	if (head->kind == RECORD_SOCKET) {
		const struct socket_record *r = data;

		print_tuple(&r->tuple);
		printf(",\"time\":%llu,\"cgroup\":%llu,\"role\":%u,\"opened_before\":%u", r->time_ns, r->cgroup_id,
			r->role, r->opened_before);
	} else if (head->kind == RECORD_EXCHANGE) {
		print_exchange(data);
	} else if (head->kind == RECORD_CHUNK) {
		const struct chunk_record *r = data;

		printf(",\"time\":%llu,\"sequence\":%u,\"segment_bytes\":%u,\"direction\":%u,\"streamed\":%u",
			r->time_ns, r->sequence, r->segment_bytes, r->direction, r->streamed);
		print_hex("bytes", (const unsigned char *)(r + 1), r->captured);
	} else if (head->kind == RECORD_SETTLE) {
		const struct settle_record *r = data;

		print_settlement(&r->settle);
		printf(",\"skipped\":%u,\"open_request_sequence\":%u,\"open_request_bytes\":%u,\"closed\":%u,"
		       "\"unread\":%u,\"last_chunk\":%u,\"peer\":%u",
			r->skipped, r->open_request_sequence, r->open_request_bytes, r->closed, r->unread,
			r->last_chunk, r->peer);
	} else if (head->kind == RECORD_OPEN) {
		const struct open_record *r = data;

		print_tuple(&r->tuple);
		printf(",\"time\":%llu,\"role\":%u", r->time_ns, r->role);
		print_owner(&r->owner);
	} else if (head->kind == RECORD_CLOSE) {
		const struct close_record *r = data;

		print_tuple(&r->tuple);
		printf(",\"time\":%llu,\"opened\":%llu,\"sent\":%llu,\"received\":%llu,\"segments\":%u,\"retransmits\":"
		       "%u,"
		       "\"srtt_us\":%u,\"role\":%u",
			r->time_ns, r->opened_ns, r->bytes_sent, r->bytes_received, r->segments_sent, r->retransmits,
			r->srtt_us, r->role);
	} else if (head->kind == RECORD_WAITING) {
		const struct waiting_record *r = data;

		printf(",\"start\":%llu,\"request_sequence\":%u,\"response_sequence\":%u", r->request_start_ns,
			r->request_sequence, r->response_sequence);
		print_hex("request", (const unsigned char *)(r + 1), r->captured);
	} else if (head->kind == RECORD_OWNER) {
		const struct owner_record *r = data;

		printf(",\"time\":%llu", r->time_ns);
		print_owner(&r->owner);
	}
	printf("}\n");
}

void print_tcp_row(const struct tcp_row *row)
{
	printf("{\"row\":\"tcp\",\"cookie\":%llu", row->cookie);
	print_tuple(&row->tuple);
	printf(",\"sent\":%llu,\"received\":%llu,\"state\":%u}\n", row->bytes_sent, row->bytes_received, row->state);
}

void print_owner_row(const struct owner_row *row)
{
	printf("{\"row\":\"owner\",\"cookie\":%llu", row->cookie);
	print_tuple(&row->tuple);
	print_owner(&row->owner);
	printf(",\"inode\":%llu,\"fd\":%u,\"state\":%u}\n", row->inode, row->fd, row->state);
}
