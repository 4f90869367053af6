# Runs the tests: all of them, or one group; and what benchmarks take, which is the same.

run_tests() { # [GROUP], or fuzz [SECONDS] [NAME]
  need_packages "$needs_to_build" "$needs_to_run" "$needs_to_demo" "$needs_to_test"
  local goals=(--fail-at-end verify)
  case ${1:-all} in
    all) ;;
    bpf | protocol | dissectors | remote-agent | themes | e2e) goals+=(-pl "$1" -am) ;;
    core | ui | cli) goals+=(-pl "desktop-app/$1" -am) ;;
    kernels)
      PATH=$PATH:/usr/sbin:/sbin ./mvnw -q -DskipTests -pl bpf package
      PATH=$PATH:/usr/sbin:/sbin test_kernels
      exit
      ;;
    package)
      "$root/installers/jpackage/try.sh"
      exit
      ;;
    fuzz)
      run_fuzz "${@:2}"
      exit
      ;;
    *) fail SD-5005 "There is no group of tests named '$1'" "The groups are: all, bpf, protocol, dissectors, remote-agent, themes, core, ui, cli, e2e, kernels, fuzz, package" "Name one of them" ;;
  esac
  case ${1:-all} in all | e2e) start_cluster_build ;; esac
  if [ "$(uname -s)" = Linux ] && [ "$(id -u)" != 0 ]; then
    say "not root: tests that need the kernel's eBPF are skipped and say so"
  fi
  # sbin is where servers and bpftool live; it is not on everybody's path.
  export PATH=$PATH:/usr/sbin:/sbin
  if [ -z "${DISPLAY:-}" ] && command -v xvfb-run >/dev/null; then
    exec xvfb-run -a -s '-screen 0 1920x1200x24' ./mvnw "${goals[@]}"
  fi
  exec ./mvnw "${goals[@]}"
}

# need_of_benchmark [NAME]: what the benchmark of that name takes; nothing where there is none.
need_of_benchmark() {
  local script
  script=$(compgen -G "bench/${1:-none}.[ps]*") || return 0
  need_packages "$needs_to_build" "$needs_to_run" "$needs_to_demo" "$needs_to_test"
  if grep -q cluster-of-tests "$script"; then need_packages "$needs_of_cluster" && need_go; fi
}
