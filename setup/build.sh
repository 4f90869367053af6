# Builds what is missing or older than its sources.

built_stamp=target/built

sources_changed() {
  [ -e "$built_stamp" ] || return 0
  [ -n "$(find pom.xml mvnw .mvn setup bpf protocol dissectors remote-agent themes desktop-app e2e/shop \
    \( -name target -o -path '*/src/test' -o -path '*/src/jmh' \) -prune -o -type f -newer "$built_stamp" -print -quit)" ]
}

need_build() {
  sources_changed || return 0
  if [ -e "$built_stamp" ] && [ ! -w target ]; then
    say "the sources are newer than the build, which this user may not write: starting what is there"
    return 0
  fi
  need_packages "$needs_to_build"
  mkdir -p target
  local began=$SECONDS
  say "building (the first time takes some minutes; log: target/build.log)"
  touch target/building
  if ! ./mvnw -q -DskipTests -Dmaven.test.skip=true -pl '!e2e' package >target/build.log 2>&1; then
    grep -E '^\[ERROR\]|error:' target/build.log | head -n 20 >&2 || true
    fail SD-5004 "The build failed" "The first errors are above, all of it is in target/build.log" "Mend what it names and run this again"
  fi
  mv target/building "$built_stamp"
  say "built in $((SECONDS - began)) s"
}
