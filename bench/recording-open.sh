#!/usr/bin/env bash
# A recording that is larger than memory in the window: how long until its first figures are on the screen, and how long moving A
# to other places takes. The recording is made first, in a folder that is removed at the end; one that is to be kept, and used again
# when it is there, is named by SONDE_BENCH_RECORDING.
# Usage: bench/recording-open.sh [BYTES [SECONDS_OF_A [MOVES]]]   (default 1 GiB, 10 seconds at 10,000 requests a second, 63)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/bench/window-of-tests.sh"
run_window dev.sonde.ui.bench.RecordingBenchmark "${SONDE_BENCH_RECORDING:-$work/large.sonde}" "${1:-1073741824}" "${2:-10}" "${3:-63}"
