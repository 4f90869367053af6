# For benchmarks in a cluster: one of their own, that is ended with them. Sourced with root and work set; work is removed at the end.

cluster() { python3 -B "$root/e2e/cluster/cluster.py" "$@" --name bench; }

# start_cluster NODES   Sets KUBECONFIG and kubectl.
start_cluster() {
  trap 'cluster down; rm -rf "$work"' EXIT
  KUBECONFIG=$(cluster up --nodes "$1" | tail -n 1)
  export KUBECONFIG
  kubectl=$(python3 -B "$root/e2e/cluster/cluster.py" program kubectl)
}

# Builds what is older than its sources, and rehearses the start.
build_sonde() {
  KUBECONFIG='' "$root/sonde" --version >/dev/null
}

# The agent's image to all nodes.
load_agent() {
  cluster load "$root/remote-agent/target/image/sonde-agent.oci.tar"
}
