#!/usr/bin/env bash
# Takes pictures of every view of the real window, as a screen of that size and scale shows it, to be looked at.
# Usage: docs/screens/look.sh [--scale PERCENT] [--theme NAME] [--size WxH] [--density NAME] [--of FILE] FOLDER
#   (default: 100, dark, 1600x1000 logical pixels, usual, samples/sample.sonde; needs Xvfb and xdotool)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scale=100 theme=dark size=1600x1000 density=usual source=$root/samples/sample.sonde
while [ $# -gt 1 ]; do
  case $1 in
    --scale) scale=$2 ;;
    --theme) theme=$2 ;;
    --size) size=$2 ;;
    --density) density=$2 ;;
    --of) source=$2 ;;
    *)
      echo "look: what is $1?" >&2
      exit 2
      ;;
  esac
  shift 2
done
folder=${1:?the folder for the pictures}
mkdir -p "$folder"
work=$(mktemp -d)
started=()
cleanup() {
  if [ ${#started[@]} != 0 ]; then kill "${started[@]}" 2>/dev/null || true; fi
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
mkdir -p "$work/config/sonde" "$work/data" "$work/state"
printf 'theme = %s\nscale_percent = %s\ndensity = %s\n' "$theme" "$scale" "$density" >"$work/config/sonde/settings.conf"
"$root/sonde" --version >/dev/null
pixels=$((${size%x*} * scale / 100))x$((${size#*x} * scale / 100))
exec 3>"$work/display"
Xvfb -displayfd 3 -screen 0 "${pixels}x24" -nolisten tcp -fbdir "$work" >/dev/null 2>&1 &
started+=($!)
until [ -s "$work/display" ]; do sleep 0.05; done
DISPLAY=:$(cat "$work/display")
export DISPLAY
JDK_JAVA_OPTIONS="-Dsonde.start.times=$work/times" XDG_DATA_HOME=$work/data XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state KUBECONFIG='' \
  HOME=$work "$root/sonde" "$source" >"$work/said" 2>&1 &
started+=($!)
for _ in $(seq 300); do
  if grep -q longest_stall "$work/times" 2>/dev/null; then break; fi
  kill -0 "${started[1]}" || { cat "$work/said" >&2; exit 1; }
  sleep 0.1
done

# Of what the screen holds, which is a file of the X window dump (XWD) with 32 bits a pixel.
shoot() { # NAME
  sleep 1.5
  python3 - "$work/Xvfb_screen0" "$folder/$1.png" <<'PYTHON'
import struct, sys, zlib
dump = open(sys.argv[1], "rb").read()
header = struct.unpack(">25I", dump[:100])
first, width, height, line = header[0] + header[19] * 12, header[4], header[5], header[12]
rows = bytearray()
for y in range(height):
    row = dump[first + y * line:first + y * line + width * 4]
    colours = bytearray(width * 3)
    colours[0::3], colours[1::3], colours[2::3] = row[2::4], row[1::4], row[0::4]
    rows += b"\0" + colours
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
with open(sys.argv[2], "wb") as picture:
    picture.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
                  + chunk(b"IDAT", zlib.compress(bytes(rows), 6)) + chunk(b"IEND", b""))
PYTHON
}

key() { xdotool key "$@"; }
go() { # NAME, as the palette finds it
  key ctrl+k
  sleep 0.7
  xdotool type --delay 40 "open $1"
  sleep 0.7
  key Return
}
xdotool mousemove 2 2
shoot overview
key 2
shoot map
key 3
shoot requests
key 4
shoot sql
key question
shoot keys
key Escape
key ctrl+k
shoot palette
key Escape
go sessions
shoot sessions
go connect
shoot connect
key ctrl+comma
shoot settings
