#!/usr/bin/env bash
# From Start in the window to the first requests of a pod: two nodes with an agent each, which have the image. Each run is a window of its own, with the
# sample open before. Prints each run, then median and longest; last, the way of the agents of one recording by command.
# Starts a cluster of its own and ends it. Needs root.
# Usage: bench/first-data.sh [RUNS]   (default 6)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/bench/window-of-tests.sh"
. "$root/bench/cluster-of-tests.sh"
runs=${1:-6}
export XDG_DATA_HOME=$work XDG_CONFIG_HOME=$work XDG_STATE_HOME=$work
start_cluster 2
build_sonde
[ -d "$root/e2e/target/test-classes" ] || (cd "$root" && ./mvnw -q -pl e2e -am test-compile -Dbpf.tests.skip=true)
load_agent
"$kubectl" apply -f - <<'END' >/dev/null
apiVersion: v1
kind: Namespace
metadata: {name: asked}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: asked, labels: {app: web}}
spec:
  nodeName: node-1
  terminationGracePeriodSeconds: 0
  containers:
  - name: web
    image: sonde.test/busybox:1
    command: [sh, -c, "mkdir -p /www && echo hello > /www/page && exec httpd -f -p 8080 -h /www"]
    readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: asked}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: asked}
spec:
  nodeName: node-2
  terminationGracePeriodSeconds: 0
  containers:
  - name: client
    image: sonde.test/busybox:1
    command: [sh, -c, "while true; do printf 'GET /page HTTP/1.0\r\nHost: web\r\n\r\n' | nc -w 5 web 80 >/dev/null; sleep 0.1; done"]
END
"$kubectl" -n asked wait --for=condition=Ready pod --all --timeout=60s >/dev/null
context=$("$kubectl" config current-context)
tests_of=e2e
as_started=1
for run in $(seq "$runs"); do
  run_window dev.sonde.e2e.cluster.Hands "$root/samples/sample.sonde" "$context" asked web >"$work/said"
  grep -q '^first_data_ms' "$work/said" || { cat "$work/said" >&2; exit 1; }
  awk -v run="$run" '/_ms/ {v[$1] = $2} END {printf "%d: its session in the window after %.2f s, first data %.2f s; left %.2f s after\n",
    run, v["session_ms"] / 1e3, v["first_data_ms"] / 1e3, v["left_ms"] / 1e3}' "$work/said"
  awk '/^first_data_ms/ {print $2 / 1e3}' "$work/said" >>"$work/times"
done
sort -n "$work/times" | awk '{v[NR] = $1} END {printf "median %.2f s, longest %.2f s\n", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2, v[NR]}'
"$root/sonde" record --context "$context" --namespace asked --for 1s --yes --verbose -o "$work/way.sonde"
