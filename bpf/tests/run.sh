#!/bin/sh
# Runs the tests of the kernel programs: run.sh OBJECT_DIRECTORY WORK_DIRECTORY
# SONDE_BPF_FORM=cgroup or tc runs one form of the exchanges only. Needs root and a kernel with BTF; says so and passes where they are missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
objects=$1 work=$2

skip() {
	echo "bpf tests skipped: $1"
	exit 0
}

[ "$(id -u)" = 0 ] || skip "they load eBPF programs, which needs root"
[ -r /sys/kernel/btf/vmlinux ] || skip "this kernel has no BTF (/sys/kernel/btf/vmlinux)"
grep -q cgroup2 /proc/mounts || skip "no cgroup v2 is mounted"
command -v python3 >/dev/null || skip "python3 is missing"
mkdir -p "$work"
if [ ! -e "$work/loader" ] || [ -n "$(find "$here/loader" "$here/../include/sonde_records.h" -newer "$work/loader")" ]; then
	"${CC:-cc}" -O2 -g -std=gnu11 -Wall -Wextra -Werror -I"$here/../include" -include linux/types.h \
		"$here"/loader/*.c -o "$work/loader" -lbpf
fi
# The forms run beside each other, as the tests mostly wait; each has its own ports and network namespaces.
forms=${SONDE_BPF_FORM:-cgroup tc}
for form in $forms; do
	SONDE_BPF_FORM=$form SONDE_BPF_OBJECTS=$objects SONDE_BPF_LOADER=$work/loader PYTHONDONTWRITEBYTECODE=1 \
		python3 -m unittest discover --start-directory "$here" --pattern '*_test.py' >"$work/$form.log" 2>&1 &
	echo $! >"$work/$form.pid"
done
status=0
for form in $forms; do
	wait "$(cat "$work/$form.pid")" || status=1
	echo "exchanges seen in the form $form"
	cat "$work/$form.log"
done
exit $status
