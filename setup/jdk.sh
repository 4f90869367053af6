# Finds a JDK 25 or newer with its compiler and jlink, or installs one; sets JAVA_HOME.

jdk_major() { # JDK_HOME
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/jlink" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_candidates() {
  [ -n "${JAVA_HOME:-}" ] && echo "$JAVA_HOME"
  command -v javac >/dev/null && dirname "$(dirname "$(readlink -f "$(command -v javac)")")"
  ls -d /usr/lib/jvm/*/ "$HOME"/.sdkman/candidates/java/*/ "$HOME"/.jdks/*/ /opt/*jdk*/ \
    /Library/Java/JavaVirtualMachines/*/Contents/Home 2>/dev/null
}

find_jdk() {
  local home major
  while read -r home; do
    home=${home%/}
    major=$(jdk_major "$home") || continue
    if [ "${major:-0}" -ge 25 ]; then
      export JAVA_HOME=$home
      return 0
    fi
  done < <(jdk_candidates)
  return 1
}

need_jdk() {
  find_jdk && return
  local package
  for package in openjdk-25-jdk-headless temurin-25-jdk; do
    if can_install && package_known "$package"; then
      install_packages "$package"
      find_jdk && return
    fi
  done
  fail SD-5001 "No JDK 25 was found" "Sonde is built and run with JDK 25 or newer, and no package of this machine's registries has it" \
    "Install a JDK 25 (for example Temurin), or set JAVA_HOME to one, and run this again"
}
