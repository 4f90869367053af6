#!/usr/bin/env bash
# How long the FX thread stands still where a view is first opened, and where the next session is, in a window that is open.
# Usage: bench/stalls.sh [SESSIONS]   (default 3, one after the other; needs Xvfb)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/bench/window-of-tests.sh"
as_started=yes run_window dev.sonde.ui.StallBenchmark "$root/samples/sample.sonde" "$work/settings" "${1:-3}"
