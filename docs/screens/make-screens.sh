#!/usr/bin/env bash
# Makes the pictures of this folder from the product as it is built here, but for those of make-connect.sh.
# Usage: docs/screens/make-screens.sh [RECORDING OR CAPTURE]   (default: samples/sample.sonde)
# What Sessions and Settings show is the picture's own: a home with a few recordings of real traffic.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/docs/screens
largest=$((400 * 1024))
source=${1:-$root/samples/sample.sonde}
if [ ! -f "$source" ]; then
  echo "make-screens: there is no file $source" >&2
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Built before another home is given.
"$root/sonde" --version >/dev/null
home=$work/home
recordings=$home/.local/share/sonde/recordings
mkdir -p "$recordings"
cp "$root/samples/sample.sonde" "$recordings/shop-index-dropped.sonde"
"$root/sonde" record --pcap "$root/desktop-app/ui/src/test/resources/shop.pcap.gz" -o "$recordings/two-services.sonde" --quiet >/dev/null ||
  [ $? = 3 ] # the capture is cut, and the command says so
# The first two thirds of a recording are what a writer leaves that was killed.
head -c $(($(wc -c <"$root/samples/sample.sonde") * 2 / 3)) "$root/samples/sample.sonde" >"$recordings/killed-meanwhile.sonde"
picture() {
  local name=$1
  shift
  XDG_DATA_HOME=$home/.local/share XDG_CONFIG_HOME=$home/.config HOME=$home JAVA_TOOL_OPTIONS=-Duser.home=$home \
    "$root/sonde" screenshot "$source" --size 1600x1000 "$@" -o "$here/$name" 2>/dev/null
  bytes=$(wc -c <"$here/$name")
  if [ "$bytes" -gt "$largest" ]; then
    echo "make-screens: $name has $bytes bytes, more than $largest" >&2
    exit 1
  fi
}
for theme in dark light; do
  for view in overview map requests sql settings; do
    picture "$view-$theme.png" --view "$view" --theme "$theme"
  done
  picture "sessions-$theme.png" --view sessions --select shop-index-dropped.sonde --theme "$theme"
done
