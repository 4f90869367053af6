#!/usr/bin/env bash
# What the session store costs: ingest in exchanges a second of one thread, heap an exchange, and the time of every table,
# sort and chart over a million rows (first argument: how many). Processor time, medians of seven rounds.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
. bench/jdk.sh
classes=desktop-app/core/target/test-classes
libraries=desktop-app/cli/target/lib
[ -e $classes/dev/sonde/core/bench/StoreBenchmark.class ] && [ -d $libraries ] ||
	./mvnw -q -pl desktop-app/cli -am package -DskipTests
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx2g --sun-misc-unsafe-memory-access=allow \
	-cp "$classes:desktop-app/core/target/classes:$libraries/*" dev.sonde.core.bench.StoreBenchmark "$@"
