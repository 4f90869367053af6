/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* The parts of the loader, see main.c. */
#ifndef SONDE_TEST_LOADER_H
#define SONDE_TEST_LOADER_H

#include <stdbool.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "sonde_records.h"

extern struct bpf_object *object;
extern struct ring_buffer *ring;
extern struct control *settings;

/* Says what failed, and ends. */
void die(const char *what);

/* Prints a record as one line. */
void print_record(const struct record_head *head);

/* Print a row of an iterator as one line. */
void print_tcp_row(const struct tcp_row *row);
void print_owner_row(const struct owner_row *row);

/* Runs an iterator once; its rows, if it writes any, are printed. */
void iterate(const char *name, const char *map);

/* Does what a line of standard input asks for, and answers. */
void obey(char *line);

/* Puts a number into a map of the object; the key is as wide as the map's. */
void update(const char *map, const void *key, __u32 value);

/* Where its section says; a program of both directions in both. */
void attach_to_cgroup(struct bpf_program *program, int cgroup);

/* At all devices of a network namespace, or of the loader's own. */
void attach_to_devices(const char *namespace);

/* Only in the namespace where it ends: a namespace of a test takes its devices along. */
void leave_devices(void);

#endif
