# The Kubernetes of the tests: what it takes, and its programs, which are built from their sources once a machine.

# Where the package manager has a Go that is new enough it is installed. Where it has not, the cluster says what is missing.
need_go() {
  local package=golang-1.26-go
  command -v go >/dev/null || [ -x /usr/local/go/bin/go ] || [ -x /usr/lib/go-1.26/bin/go ] && return
  if can_install && package_known "$package"; then install_packages "$package"; fi
}

# Builds while the tests of the other modules run, which takes its minutes out of theirs. The tests that need a cluster wait for it.
start_cluster_build() {
  if [ -n "${SONDE_TEST_KUBECONFIG:-}" ] || [ "$(uname -s)" != Linux ] || [ "$(id -u)" != 0 ]; then return 0; fi
  need_packages "$needs_of_cluster"
  need_go
  mkdir -p target
  /usr/bin/python3 -B e2e/cluster/cluster.py build </dev/null >target/cluster-build.log 2>&1 &
}
