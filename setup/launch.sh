# Starts the workstation from the build of this checkout.

launch() {
  local lib=desktop-app/cli/target/lib jar javafx='' rest=''
  for jar in "$root/$lib"/*.jar; do
    case ${jar##*/} in
      javafx-*) javafx+=:$jar ;;
      *) rest+=:$jar ;;
    esac
  done
  for jar in "$root"/desktop-app/cli/target/sonde-cli-*.jar; do rest=$jar$rest; done
  exec "$JAVA_HOME/bin/java" \
    --module-path "${javafx#:}" --add-modules javafx.controls \
    --enable-native-access=ALL-UNNAMED,javafx.graphics --sun-misc-unsafe-memory-access=allow \
    -XX:+UseSerialGC -XX:TieredStopAtLevel=4 -Xms64m -Xmx1g -XX:-UsePerfData -Xshare:auto \
    -Dsonde.root="$root" -Dsonde.sample="$root/samples/sample.sonde" -Dsonde.agent.home="$root/remote-agent/target/agent" \
    -cp "${rest#:}" dev.sonde.cli.Main "$@"
}
