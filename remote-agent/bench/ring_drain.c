/* SPDX-License-Identifier: Apache-2.0 */
/* The baseline of the benchmark `ring-drain`: libbpf's own consumer with a callback for each record, which
 * hashes a word at every STEP bytes of the record: 8 reads all of it, 64 touches each cache line.
 * ring_drain OBJECT RECORD_BYTES ROUNDS STEP prints nanoseconds of CPU per record of each round. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#define RING_BYTES (2 << 20)
#define AT_ONCE	   512
#define FILLINGS   64

static unsigned long long sum;
static size_t step;

static int on_record(void *context, void *data, size_t size)
{
	unsigned long long word;

	(void)context;
	for (size_t at = 0; at < size; at += step) {
		memcpy(&word, (char *)data + at, sizeof(word));
		sum = sum * 31 + word;
	}
	return 0;
}

static double cpu_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec * 1e9 + now.tv_nsec;
}

static void fill(int program, unsigned int bytes)
{
	unsigned char packet[128] = { 0 };
	unsigned int records = AT_ONCE;
	LIBBPF_OPTS(bpf_test_run_opts, options, .data_in = packet, .data_size_in = sizeof(packet), .repeat = 1);

	memcpy(packet + 14, &records, sizeof(records));
	memcpy(packet + 18, &bytes, sizeof(bytes));
	for (unsigned int i = 0; i + 1 <= RING_BYTES / (bytes + 8) / AT_ONCE; i++)
		if (bpf_prog_test_run_opts(program, &options))
			exit(3);
}

int main(int argc, char **argv)
{
	struct bpf_object *object;
	struct ring_buffer *ring;
	int program, records, rounds;
	unsigned int bytes;

	if (argc != 5)
		return 2;
	bytes = atoi(argv[2]);
	step = atoi(argv[4]);
	rounds = atoi(argv[3]);
	object = bpf_object__open_file(argv[1], NULL);
	if (!object)
		return 1;
	bpf_map__set_max_entries(bpf_object__find_map_by_name(object, "ring"), RING_BYTES);
	if (bpf_object__load(object))
		return 1;
	program = bpf_program__fd(bpf_object__find_program_by_name(object, "on_ingress"));
	ring = ring_buffer__new(bpf_object__find_map_fd_by_name(object, "ring"), on_record, NULL, NULL);
	if (!ring)
		return 1;
	for (int round = 0; round < rounds; round++) {
		double spent = 0;

		records = 0;
		for (int filling = 0; filling < FILLINGS; filling++) {
			double begin;

			fill(program, bytes);
			begin = cpu_ns();
			records += ring_buffer__consume(ring);
			spent += cpu_ns() - begin;
		}
		printf("%.2f\n", spent / records);
	}
	return sum == 0;
}
