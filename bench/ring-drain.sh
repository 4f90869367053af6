#!/usr/bin/env bash
# What it costs to take a record out of a BPF ring buffer: the agent's drain in Java against libbpf's in C.
# Needs root (it loads BPF programs) and a built agent module with its tests. Prints processor time per record, the median
# of all rounds, and the ratio. The two take turns, so that a busy machine hurts both alike.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
rounds=${ROUNDS:-9}
turns=${TURNS:-3}
. bench/jdk.sh
classes=remote-agent/target/classes:remote-agent/target/test-classes
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ "$(id -u)" = 0 ] || { echo "bench/ring-drain.sh: loading BPF programs needs root." >&2; exit 1; }
[ -e remote-agent/target/test-classes/dev/sonde/agent/kernel/RingDrainBenchmark.class ] ||
	./mvnw -q -pl remote-agent -am package -DskipTests
clang -target bpf -mcpu=v3 -O2 -g -Ibpf/include -idirafter "/usr/include/$(uname -m)-linux-gnu" \
	-c remote-agent/src/test/bpf/sample.bpf.c -o "$work/sample.bpf.o"
clang -O2 -Wall -Wextra -Werror remote-agent/bench/ring_drain.c -lbpf -o "$work/ring_drain"

drain_in_java() {
	"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx32m "$1" -cp "$classes" \
		dev.sonde.agent.kernel.RingDrainBenchmark "$work/sample.bpf.o" "$bytes" $((rounds * 2)) "$step" | tail -n "$rounds"
}

# Half of the Java rounds warm up and are left out.
median() {
	sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

printf '%-38s %8s %8s %8s %9s %6s\n' record 'C ns' 'Java ns' 'C1 ns' Java/C C1/C
for bytes in 64 320; do
	for step in 8 64; do
		: >"$work/c" && : >"$work/tiered" && : >"$work/c1"
		for _ in $(seq "$turns"); do
			"$work/ring_drain" "$work/sample.bpf.o" "$bytes" "$rounds" "$step" >>"$work/c"
			drain_in_java -XX:+TieredCompilation >>"$work/tiered"
			drain_in_java -XX:TieredStopAtLevel=1 >>"$work/c1"
		done
		c=$(median "$work/c") tiered=$(median "$work/tiered") c1=$(median "$work/c1")
		awk -v b="$bytes" -v s="$step" -v c="$c" -v t="$tiered" -v o="$c1" 'BEGIN {
			name = b " bytes, " (s == 8 ? "all read" : "a word of each cache line")
			printf "%-38s %8.1f %8.1f %8.1f %9.2f %6.2f\n", name, c, t, o, t / c, o / c
		}'
	done
done
