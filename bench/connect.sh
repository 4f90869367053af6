#!/usr/bin/env bash
# The Connect page on a cluster of very many pods that nobody runs: until its first rows and all pods are there, a search, the heap.
# Starts a cluster of its own and ends it. Needs root.
# Usage: bench/connect.sh [PODS]   (default 30000)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/bench/window-of-tests.sh"
. "$root/bench/cluster-of-tests.sh"
pods=${1:-30000}
export XDG_DATA_HOME=$work
start_cluster 1
cluster crowd "$pods"
build_sonde
tests_of=desktop-app/cli
as_started=1
run_window dev.sonde.cli.kube.ConnectBenchmark "$pods"
