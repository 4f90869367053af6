# Starts the workstation from the build of this checkout.

app=desktop-app/cli/target
start_cache=$app/start/sonde.aot

# The window's collector pauses for milliseconds where the one for commands, which starts faster, would pause for 0.2 s. It marks the heap when
# most of it is taken: by its own estimate, which is for machines with processors to spare, it would do so every second while A is moved.
window_collector=(-XX:+UseG1GC -XX:MaxGCPauseMillis=30 -XX:-G1UseAdaptiveIHOP -XX:InitiatingHeapOccupancyPercent=70)

# Sets the array java: the virtual machine with everything up to the main class. The class path is the same in the rehearsal
# and in the start, as the cache is of no use otherwise. Arguments: the collector, for other than commands.
java_command() {
  local jar javafx='' rest='' collector=("${@:--XX:+UseSerialGC}")
  for jar in "$root/$app"/lib/*.jar; do
    case ${jar##*/} in
      javafx-*) javafx+=:$jar ;;
      *) rest+=:$jar ;;
    esac
  done
  for jar in "$root/$app"/sonde-cli-*.jar; do rest=$jar$rest; done
  java=("$JAVA_HOME/bin/java"
    --module-path "${javafx#:}" --add-modules javafx.controls
    --enable-native-access=ALL-UNNAMED,javafx.graphics --sun-misc-unsafe-memory-access=allow
    --add-exports javafx.graphics/com.sun.javafx.scene=ALL-UNNAMED
    "${collector[@]}" -Xms64m -Xmx1g -XX:-UsePerfData
    -Dslf4j.internal.verbosity=ERROR
    -Dsonde.root="$root" -Dsonde.sample="$root/samples/sample.sonde" -Dsonde.shop="$root/e2e/shop" \
    -Dsonde.agent.home="$root/remote-agent/target/agent"
    -cp "${rest#:}")
}

# What a cache of a start was made of: this JDK, these jars, and whether there was what the window needs.
start_key() {
  if library libgtk-3.so.0; then echo GTK; fi
  stat -c '%n %s %y' "$JAVA_HOME/release" "$root/$app"/lib/*.jar "$root/$app"/sonde-cli-*.jar 2>/dev/null
}

cache_is_current() { [ -e "$root/$start_cache.key" ] && [ "$(start_key)" = "$(cat "$root/$start_cache.key")" ]; }

# Opens the window once without a display, so that later starts find their classes loaded and linked (JEP 483).
rehearse_start() { # CACHE FOLDER_FOR_ITS_DATA JAVA OPTION…
  local cache=$1 data=$2
  shift 2
  mkdir -p "$data"
  env -u DISPLAY -u WAYLAND_DISPLAY XDG_DATA_HOME="$data" XDG_CONFIG_HOME="$data" XDG_STATE_HOME="$data" KUBECONFIG="$data/kubeconfig" timeout 180 "$1" \
    -XX:AOTCacheOutput="$cache" -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -Xlog:aot*=error "${@:2}" dev.sonde.cli.Rehearsal
}

# Where the rehearsal fails, Sonde starts as well, and slower; target/start.log says why.
need_start_cache() {
  if cache_is_current || [ ! -w "$root/$app" ]; then return 0; fi
  say "rehearsing the start (once after a build)"
  local java data=$root/$app/start/data
  rm -f "$root/$start_cache" "$root/$start_cache.key"
  java_command "${window_collector[@]}"
  rehearse_start "$root/$start_cache" "$data" "${java[@]}" >"$root/target/start.log" 2>&1 ||
    say "the rehearsal failed, starts will be slower (log: target/start.log)"
  rm -rf "$data"
  start_key >"$root/$start_cache.key"
}

launch() {
  local java options=() collector=() argument quick=
  case ${1:-} in
    '') quick=yes collector=("${window_collector[@]}") ;;
    open | demo) collector=("${window_collector[@]}") ;;
    record) quick=yes ;;
    *) if [ -f "$1" ]; then collector=("${window_collector[@]}"); fi ;;
  esac
  if [ ${#collector[@]} != 0 ]; then
    for argument; do case $argument in *.sonde) quick=yes ;; esac done
  fi
  java_command "${collector[@]}"
  if [ -e "$root/$start_cache" ] && cache_is_current; then
    # The machine starts without the cache where it does not suit, for example under a profiler.
    options+=(-XX:AOTCache="$root/$start_cache" -Xlog:aot*=off)
  fi
  # A window and what records have less to compute than to start: compiling them twice would take more time than it saves, also while a
  # window moves through a recording. What reads captures is compiled with all optimisations.
  if [ -n "$quick" ]; then options+=(-XX:TieredStopAtLevel=1); fi
  exec "${java[@]:0:1}" "${options[@]}" "${java[@]:1}" dev.sonde.cli.Main "$@"
}
