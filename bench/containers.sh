#!/usr/bin/env bash
# What an agent costs a node by how many containers it watches there: pods that sleep, in two sizes of crowd, in turns. Prints of each
# recording the agent's CPU with its kernel programs (mean and highest second) and its memory (at the end and peak).
# Starts a cluster of its own and ends it. Needs root.
# Usage: bench/containers.sh [PODS [SECONDS [TURNS]]]   (default 80 pods, against 4 of them; 30 seconds; 2)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pods=${1:-80} seconds=${2:-30} turns=${3:-2}
. "$root/bench/cluster-of-tests.sh"
work=$(mktemp -d)
start_cluster 1
build_sonde
load_agent
crowd() { # NAMESPACE PODS
  "$kubectl" create namespace "$1" >/dev/null
  "$kubectl" apply -f - <<END >/dev/null
apiVersion: apps/v1
kind: Deployment
metadata: {name: sleepers, namespace: $1}
spec:
  replicas: $2
  selector: {matchLabels: {app: sleepers}}
  template:
    metadata: {labels: {app: sleepers}}
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{name: sleeper, image: "sonde.test/busybox:1", command: [sleep, "100000"]}]
END
  "$kubectl" -n "$1" rollout status deployment/sleepers --timeout=300s >/dev/null
}
crowd few 4
crowd many $((pods - 4))
context=$("$kubectl" config current-context)
measure() { # WHAT SCOPE…
  local file=$work/$RANDOM.sonde
  "$root/sonde" record --context "$context" "${@:2}" --for "${seconds}s" --yes -o "$file" >/dev/null 2>&1
  "$root/sonde" query "$file" agents --format json | python3 -c '
import json, sys
for agent in json.load(sys.stdin):
    print(f"""{sys.argv[1]}: {agent["cpu_ratio"]:.4f} core, at most {agent["cpu_peak_ratio"]:.3f}; """
          f"""{agent["rss_bytes"] / 2**20:.1f} MiB, peak {agent["rss_peak_bytes"] / 2**20:.1f}""")' "$1"
}
for _ in $(seq "$turns"); do
  measure "4 containers" --namespace few
  measure "$pods containers" --namespace few --namespace many
done
