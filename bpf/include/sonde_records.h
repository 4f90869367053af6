/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * What crosses from the kernel to the agent. These structs are declared here and nowhere else: the agent takes their
 * offsets from the object's BTF. Every struct has explicit padding and a multiple of 8 bytes.
 *
 * Every record begins with struct record_head. Times are CLOCK_MONOTONIC nanoseconds. Addresses are in network byte
 * order, IPv4 as IPv4-mapped IPv6; ports are in host byte order.
 */
#ifndef SONDE_RECORDS_H
#define SONDE_RECORDS_H

enum record_kind {
	RECORD_SOCKET = 1,   /* struct socket_record */
	RECORD_EXCHANGE = 2, /* struct exchange_record */
	RECORD_CHUNK = 3,    /* struct chunk_record */
	RECORD_SETTLE = 4,   /* struct settle_record */
	RECORD_OPEN = 5,     /* struct open_record */
	RECORD_CLOSE = 6,    /* struct close_record */
	RECORD_OWNER = 7,    /* struct owner_record */
	RECORD_WAITING = 8,  /* struct waiting_record */
};

enum socket_role { ROLE_UNKNOWN = 0, ROLE_CLIENT = 1, ROLE_SERVER = 2 };

/* Directions as the protocol sees them, whichever end is watched. */
enum flow_direction { FLOW_REQUEST = 0, FLOW_RESPONSE = 1 };

struct record_head {
	__u32 kind;
	__u32 length; /* of the whole record, with this head */
	__u64 cookie; /* socket cookie: names one end of one connection for as long as the machine is up */
};

struct socket_tuple {
	__u8 local_address[16];
	__u8 remote_address[16];
	__u16 local_port;
	__u16 remote_port;
	__u32 netns; /* inode of the network namespace, 0 when not known */
};

/* Whether a connection belongs to a process that was asked for, at either of its ends. */
enum owner_scope {
	SCOPE_UNKNOWN = 0, /* not known yet; without a filter by process it means nothing */
	SCOPE_IN = 1,
	SCOPE_OUT = 2,
};

/* Whose a socket is: the process that connected it, or the first one that sent payload on it. */
struct socket_owner {
	__u64 start_ns;  /* when the process began, CLOCK_BOOTTIME: a pid that is used again has another one */
	__u64 cgroup_id; /* version 2, of the process */
	__u32 tgid;      /* in the initial namespace; 0: not known, and then nothing here is but `scope` */
	__u8 scope;      /* enum owner_scope, of the connection, */
	__u8 generation; /* by the filter of this control.owners_generation, its lowest byte */
	__u8 pad[2];
	__u8 name[40]; /* base name of the executable as it was then, cut to 39 bytes */
};

/* exchanges: the first payload of a watched socket was seen. Sent once, before anything else of that socket. */
struct socket_record {
	struct record_head head;
	struct socket_tuple tuple;
	__u64 time_ns;
	__u64 cgroup_id;    /* of the socket */
	__u8 role;          /* enum socket_role */
	__u8 opened_before; /* 1: payload had passed before the first that was seen */
	__u8 pad[6];
};

/*
 * The end of an exchange whose record was sent earlier. It rides in the next exchange record of the same socket, or in a
 * settle record. It may come again with larger values: the latest counts.
 */
struct settlement {
	__u64 last_ns;          /* last byte of the response */
	__u32 request_sequence; /* which exchange; meaningless when response_bytes is 0 */
	__u32 response_bytes;   /* all of it; 0: nothing to settle */
};

enum exchange_record_flag {
	/* Bytes of the request or the response passed that this probe did not see, or came out of order where it
	 * matters: the captured bytes are right, but they may not be the beginning. */
	EXCHANGE_REQUEST_HOLE = 1,
	EXCHANGE_RESPONSE_HOLE = 2,
	/* The request came before the response to the one before it had ended, as far as the kernel can tell. */
	EXCHANGE_OVERLAP = 4,
	/* The server spoke first (a greeting), or the request passed before the probe was there: request_bytes is 0, and
	 * request_sequence is the one before the next request's, so that it still names one exchange of the connection. */
	EXCHANGE_NO_REQUEST = 8,
	/* The connection ended without a response: response_bytes is 0 and response_start_ns the time of the end. */
	EXCHANGE_NO_RESPONSE = 16,
	/* Only the times of the client's end: the server's end is a watched socket of the same network namespace, which
	 * sends the payload of the same exchange (same connection, same request_sequence) or counts it as lost. Such a
	 * record never counts on its own. */
	EXCHANGE_PEER_HAS_PAYLOAD = 32,
};

/*
 * exchanges: a request and the beginning of its response. Sent at the first byte of the response.
 * `settle` is the end of an exchange before it on the same socket, if that was not settled yet.
 *
 * An HTTP exchange with `100 Continue` is two: the head with the interim response, the body with the final one. Both are sent, or
 * none is and they count once. Where another response follows an interim one without a word of the client, its beginning comes as a chunk.
 */

struct exchange_record {
	struct record_head head;
	__u64 request_start_ns;
	__u64 request_end_ns;
	__u64 response_start_ns;
	struct settlement settle;
	__u32 request_sequence;  /* TCP sequence number of its first byte */
	__u32 response_sequence; /* TCP sequence number of its first byte */
	__u32 request_bytes;     /* all of it */
	__u32 response_bytes;    /* so far: the first segment */
	__u32 skipped; /* exchanges of this socket that were sampled away so far: the largest that was told counts */
	__u16 request_captured;
	__u16 response_captured;
	__u8 flags; /* enum exchange_record_flag */
	__u8 pad[7];
	/* then request_captured bytes of the request and response_captured bytes of the response, without a gap; the
	 * record's length is rounded up, so it may be more than they need */
};

/*
 * exchanges: payload beyond what an exchange record carries, or every segment in stream mode. Chunks of a request come
 * before its exchange record, chunks of a response after it; both are placed by `sequence`, may overlap what is already
 * there and may come out of order where segments did. A response that begins with `HTTP/` has no chunks, unless it is an interim one (1xx).
 * Of a request that had begun before its socket came in chunks, `segment_bytes` is all of it that passed until then.
 */
struct chunk_record {
	struct record_head head;
	__u64 time_ns;
	__u32 sequence;      /* TCP sequence number of the first captured byte */
	__u32 segment_bytes; /* payload of the segment from there on */
	__u16 captured;
	__u8 direction; /* enum flow_direction */
	__u8 streamed;  /* 1: from here on every segment of this socket comes as chunks, and no exchange records */
	__u8 last;      /* 1: what of the segment is not captured here is not captured at all */
	__u8 overtook;  /* 1: some of the payload before its segment has not come yet */
	__u8 lost;      /* 1: some of the payload before its segment had no room in the ring */
	__u8 pad;
	/* then captured bytes */
};

/* exchanges: the last exchange of a socket ended (idle or closed), and what was counted without a record. */
struct settle_record {
	struct record_head head;
	struct settlement settle;
	__u32 skipped; /* as of an exchange record */
	/* Of a socket that is sent in chunks: requests so far that are in no chunk, for want of room in the ring or beyond what is
	 * captured of a segment; they were sent before what the next chunk holds. The largest that was told counts. */
	__u32 unread;
	/* A request that has no response yet; request_bytes 0: none. */
	__u32 open_request_sequence;
	__u32 open_request_bytes;
	__u64 open_request_start_ns;
	/* 1: no more responses on this socket. A client that closes first may never see the server's end of it: then
	 * only RECORD_CLOSE tells. */
	__u8 closed;
	__u8 last_chunk; /* 1: what is settled is of HTTP, and ends like a body in chunks */
	__u8 peer;       /* 1: the other end is watched here and counts what is skipped */
	__u8 pad[5];
};

/*
 * exchanges: what a request asks for that has had no byte of a response for WAITING_NS. Sent once, and again where more of the request
 * comes, by the end that sends the payload. The exchange record tells all of it once more. Not of a socket that is sent in chunks.
 */
struct waiting_record {
	struct record_head head;
	__u64 request_start_ns;
	__u32 request_sequence;
	__u32 response_sequence; /* of the response's first byte, which has not come */
	__u16 captured;
	__u8 pad[6];
	/* then captured bytes */
};

/* connections: a connection was established. */
struct open_record {
	struct record_head head; /* cookie 0: none was made yet; the tuple names it */
	struct socket_tuple tuple;
	__u64 time_ns;
	__u64 cgroup_id;           /* of the socket */
	struct socket_owner owner; /* of a connection that was accepted: not known yet */
	__u8 role;
	__u8 pad[7];
};

/* exchanges: whose a socket is, or that its connection belongs to what was asked for. Sent before the exchange at hand, once
 * a socket and once more when the filter by process changes. */
struct owner_record {
	struct record_head head;
	__u64 time_ns;
	struct socket_owner owner;
};

/* connections: the socket left the established states for good. */
struct close_record {
	struct record_head head;
	struct socket_tuple tuple;
	__u64 time_ns;
	__u64 opened_ns; /* 0: before the probe was attached */
	__u64 bytes_sent;
	__u64 bytes_received; /* as tcp_sock and ss count: a FIN that came is one more */
	__u32 segments_sent;
	__u32 retransmits;
	__u32 srtt_us;
	__u8 role;
	__u8 pad[3];
};

/* What the iterators write, one after the other. */
struct owner_row {    /* iter/task_file: a process holds a TCP socket */
	__u64 cookie; /* 0: none was made yet */
	__u64 inode;
	struct socket_tuple tuple;
	struct socket_owner owner; /* `scope`: of this process alone */
	__u32 fd;
	__u8 state; /* include/net/tcp_states.h */
	__u8 pad[3];
};

struct tcp_row { /* iter/tcp: a live connection's counters */
	__u64 cookie;
	struct socket_tuple tuple;
	__u64 bytes_sent;
	__u64 bytes_received;
	__u32 segments_sent;
	__u32 retransmits;
	__u32 srtt_us;
	__u8 state;
	__u8 pad[3];
};

/* Why something was not sent; index of the per-CPU array `losses` of each object. */
enum loss_cause {
	LOSS_RING_FULL_EXCHANGE = 0, /* an exchange record */
	LOSS_RING_FULL_CHUNK = 1,
	LOSS_RING_FULL_OTHER = 2, /* socket, settle, open, close, what is no call */
	LOSS_NO_STORAGE = 3,      /* no memory for a socket's state */
	LOSS_OUT_OF_ORDER = 4,    /* the beginning of a request or response was never seen */
	LOSS_SKIPPED = 5,         /* sampled away: counted, not sent */
	LOSS_RING_FULL_PEER = 6,  /* a record with EXCHANGE_PEER_HAS_PAYLOAD: the client's times of one exchange */
	LOSS_CAUSES = 7,
};

/* Values of the hash map `ports` (key: __u32, the port in host byte order). */
enum port_flag {
	PORT_WATCHED = 1, /* passes control.filter_ports */
	PORT_STREAM = 2,  /* sockets with this port at either end are in stream mode: chunks, no exchange records */
};

/* Kinds of filters by process; bits of control.filter_owners. Those that are set must all pass. */
enum owner_filter {
	OWNER_BY_TGID = 1,      /* map `tgids` */
	OWNER_BY_NAME = 2,      /* map `executables`: of the executable, or what the process calls itself */
	OWNER_BY_CONTAINER = 4, /* map `containers` */
};

/* Key of the trie `containers`: the beginning of a container's id of 64 hexadecimal digits. */
struct container_key {
	__u32 bits; /* 8 a digit */
	__u8 id[64];
};

/* Values of the hash map `streams` (key: __u64, the socket's cookie). */
enum stream_mode {
	STREAM_OFF = 0,
	STREAM_ON = 1, /* every payload segment is sent as chunks, no exchange records */
};

/*
 * Set by the agent while the programs run: the only entry of the mmapable array `control` of each object. The agent
 * writes the filter maps (`ports`, `cgroups`, `streams`) first and then another `generation`; `tgids`, `executables` and
 * `containers` first and then `filter_owners`, another `owners_generation` and another `generation`.
 */
struct control {
	__u32 sample_mask;      /* an exchange is sent when hash(request_sequence) & mask is 0; 0 sends all */
	__u32 request_capture;  /* bytes of a request at most, in its exchange record and chunks together; <= 65536 */
	__u32 response_capture; /* the same for a response */
	__u32 generation;   /* changes when a filter map changed: sockets decide anew whether they are watched; not 0 */
	__u32 filter_ports; /* 1: only sockets with a port in `ports` at either end */
	__u32 filter_owners;     /* enum owner_filter: only connections that have such a process at either end */
	__u32 filter_cgroups;    /* 1: only sockets of a cgroup in `cgroups` */
	__u32 own_port;          /* of the agent's own server, which is never watched; 0: none */
	__u64 idle_ns;           /* the iterator `settle_idle` settles sockets without payload for that long */
	__u32 stream_capture;    /* bytes of a segment at most in stream mode; <= 524288, which is whole */
	__u32 owners_generation; /* changes when the filter by process changed */
	__u32 own_netns;         /* where own_port is; 0: anywhere */
	__u32 pad;
};

#ifdef __bpf__
/* An enum is in an object's BTF only when a declaration names it, and the agent reads its constants there. */
const enum record_kind *layout_record_kind __attribute__((unused));
const enum socket_role *layout_socket_role __attribute__((unused));
const enum flow_direction *layout_flow_direction __attribute__((unused));
const enum exchange_record_flag *layout_exchange_record_flag __attribute__((unused));
const enum loss_cause *layout_loss_cause __attribute__((unused));
const enum port_flag *layout_port_flag __attribute__((unused));
const enum owner_scope *layout_owner_scope __attribute__((unused));
const enum owner_filter *layout_owner_filter __attribute__((unused));
const enum stream_mode *layout_stream_mode __attribute__((unused));
#endif

#endif
