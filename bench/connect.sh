#!/usr/bin/env bash
# The Connect page on a cluster of very many pods that nobody runs: until its first rows and all pods are there, a search, the heap.
# Starts a cluster of its own and ends it. Needs root.
# Usage: bench/connect.sh [PODS]   (default 30000)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/bench/window-of-tests.sh"
pods=${1:-30000}
cluster() { python3 -B "$root/e2e/cluster/cluster.py" "$@" --name bench; }
trap 'cluster down; rm -rf "$work"' EXIT
KUBECONFIG=$(cluster up --nodes 1 | tail -n 1)
export KUBECONFIG XDG_DATA_HOME=$work
cluster crowd "$pods"
# Builds what is older than its sources, and rehearses the start.
KUBECONFIG='' "$root/sonde" --version >/dev/null
tests_of=desktop-app/cli
as_started=1
run_window dev.sonde.cli.kube.ConnectBenchmark "$pods"
