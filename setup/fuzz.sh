# Fuzzing: each @FuzzTest of the checkout seeks, guided by coverage and for a bounded time, an input that breaks its promise.
# What the ordinary tests replay, in src/test/resources beside each, is where it begins.

fuzzed_modules=(dissectors desktop-app/core)

# Writes target/test.classpath into a module, built as far as its tests need it.
need_test_classpath() { # MODULE...
  local modules
  modules=$(IFS=,; echo "$*")
  say "building the tests of $modules"
  mkdir -p target
  ./mvnw -q -DskipTests -pl "$modules" -am test-compile dependency:build-classpath \
    -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test >target/build.log 2>&1 ||
    fail SD-5004 "The build failed" "The first errors are: $(grep -m 3 ERROR target/build.log || true)" "See target/build.log"
}

# Prints MODULE CLASS METHOD of every fuzz test whose class or method holds NAME.
fuzz_targets() { # NAME
  local module file class
  for module in "${fuzzed_modules[@]}"; do
    while read -r file; do
      class=${file#"$module"/src/test/java/}
      class=${class%.java}
      awk -v class="${class//\//.}" -v module="$module" '
        /@FuzzTest/ { getline; sub(/\(.*/, ""); sub(/.* /, ""); print module, class, $0 }' "$file"
    done < <(grep -rl '@FuzzTest' "$module/src/test/java" | sort)
  done | grep -F -- "$1" || true
}

# Regular expressions of people are a part of the filter language, so that the hook against them says nothing here.
# Ends with 1 when a promise was broken, and with 2 when the target did not start.
fuzz() { # SECONDS MODULE CLASS METHOD
  local seconds=$1 module=$2 class=$3 method=$4 seeds found
  local work=$root/target/fuzz/$method
  seeds=$root/$module/src/test/resources/${class//.//}Inputs/$method
  mkdir -p "$work/corpus" "$work/found" "$seeds"
  say "$method, $seconds s"
  if (cd "$work" && "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:+UseSerialGC -XX:+EnableDynamicAgentLoading -Xmx1g \
    -cp "$root/$module/target/test-classes:$root/$module/target/classes:$(cat "$root/$module/target/test.classpath")" \
    com.code_intelligence.jazzer.Jazzer --target_class="$class" --target_method="$method" \
    --disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection '--instrumentation_includes=dev.sonde.**' '--custom_hook_includes=dev.sonde.**' -artifact_prefix="$work/found/" \
    -max_total_time="$seconds" -timeout=60 -max_len=8192 -rss_limit_mb=0 "$work/corpus" "$seeds" >"$work/log" 2>&1); then
    rm -rf "$work/found"
    printf '%-48s %s\n' "$method" "$(grep -m 1 '^Done' "$work/log" || echo 'ended early, see its log')"
    return 0
  fi
  found=$(find "$work/found" -type f | head -n 1)
  if [ -z "$found" ] && ! grep -q 'Java Exception' "$work/log"; then
    printf '%-48s did not start: %s\n' "$method" "$(grep -m 1 -E 'ERROR|Exception|Error' "$work/log" || tail -n 1 "$work/log")"
    return 2
  fi
  printf '%-48s %s\n' "$method" "$(grep -A 1 -m 1 'Java Exception' "$work/log" | tail -n 1)"
  printf '  keep it for the tests: cp %s %s/NAME\n' "${found:-$work/log}" "$seeds"
  return 1
}

run_fuzz() { # [SECONDS] [NAME]
  local seconds=${1:-60} targets failed=0 unstarted=0 status module class method
  case $seconds in
    '' | *[!0-9]*) fail SD-5007 "Fuzzing takes seconds for each target, not '$seconds'" "The first word is a number of seconds" "./sonde test fuzz 60 [NAME]" ;;
  esac
  targets=$(fuzz_targets "${2:-}")
  [ -n "$targets" ] || fail SD-5007 "There is no fuzz test named '${2:-}'" "The name is a part of a class or method" "See @FuzzTest in the tests of ${fuzzed_modules[*]}"
  need_test_classpath "${fuzzed_modules[@]}"
  while read -r module class method; do
    status=0
    fuzz "$seconds" "$module" "$class" "$method" </dev/null || status=$?
    case $status in
      1) failed=$((failed + 1)) ;;
      2) unstarted=$((unstarted + 1)) ;;
    esac
  done <<<"$targets"
  [ "$failed" = 0 ] ||
    fail SD-5006 "Fuzzing broke $failed promises" "The inputs are named above" "Mend what they break, and keep each as a test"
  [ "$unstarted" = 0 ] ||
    fail SD-5004 "$unstarted fuzz targets did not start" "Their logs in target/fuzz say why; classes that are compiled anew meanwhile are one reason" \
      "Build first and leave the checkout alone, then run this again"
}
