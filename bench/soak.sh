#!/usr/bin/env bash
# The window under a live load for a long time, a hand going from view to view: whether heap, threads, nodes or open files grow.
# Usage: bench/soak.sh [MINUTES [SERVICES [EXCHANGES]]]   (default 30; 200; 50000 a second)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/bench/window-of-tests.sh"
run_window dev.sonde.ui.bench.SoakBenchmark "$work" "${1:-30}" "${2:-200}" "${3:-50000}"
