/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* What is remembered of a watched connection, and of the packet at hand. */
#ifndef SONDE_EXCHANGES_STATE_H
#define SONDE_EXCHANGES_STATE_H

#include "sonde_owner.h"

#define PREFIX_BYTES  1024   /* of a request, and of a response that is not HTTP, in an exchange record */
#define HTTP_RESPONSE 192    /* of a response that begins with HTTP/: the status line and the first headers */
#define CAPTURE_LIMIT 524288 /* of one segment: what segmentation offload puts together at most */
#define TCP_FIN       0x01
#define TCP_SYN       0x02
#define TCP_RST       0x04
#define BPF_LISTEN    10 /* BPF_TCP_LISTEN, include/uapi/linux/bpf.h */

enum phase {
	PHASE_IDLE = 0,    /* nothing yet */
	PHASE_REQUEST = 1, /* bytes of a request, none of its response */
	PHASE_PENDING = 2, /* bytes of the response came, but its first byte is still on its way */
	PHASE_RESPONSE = 3,
};

enum state_flag {
	ANNOUNCED = 1,     /* the socket record was sent */
	SAMPLED = 2,       /* this turn is to be sent */
	RECORDED = 4,      /* this turn's exchange record was sent */
	OWNED = 8,         /* the owner was told, and what that means for a filter by process is decided */
	HTTP = 16,         /* the last response began with HTTP/ */
	PEER = 64,         /* the other end is watched here and sends the payload */
	PEER_ASKED = 128,  /* whether it is has been looked up */
	FIN_REQUEST = 256, /* FIN_REQUEST << flow: this direction has ended */
	FIN_RESPONSE = 512,
	NO_REQUEST = 1024, /* this turn began with a response */
	LATECOMER = 2048,  /* payload had passed before the first that was seen */
	LOOKED = 4096,     /* the first turn is over */
	OWES = 8192, /* the turn before was sent: last_ns, before, first and next[FLOW_RESPONSE] are still its own */
	PENDING = 16384,   /* `pending` holds the end of an earlier turn */
	PIECEWISE = 32768, /* this turn's request came in more than one segment: request_end_ns is set */
};

/* Whether a connection comes in chunks instead of exchanges. A byte of its own: two CPUs may change `flags` at once, where turns overlap. */
enum streamed {
	IN_TURNS = 0,
	STREAM_WHILE_ASKED = 1,
	STREAM_FOR_GOOD = 2, /* requests were seen to come before their answers */
};

/* Of one direction of a turn. */
enum mark {
	LAST_CHUNK = 1, /* the response's last segment ends like the last of a body in chunks */
	JUMPED = 2,     /* its segments left a gap that late ones may fill */
	STATUS = 224,   /* of an HTTP response: the first digit of its status, without its upper bits */
};

#define STATUS_SHIFT 5
#define INTERIM_MOST 256 /* bytes of an interim response, with room for some headers */

#define SINGLE_UNIT 16 /* bytes, of socket_state.single */
#define SINGLE_MOST 63

/*
 * One end of one connection. Ingress and egress of a socket may run on two CPUs without a lock: `next[flow]` is written by
 * one direction only, and the rest by the direction whose turn it is. The turns of a half-duplex protocol follow from one
 * another, so they do not overlap in time. The iterator, on any CPU, writes `settled` and what is cold, never `flags`; where a protocol overlaps them, records carry EXCHANGE_OVERLAP or the agent
 * switches to stream mode.
 */
struct socket_state {
	/* The hot part, 56 bytes: the kernel puts a word before it, and a cache line is full. The two directions often run on
	 * two CPUs, and each line that both write travels at every packet. */
	__u32 next[2];  /* sequence number expected next, by enum flow_direction */
	__u32 first[2]; /* sequence number of the first byte of this turn's request and response */
	__u64 request_start_ns;
	__u64 last_ns;      /* last payload of the response; of the response's start while it is pending */
	__u32 generation;   /* as `judged`; 0 of what comes in chunks: all of it takes the long way */
	__u32 before;       /* with OWES: first[FLOW_REQUEST] of the turn before */
	__u32 skipped;      /* exchanges that were sampled away so far, counted as they begin; see lose_untold */
	__u16 flags;        /* enum state_flag */
	__u16 prefix_bytes; /* of `prefix` */
	__u8 phase;         /* enum phase */
	__u8 role : 2;      /* enum socket_role */
	__u8 single : 6; /* SINGLE_UNITs of the longest prefix so far that was looked through and holds one request only */
	__u8 marks[2]; /* enum mark, by flow */
	__u32 settled; /* next[FLOW_RESPONSE] when the end of a turn was told: all before it is settled */
	/* The next line: a short request is in it whole. */
	__u64 cookie;
	__u8 prefix[PREFIX_BYTES]; /* of this turn's request */
	/* The cold part. */
	__u64 request_end_ns;      /* with PIECEWISE; else the request ended when it began */
	struct settlement pending; /* with PENDING: the end of an earlier turn; response_bytes 0: it was told */
	__u64 seen;                /* next[] as the iterator last saw it, */
	__u64 seen_ns;             /* and since when */
	__u32 open_told;           /* next[FLOW_REQUEST] when an open request was told */
	__u32 owners_generation;   /* with OWNED: of the filter by process */
	__u32 skipped_told;        /* `skipped` in the last record; may be told again */
	__u32 unread;              /* when streamed: requests so far of which no chunk tells; see lose_untold */
	__u32 unread_told;         /* `unread` in the last settle record; may be told again */
	__u32 judged;              /* generation of the control block whose filters it passed */
	__u32 waiting_told;        /* next[FLOW_REQUEST] when it was told what waits for its response */
	__u32 border[2];           /* by flow: where the next packet of MySQL begins, see packets.h, */
	__u32 header[2];           /* what was there of its header, if not all, in network byte order, */
	__u16 number[2];           /* and the number of the packet before it, and 1; 0: not known */
	__u32 astray[2];           /* bytes that may be sent whole while it is not */
	__u8 streamed;             /* enum streamed */
	__u8 lost[2];              /* by flow: 1: the ring had no room for the end of what was to be sent */
	__u8 pad[5];
};

struct packet {
	__u32 sequence; /* of its first payload byte */
	__u32 bytes;    /* of payload */
	__u16 offset;   /* of its payload in the skb */
	__u8 ip_at;     /* where the headers begin in the skb */
	__u8 tcp_at;
	__u8 tcp_flags;
	__u8 flow; /* enum flow_direction */
	__u8 egress;
	__u8 ipv6;
};

/* Written and deleted by the programs; the kernel deletes an entry with its socket. The iterator reads it. */
struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct socket_state);
} sockets SEC(".maps");

/* Sockets that a filter excludes: the generation of the control block in which it was decided. Written by the programs;
 * the kernel deletes an entry with its socket. */
struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, __u32);
} unwatched SEC(".maps");

/* Written and deleted by the agent. Key: port in host byte order; value: enum port_flag. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u32);
} ports SEC(".maps");

/* Written and deleted by the agent. Key: cgroup-v2 id of a cgroup that is watched with all below it. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 4096);
	__type(key, __u64);
	__type(value, __u32);
} cgroups SEC(".maps");

/* Written and deleted by the agent. Key: socket cookie; value: enum stream_mode. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, __u64);
	__type(value, __u32);
} streams SEC(".maps");

/* The last head of the response was an interim one: another follows, but for 101, which is followed by another protocol. */
static __always_inline bool is_interim(const struct socket_state *state)
{
	return (state->marks[FLOW_RESPONSE] & STATUS) == 1 << STATUS_SHIFT;
}

/* A client learns only with its first response, or its end, whether its server's end sends the payload. */
static __always_inline bool knows_peer(const struct socket_state *state)
{
	return state->role == ROLE_SERVER || state->flags & PEER_ASKED;
}

static __always_inline __u32 hash_of(__u32 x)
{
	/* The finalizer of MurmurHash3: sequence numbers of one connection often differ by a constant. */
	x ^= x >> 16;
	x *= 0x85ebca6b;
	x ^= x >> 13;
	x *= 0xc2b2ae35;
	return x ^ (x >> 16);
}

static __always_inline __u8 flow_of(const struct socket_state *state, bool egress)
{
	return egress == (state->role == ROLE_SERVER) ? FLOW_RESPONSE : FLOW_REQUEST;
}

/* Bytes of the turn's request so far. */
static __always_inline __u32 asked_bytes(const struct socket_state *state)
{
	return state->next[FLOW_REQUEST] - state->first[FLOW_REQUEST];
}

static __always_inline __u64 request_end_of(const struct socket_state *state)
{
	return state->flags & PIECEWISE ? state->request_end_ns : state->request_start_ns;
}

static __always_inline __u64 now_of(struct __sk_buff *skb, const struct packet *packet)
{
	/* TCP stamps what it sends with CLOCK_MONOTONIC (tcp_wstamp_ns); reading the clock costs ten times as much. */
	__u64 stamp = packet->egress ? skb->tstamp : 0;

	return stamp ? stamp : bpf_ktime_get_ns();
}

/*
 * Copies payload. False: nothing was copied. `room` is a constant. The verifiers of 5.10 and 6.1 do not learn from `bytes != 0` that
 * a size is at least 1, but they do from one that is smaller by one and then made larger.
 */
static __always_inline bool load_payload(struct __sk_buff *skb, __u32 offset, void *to, __u32 bytes, const __u32 room)
{
	__u32 less = bytes - 1;

	barrier_var(less);
	if (less >= room)
		return false;
	return !bpf_skb_load_bytes(skb, offset, to, less + 1);
}

#endif
