/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* What differs by where the programs are attached. Both forms have the same functions. */
#ifndef SONDE_EXCHANGES_FORM_H
#define SONDE_EXCHANGES_FORM_H

#include "packet.h"

#define ANCESTORS 10 /* levels of cgroups that a filter is looked up for */

typedef int socket_user(struct __sk_buff *skb, struct bpf_sock *sk, const struct packet *packet);

#ifdef FORM_TC
#include "form_tc.h"
#else
#include "form_cgroup.h"
#endif

#endif
