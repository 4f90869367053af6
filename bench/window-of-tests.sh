# For benchmarks of the window: runs a class of the tests as ./sonde runs the window. Sourced with root set; work is a folder
# that is removed at the end.

. "$root/setup/launch.sh"
JAVA_HOME=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# run_window [-D...] CLASS ARGUMENT...   The class is of the tests of the module tests_of, by default those of the window.
run_window() {
  local java classes=$root/${tests_of:-desktop-app/ui}/target/test-classes
  [ -d "$classes" ] && [ -d "$root/$app/lib" ] ||
    (cd "$root" && ./mvnw -q -pl desktop-app/cli -am package -DskipTests)
  java_command "${window_collector[@]}"
  xvfb-run -a -s '-screen 0 1600x1000x24' "${java[@]:0:1}" ${SONDE_BENCH_OPTIONS:-} -Dprism.order=sw "${java[@]:1:${#java[@]}-2}" \
    "$classes:${java[-1]}" "$@"
}
