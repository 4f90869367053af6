#!/usr/bin/env bash
# What dissecting costs: processor time and allocated bytes per exchange as an agent feeds it and per fingerprint, and the
# heap of an idle connection. Needs a built checkout; builds the module when its tests are not there.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
. bench/jdk.sh
[ -e dissectors/target/test-classes/dev/sonde/dissectors/DissectorsBenchmark.class ] ||
	./mvnw -q -pl dissectors -am package -DskipTests
protobuf=$(find "${MAVEN_REPOSITORY:-$HOME/.m2/repository}/com/google/protobuf/protobuf-javalite" -name '*.jar' | sort | tail -n 1)
# Without that a collection leaves small gaps of dead objects, which would count as heap in use.
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:MarkSweepAlwaysCompactCount=1 ${JAVA_OPTIONS:-} -cp \
	"dissectors/target/test-classes:dissectors/target/classes:protocol/target/classes:$protobuf" \
	dev.sonde.dissectors.DissectorsBenchmark "$@"
