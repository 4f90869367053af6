#!/usr/bin/env bash
# What the window costs under a live load: frame times, stalls of the FX thread, CPU and heap for each view, painted by the
# processor at 1600 x 1000 on a display of its own.
# Usage: bench/window.sh [SECONDS [SERVICES [EXCHANGES]]]   (seconds for each measurement, default 12; 200; 50000 a second)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/bench/window-of-tests.sh"
run_window dev.sonde.ui.bench.WindowBenchmark "$work" "${1:-12}" "${2:-200}" "${3:-50000}"
