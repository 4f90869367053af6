#!/usr/bin/env bash
# Makes the pictures of a cluster from the product as it is built here: the shop in pods of two nodes, asked from another namespace, while a container
# of it reckons without end. Starts a cluster for it and ends it. Needs root.
# Usage: docs/screens/make-shop-in-pods.sh [RECORDING]   (default: one that is made now)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/docs/screens
largest=$((400 * 1024))
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$root/setup/say.sh"
. "$root/setup/packages.sh"
. "$root/setup/jdk.sh"
need_jdk
export JAVA_HOME
cluster() { python3 -B "$root/e2e/cluster/cluster.py" "$@" --name screens; }
shop() { python3 -B "$root/e2e/shop/pods/pods.py" "$@" --name screens --street street; }
recorded() {
  local config
  trap 'cluster down; rm -rf "$work"' EXIT
  config=$(cluster up --nodes 2 | tail -n 1)
  cluster load "$root/remote-agent/target/image/sonde-agent.oci.tar"
  shop up
  shop admit --visitors 4
  "$root/sonde" record --kubeconfig "$config" --context sonde-screens --namespace shop --yes --for 60s \
    --ready-file "$work/ready" -o "$work/shop.sonde" --quiet >/dev/null &
  until [ -e "$work/ready" ]; do
    kill -0 $!
    sleep 0.2
  done
  sleep 40
  shop plant cpu-hog
  wait $!
}
"$root/sonde" --version >/dev/null
source=${1:-$work/shop.sonde}
[ -n "${1:-}" ] || recorded
picture() {
  local name=$1 bytes
  shift
  "$root/sonde" screenshot "$source" --size 1600x1000 --by workload "$@" -o "$here/$name" 2>/dev/null
  bytes=$(wc -c <"$here/$name")
  if [ "$bytes" -gt "$largest" ]; then
    echo "make-shop-in-pods: $name has $bytes bytes, more than $largest" >&2
    exit 1
  fi
}
for theme in dark light; do
  picture "overview-in-pods-$theme.png" --view overview --theme "$theme"
  picture "map-in-pods-$theme.png" --view map --theme "$theme"
done
