#!/usr/bin/env bash
# Records the shop in pods for tests of the window: visitors of another namespace, and a rollout that drops an index. See README.md.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
root=${here%/*}
out=$(readlink -f "${1:-$here/shop-in-pods.sonde}")
name=${SONDE_CLUSTER:-pods}
[ "$(id -u)" = 0 ] || { echo "this takes root: run it with sudo" >&2; exit 1; }
[ ! -e "$out" ] || { echo "$out exists" >&2; exit 1; }
ready=$(mktemp -u)

for part in say packages jdk; do
  # shellcheck source=/dev/null
  . "$root/setup/$part.sh"
done
need_jdk
export JAVA_HOME

cluster() { "$root/sonde" cluster "$@" --name "$name"; }
shop() { python3 -B "$root/e2e/shop/pods/pods.py" "$@" --name "$name" --street street; }

cluster up --nodes 2
trap 'cluster down; rm -f "$ready"' EXIT
cluster load "$root/remote-agent/target/image/sonde-agent.oci.tar"
shop up
shop admit --visitors 4
config=/var/tmp/sonde-cluster/$name/admin.kubeconfig
"$root/sonde" record --kubeconfig "$config" --context "sonde-$name" --namespace shop --yes --for 50s --ready-file "$ready" -o "$out" &
recording=$!
until [ -e "$ready" ]; do
  kill -0 "$recording"
  sleep 0.2
done
sleep 18
shop plant missing-index
wait "$recording"
