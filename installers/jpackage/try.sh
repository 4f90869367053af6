#!/usr/bin/env bash
# Makes a package, unpacks it into a folder that has a blank in its name, and uses what lies there as a user would.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
package=$("$here/package.sh" deb)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
place="$work/unpacked here"
mkdir "$place"
dpkg-deb -x "$package" "$place"
sonde=$place/opt/sonde/bin/sonde
sample=$place/opt/sonde/lib/share/sample.sonde

check() { # WHAT COMMAND…
  local what=$1
  shift
  if "$@" >"$work/said" 2>&1; then
    echo "ok: $what"
  else
    echo "FAILED: $what" >&2
    cat "$work/said" >&2
    exit 1
  fi
}

from_archive() { ! JAVA_TOOL_OPTIONS=-Xlog:class+load "$sonde" --version | grep -E 'source: file:.*/(picocli|org\.eclipse)'; }
services() { [ "$("$sonde" query "$sample" overview --by service --format csv | tail -n +2 | wc -l)" = 4 ]; }
image() { "$sonde" image save "$work/agent.tar" && tar -tf "$work/agent.tar" | grep -q '^oci-layout$'; }
associated() { grep -q '^MimeType=application/x-sonde-recording$' "$place"/opt/sonde/lib/*.desktop && grep -q '^Exec=.*sonde %f$' "$place"/opt/sonde/lib/*.desktop; }
records() { "$sonde" record --for 1s --yes -o "$work/now.sonde" && "$sonde" info "$work/now.sonde"; }

check 'it starts' "$sonde" --version
check 'it starts from the archive of its classes, moved as it is' env JAVA_TOOL_OPTIONS=-XX:AOTMode=on "$sonde" --version
check 'it reads no class of others from its jar for a command' from_archive
check 'it reads the sample' services
check 'it paints the window' "$sonde" screenshot "$sample" --view overview -o "$work/overview.png"
check 'it has the image of the agent' image
check 'file managers open recordings with it' associated
if [ "$(id -u)" = 0 ]; then check 'its agent watches this machine' records; fi
