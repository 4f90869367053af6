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

/*
 * Reads the headers, which TCP keeps in the linear part. `base` is where the IP header is: 0 in cgroup_skb. False: not
 * TCP, or nothing in it that matters here (no payload, no end of a direction).
 */
static __always_inline bool parse(struct __sk_buff *skb, struct packet *packet, __u32 base, bool egress)
{
	void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	__u32 header = base;
	__u8 *tcp;

	if (skb->protocol == bpf_htons(ETH_P_IP)) {
		struct iphdr *ip = data + base;

		if ((void *)(ip + 1) > end || ip->protocol != IPPROTO_TCP)
			return false;
		header += (*(__u8 *)ip & 15) * 4;
		packet->ipv6 = 0;
	} else if (skb->protocol == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr *ip = data + base;
		__u8 *options = (void *)(ip + 1);

		if ((void *)(ip + 1) > end)
			return false;
		header += sizeof(*ip);
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
	packet->tcp_flags = tcp[13];
	packet->offset = header + (tcp[12] >> 4) * 4;
	packet->bytes = skb->len - packet->offset;
	if (!packet->bytes && !(packet->tcp_flags & (TCP_FIN | TCP_RST)))
		return false;
	/* A SYN takes one sequence number; with fast open it carries payload. */
	packet->sequence = bpf_ntohl(((struct tcphdr *)tcp)->seq) + !!(packet->tcp_flags & TCP_SYN);
	packet->egress = egress;
	return true;
}

#endif
