# For benchmarks of the window: runs a class of the tests as ./sonde runs the window. Sourced with root set; work is a folder
# that is removed at the end.

. "$root/setup/launch.sh"
. "$root/bench/jdk.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Whether something was written since the tests, which a build of the product alone leaves out, were built with it.
sources_are_newer() {
  [ ! -e "$1" ] || [ -n "$(find "$root"/{desktop-app,themes,protocol,dissectors} -path '*/src/*' -type f -newer "$1" -print -quit)" ]
}

# run_window [-D...] CLASS ARGUMENT...   The class is of the tests of the module tests_of, by default those of the window. With as_started set
# the start's archive of classes is used as ./sonde uses it, so the product's class path comes first. It is compiled as ./sonde compiles a window,
# with the first compiler alone, unless SONDE_BENCH_OPTIONS names other options.
run_window() {
  local java options=() path classes=$root/${tests_of:-desktop-app/ui}/target/test-classes
  local built=${classes%/*}/tests.built
  if ! { [ -d "$classes" ] && [ -d "$root/$app/lib" ]; } || sources_are_newer "$built"; then
    (cd "$root" && ./mvnw -q -pl desktop-app/cli -am package -DskipTests)
    touch "$root/$app/lib" "$built"
  fi
  java_command "${window_collector[@]}"
  path=$classes:${java[-1]}
  if [ -n "${as_started:-}" ] && [ -e "$root/$start_cache" ]; then
    options=(-XX:AOTCache="$root/$start_cache" -Xlog:aot*=off)
    path=${java[-1]}:$classes
  fi
  xvfb-run -a -s '-screen 0 1600x1000x24' "${java[@]:0:1}" ${SONDE_BENCH_OPTIONS--XX:TieredStopAtLevel=1} "${options[@]}" -Dprism.order=sw \
    "${java[@]:1:${#java[@]}-2}" "$path" "$@"
}
