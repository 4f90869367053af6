// SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0)
/* What it costs to be called at every system call that may carry payload, without doing anything there. */
#include "sonde_bpf.h"

char LICENSE[] SEC("license") = "GPL";

#define SYSCALL(name)                                                                                                  \
	SEC("tracepoint/syscalls/sys_enter_" #name)                                                                    \
	int enter_##name(void *context)                                                                                \
	{                                                                                                              \
		(void)context;                                                                                         \
		return !read_control();                                                                                \
	}                                                                                                              \
	SEC("tracepoint/syscalls/sys_exit_" #name)                                                                     \
	int exit_##name(void *context)                                                                                 \
	{                                                                                                              \
		(void)context;                                                                                         \
		return !read_control();                                                                                \
	}

SYSCALL(read)
SYSCALL(write)
SYSCALL(readv)
SYSCALL(writev)
SYSCALL(recvfrom)
SYSCALL(sendto)
SYSCALL(recvmsg)
SYSCALL(sendmsg)
SYSCALL(sendfile64)
