#!/usr/bin/env bash
# What a recording costs: bytes an exchange by level of compression, exchanges written and read a second, and how long
# opening a large recording takes (first argument: its bytes).
set -eu
cd "$(dirname "$0")/.."
root=$PWD
. bench/jdk.sh
classes=protocol/target/test-classes
libraries=desktop-app/cli/target/lib
[ -e $classes/dev/sonde/protocol/recording/RecordingBench.class ] && [ -d $libraries ] ||
	./mvnw -q -pl desktop-app/cli -am package -DskipTests
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	-cp "$classes:protocol/target/classes:$libraries/*" dev.sonde.protocol.recording.RecordingBench "$@"
