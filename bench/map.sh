#!/usr/bin/env bash
# What a frame of the Map costs with 200 and 2,000 services (or as many as the arguments say), painted by the processor at
# 1600 x 1000 on a display of its own: the whole of it, panning, zooming and near; and what its layout takes. Time between pulses at full speed.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
. bench/jdk.sh
classes=desktop-app/ui/target/test-classes
libraries=desktop-app/cli/target/lib
[ -e $classes/dev/sonde/ui/map/MapBenchmark.class ] && [ -d $libraries ] ||
	./mvnw -q -pl desktop-app/cli -am package -DskipTests
exec xvfb-run -a -s "-screen 0 1600x1000x24" "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx1g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	-Dprism.order=sw -Djavafx.animation.fullspeed=true \
	-cp "$classes:desktop-app/ui/target/classes:$libraries/*" dev.sonde.ui.map.MapBenchmark "$@"
