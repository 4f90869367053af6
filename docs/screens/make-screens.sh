#!/usr/bin/env bash
# Makes the pictures of this folder from the product as it is built here.
# Usage: docs/screens/make-screens.sh [RECORDING OR CAPTURE]   (default: the newest recording in samples/)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/docs/screens
largest=$((400 * 1024))
# shellcheck disable=SC2012  # names of samples are ours
source=${1:-$(ls -t "$root"/samples/*.sonde 2>/dev/null | head -1)}
if [ -z "$source" ] || [ ! -f "$source" ]; then
  echo "make-screens: there is no recording to show: name one, or make a sample in samples/ first" >&2
  exit 1
fi
for view in overview map requests sql; do
  for theme in dark light; do
    picture=$here/$view-$theme.png
    "$root/sonde" screenshot "$source" --view "$view" --theme "$theme" --size 1600x1000 -o "$picture"
    bytes=$(wc -c <"$picture")
    if [ "$bytes" -gt "$largest" ]; then
      echo "make-screens: $picture has $bytes bytes, more than $largest" >&2
      exit 1
    fi
  done
done
