# For benchmarks that are run by themselves, without ./sonde: sets JAVA_HOME. Sourced with root set.

. "$root/setup/jdk.sh"
find_jdk || {
  echo "No JDK 25 was found. Run ./sonde once, which installs one, or set JAVA_HOME to it." >&2
  exit 1
}
