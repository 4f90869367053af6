#!/usr/bin/env bash
# Records the sample: the demo shop under load, with an incident. See README.md beside this.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
out=$(readlink -f "${1:-$here/sample.sonde}")
[ "$(id -u)" = 0 ] || { echo "this takes root: run it with sudo" >&2; exit 1; }

# Other work on this machine shall not look like the shop's incident.
exec nice -n -15 "${here%/*}/sonde" demo --headless --for 42s --fault missing-index --after 14s --mend-after 32s -o "$out"
