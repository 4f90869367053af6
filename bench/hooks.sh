#!/bin/sh
# What seeing exchanges costs, by hook and by step: nothing, system calls, the socket; see bpf/bench/hooks.py.
# Arguments are passed on: bench/hooks.sh [--rounds 7] [--seconds 2] [--realtime] [--only cpu|runtime]
set -eu
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "bench/hooks.sh: loading BPF programs needs root." >&2; exit 1; }
for tool in nginx wrk clang python3; do
	command -v "$tool" >/dev/null || { echo "bench/hooks.sh: $tool is missing. Install it and run this again." >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

bpf/build.sh "$work/objects"
compile() {
	clang -target bpf -mcpu=v3 -O2 -g -Wall -Werror -Ibpf/include -idirafter "/usr/include/$(uname -m)-linux-gnu" "$@"
}
for step in 0 1 2 3; do
	compile -DSTEP=$step -c bpf/bench/hooks/socket.bpf.c -o "$work/socket-$step.bpf.o"
done
compile -c bpf/bench/hooks/syscalls.bpf.c -o "$work/syscalls.bpf.o"
"${CC:-cc}" -O2 -Wall -Werror -Ibpf/include -include linux/types.h bpf/tests/loader/*.c -o "$work/loader" -lbpf
bpf/bench/hooks.py "$work/objects" "$work/loader" "$work" "$@"
