/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* From an skb to the TCP segment in it. */
#ifndef SONDE_EXCHANGES_PACKET_H
#define SONDE_EXCHANGES_PACKET_H

#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>

#include "state.h"

#define FRAGMENT_OFFSET 0x1fff /* IP_OFFSET, include/net/ip.h */

/* One program is attached in both directions, so that the verifier walks through it once. What was received knows by which
 * device (skb_iif), at sockets as at devices; what is sent from here does not, and what is forwarded is nobody's here. */
static __always_inline bool is_sent(struct __sk_buff *skb)
{
	return !skb->ingress_ifindex;
}

/*
 * Where the IP header begins. At a socket of a cgroup the skb does. At a device it depends on the link: Ethernet (lo too)
 * repeats the protocol at the end of its header, and what has no header begins with the version.
 */
static __always_inline __u32 link_bytes(struct __sk_buff *skb)
{
#ifdef FORM_TC
	void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	struct ethhdr *link = data;

	if ((void *)(link + 1) <= end && link->h_proto == (__u16)skb->protocol)
		return ETH_HLEN;
#else
	(void)skb;
#endif
	return 0;
}

/* Bytes of the skb up to the end of the IP packet: short frames are padded on Ethernet, and a device does not see to it.
 * `counted` is 0 for packets that are longer than the header can say. */
static __always_inline __u32 bytes_until(struct __sk_buff *skb, __u32 base, __u32 counted)
{
	__u32 bytes = skb->len;

#ifdef FORM_TC
	if (counted && base + counted < bytes)
		return base + counted;
#else
	(void)base;
	(void)counted;
#endif
	return bytes;
}

/* A socket gets whole packets that IP has checked; a device gets anything. */
static __always_inline bool is_whole(const struct iphdr *ip)
{
#ifdef FORM_TC
	return !(ip->frag_off & bpf_htons(FRAGMENT_OFFSET)) && ip->version == 4;
#else
	(void)ip;
	return true;
#endif
}

/*
 * Reads the headers, which TCP keeps in the linear part. False: not TCP, or nothing in it that matters here (no payload, no
 * end of a direction).
 */
static __always_inline bool parse(struct __sk_buff *skb, struct packet *packet, bool egress)
{
	void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	__u32 base = link_bytes(skb), header = base, until;
	__u8 *tcp;

	packet->egress = egress;
	packet->ip_at = base;
	if (skb->protocol == bpf_htons(ETH_P_IP)) {
		struct iphdr *ip = data + base;

		if ((void *)(ip + 1) > end || ip->protocol != IPPROTO_TCP || !is_whole(ip))
			return false;
		header += (*(__u8 *)ip & 15) * 4;
		packet->ipv6 = 0;
		until = bytes_until(skb, base, bpf_ntohs(ip->tot_len));
	} else if (skb->protocol == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr *ip = data + base;
		__u8 *options = (void *)(ip + 1);

		if ((void *)(ip + 1) > end)
			return false;
		header += sizeof(*ip);
		until = bytes_until(skb, header, bpf_ntohs(ip->payload_len));
		if (ip->nexthdr == IPPROTO_HOPOPTS) {
			/* Jumbograms of a large MTU carry one such header. */
			if ((void *)(options + 8) > end || options[0] != IPPROTO_TCP || options[1] != 0)
				return false;
			header += 8;
		} else if (ip->nexthdr != IPPROTO_TCP) {
			return false;
		}
		packet->ipv6 = 1;
	} else {
		return false;
	}
	tcp = data + header;
	if ((void *)(tcp + sizeof(struct tcphdr)) > end)
		return false;
	packet->tcp_at = header;
	packet->tcp_flags = tcp[13];
	packet->offset = header + (tcp[12] >> 4) * 4;
	if (packet->offset > until)
		return false;
	packet->bytes = until - packet->offset;
	if (!packet->bytes && !(packet->tcp_flags & (TCP_FIN | TCP_RST)))
		return false;
	/* A SYN takes one sequence number; with fast open it carries payload. */
	packet->sequence = bpf_ntohl(((struct tcphdr *)tcp)->seq) + !!(packet->tcp_flags & TCP_SYN);
	return true;
}

#endif
