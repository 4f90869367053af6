#!/usr/bin/env bash
# How long ./sonde takes, when it is built: until the first frame of the window is painted, and until traffic of this machine is.
# Usage: bench/start.sh [RUNS]   (default 7; needs a display or Xvfb, and the privileges to watch)
# Also how long the FX thread stood still at most, and how long ./sonde --version takes. Prints each run, then the medians.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=${1:-7}
work=$(mktemp -d)
started=()
cleanup() {
  if [ ${#started[@]} != 0 ]; then kill "${started[@]}" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

if [ -z "${DISPLAY:-}" ]; then
  exec 3>"$work/display"
  Xvfb -displayfd 3 -screen 0 1920x1200x24 -nolisten tcp 2>/dev/null &
  started+=($!)
  until [ -s "$work/display" ]; do sleep 0.05; done
  DISPLAY=:$(cat "$work/display")
  export DISPLAY
fi

# Something to see: ten requests a second.
python3 - "$work/port" <<'PYTHON' &
import http.client, http.server, pathlib, sys, threading, time
class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        self.send_response(204)
        self.end_headers()
    def log_message(self, *words):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
threading.Thread(target=server.serve_forever, daemon=True).start()
while True:
    client = http.client.HTTPConnection("127.0.0.1", server.server_port)
    client.request("GET", "/start")
    client.getresponse().read()
    client.close()
    time.sleep(0.1)
PYTHON
started+=($!)

"$root/sonde" --version >/dev/null # builds and rehearses, should that be left to do
median() { sort -n | awk '{v[NR] = $1} END {print (NR % 2 ? v[(NR + 1) / 2] : int((v[NR / 2] + v[NR / 2 + 1]) / 2))}'; }
millis() { echo $(($1 / 1000000)); }

for run in $(seq "$runs"); do
  times=$work/times.$run
  : >"$times"
  begun=$(date +%s%N)
  JDK_JAVA_OPTIONS=-Dsonde.start.times=$times XDG_DATA_HOME=$work XDG_CONFIG_HOME=$work XDG_STATE_HOME=$work "$root/sonde" 2>"$work/said" &
  window=$!
  until grep -q longest_stall "$times"; do
    kill -0 $window 2>/dev/null || { cat "$work/said" >&2; exit 1; }
    sleep 0.05
  done
  kill $window
  wait $window 2>/dev/null || true
  value() { sed -n "s/^$1 //p" "$times"; }
  millis $(($(value window) - begun)) >>"$work/window"
  millis $(($(value traffic) - begun)) >>"$work/traffic"
  millis "$(value longest_stall)" >>"$work/stall"
  begun=$(date +%s%N)
  "$root/sonde" --version >/dev/null
  millis $(($(date +%s%N) - begun)) >>"$work/version"
  echo "run $run: window $(tail -1 "$work/window") ms, traffic $(tail -1 "$work/traffic") ms, longest stall $(tail -1 "$work/stall") ms," \
    "--version $(tail -1 "$work/version") ms"
done
echo "median of $runs: window $(median <"$work/window") ms, traffic $(median <"$work/traffic") ms," \
  "longest stall of the FX thread $(median <"$work/stall") ms, --version $(median <"$work/version") ms"
