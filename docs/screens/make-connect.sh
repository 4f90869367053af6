#!/usr/bin/env bash
# Makes the picture of Connect from the product as it is built here, on a real cluster that is started for it and ended. Needs root.
# What is in sight of this machine is the picture's own: a home, a kubeconfig, recordings.
# Usage: docs/screens/make-connect.sh
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
cluster() { python3 -B "$root/e2e/cluster/cluster.py" "$@" --name screens; }
trap 'cluster down; rm -rf "$work"' EXIT
# Built before another home is given.
"$root/sonde" --version >/dev/null
admin=$(cluster up --nodes 2 | tail -n 1)
kubectl=$(python3 -B "$root/e2e/cluster/cluster.py" program kubectl)
"$kubectl" --kubeconfig="$admin" create namespace shop >/dev/null
for workload in frontend:3 checkout:2 cart:2 catalog:2 payment:2 recommendation:1; do
  "$kubectl" --kubeconfig="$admin" -n shop create deployment "${workload%:*}" --image=sonde.test/busybox:1 \
    --replicas="${workload#*:}" -- sleep 1000000 >/dev/null
done
"$kubectl" --kubeconfig="$admin" -n shop wait --for=condition=Available deployment --all --timeout=90s >/dev/null
home=$work/home
data=$home/.local/share
mkdir -p "$home/.kube" "$data/sonde/recordings"
config=$home/.kube/config
cp "$admin" "$config"
"$kubectl" --kubeconfig="$config" config rename-context "$("$kubectl" --kubeconfig="$config" config current-context)" shop-eu >/dev/null
"$kubectl" --kubeconfig="$config" config set-context shop-eu --namespace=shop >/dev/null
"$kubectl" --kubeconfig="$config" config set-context shop-us --cluster=shop-us --user=anna >/dev/null
"$kubectl" --kubeconfig="$config" config set-cluster shop-us --server=https://127.0.0.1:1 >/dev/null
"$kubectl" --kubeconfig="$config" config set-credentials anna --token=none >/dev/null
sed -i 's/^\( *\)user: sonde-screens$/\1user: anna@shop/; s/^- name: sonde-screens$/- name: anna@shop/' "$config"
cp "$root/samples/sample.sonde" "$data/sonde/recordings/shop-index-dropped.sonde"
picture() {
  XDG_DATA_HOME=$data KUBECONFIG='' HOME=$home JAVA_TOOL_OPTIONS=-Duser.home=$home "$root/sonde" screenshot "$root/samples/sample.sonde" \
    --size 1600x1000 "$@"
}
for theme in dark light; do
  picture --view connect --select shop-eu/shop --theme "$theme" -o "$root/docs/screens/connect-$theme.png"
done
