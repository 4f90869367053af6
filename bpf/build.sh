#!/bin/sh
# Compiles the kernel programs: build.sh check | build.sh OUTPUT_DIRECTORY
#   check    clang-format of every C file; a difference ends with 1
#   OUTPUT   one object per probe, <probe>.bpf.o, skipped when it is newer than all sources
#            fails where the frames of a chain of calls are too deep for an old kernel (stack.awk)
# Variables: CLANG, LLVM_STRIP, LLVM_OBJDUMP, CLANG_FORMAT name other tools.
set -eu
cd "$(dirname "$0")"
clang=${CLANG:-clang}
strip=${LLVM_STRIP:-llvm-strip}
objdump=${LLVM_OBJDUMP:-llvm-objdump}
format=${CLANG_FORMAT:-clang-format}

need() {
	command -v "$1" >/dev/null 2>&1 || {
		echo "bpf/build.sh: $1 is missing. Install it (Debian, Ubuntu: apt-get install $2) and build again." >&2
		exit 1
	}
}

sources() {
	find . -path ./target -prune -o \( -name '*.c' -o -name '*.h' \) -print
}

if [ "${1:-}" = check ]; then
	need "$format" clang-format
	sources | xargs "$format" --dry-run --Werror
	exit 0
fi

out=${1:?usage: build.sh check | OUTPUT_DIRECTORY}
mkdir -p "$out"
newest=$(find . -path ./target -prune -o \( -name '*.h' -o -name '*.bpf.c' -o -name build.sh -o -name stack.awk \) -print | xargs ls -t | head -n 1)
for source in */*.bpf.c; do
	object=$out/$(basename "$source" .c).o
	# Headers are few: any newer source rebuilds all.
	if [ -e "$object" ] && [ -z "$(find "$newest" -newer "$object")" ]; then
		continue
	fi
	need "$clang" clang
	need "$strip" llvm
	need "$objdump" llvm
	printf '#include <bpf/bpf_helpers.h>\n' | "$clang" -target bpf -include linux/types.h \
		-idirafter "/usr/include/$(uname -m)-linux-gnu" -fsyntax-only -x c - 2>/dev/null || {
		echo "bpf/build.sh: bpf/bpf_helpers.h or linux/types.h is missing. Install them" \
			"(Debian, Ubuntu: apt-get install libbpf-dev linux-libc-dev) and build again." >&2
		exit 1
	}
	echo "compiling $source"
	"$clang" -target bpf -mcpu=v3 -O2 -g -std=gnu11 -Wall -Wextra -Werror -Wpadded -Wno-address-of-packed-member \
		-fdebug-prefix-map="$PWD"=. \
		-Iinclude -idirafter "/usr/include/$(uname -m)-linux-gnu" -c "$source" -o "$object.part"
	"$strip" -g "$object.part"
	"$objdump" -d -r "$object.part" | awk -v object="$(basename "$object")" -f stack.awk
	mv "$object.part" "$object"
done
