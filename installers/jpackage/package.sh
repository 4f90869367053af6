#!/usr/bin/env bash
# Packages the workstation so that it can be installed without a checkout, a JDK or Maven.
# Usage: installers/jpackage/package.sh [TYPE]   (app-image, deb, rpm, dmg, msi; default: deb; the type must be of this system)
# Prints the path of what it made, in target/installer. With it come a Java runtime, the agent and its image, the sample recording and the
# demo shop. It opens recordings from the file manager.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$(dirname "$here")")
type=${1:-deb}
for part in say packages jdk build launch; do
  # shellcheck source=/dev/null
  . "$root/setup/$part.sh"
done
cd "$root"
need_jdk
if [ "$type" = deb ]; then need_packages "$needs_to_package"; fi
need_build
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' pom.xml | head -n 1)
work=$root/target/installer
rm -rf "$work"
mkdir -p "$work/input"

# The class path is what jpackage finds in `input`. The rest is in `share`: other jars are not on the class path, and its name comes behind
# `runtime`, as the launcher takes the first Java runtime of the package for its own, and the agent has one.
stage() {
  local lib=desktop-app/cli/target/lib input=$work/input share=$work/share
  mkdir -p "$share/agent" "$share/shop/target/lib"
  find "$lib" -maxdepth 1 -name '*.jar' ! -name 'javafx-*' -exec cp -p {} "$input/" \;
  cp -p desktop-app/cli/target/sonde-cli-*.jar "$input/sonde-cli.jar"
  cp -p samples/sample.sonde LICENSE "$share/"
  # The names that the agent and its image have in a build, as they find each other by them.
  if [ -d remote-agent/target/agent ]; then
    cp -a remote-agent/target/agent "$share/agent/home"
    mkdir "$share/agent/image"
    cp -p remote-agent/target/image/sonde-agent.oci.tar "$share/agent/image/"
  fi
  find e2e/shop -maxdepth 1 -type f ! -name pom.xml -exec cp -p {} "$share/shop/" \;
  cp -p e2e/shop/target/sonde-shop-*.jar "$share/shop/target/"
  cp -p e2e/shop/target/lib/*.jar "$share/shop/target/lib/"
}

# The whole start of the program is here, beside the class path, which jpackage writes.
options() {
  local share="\$APPDIR/../share"
  cat <<OPTIONS
--enable-native-access=ALL-UNNAMED,javafx.graphics
--sun-misc-unsafe-memory-access=allow
--add-exports=javafx.graphics/com.sun.javafx.scene=ALL-UNNAMED
-XX:+UseG1GC
-XX:MaxGCPauseMillis=30
-XX:-G1UseAdaptiveIHOP
-XX:InitiatingHeapOccupancyPercent=70
-Xms64m
-Xmx1g
-XX:-UsePerfData
-Dslf4j.internal.verbosity=ERROR
-Dsonde.sample=$share/sample.sonde
-Dsonde.shop=$share/shop
-Dsonde.agent.home=$share/agent/home
OPTIONS
}

# Modules that jdeps finds in the jars, and the codes of elliptic curves and zip files, which nobody names.
modules=javafx.controls,java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.rmi,java.security.jgss,java.sql,java.transaction.xa,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.localedata,jdk.net,jdk.unsupported,jdk.zipfs

# Its jars as a module path. Those without a system in their names are empty.
javafx() {
  local path
  path=$(printf '%s:' desktop-app/cli/target/lib/javafx-*-*-*.jar)
  echo "${path%:}"
}

# JavaFX is part of the runtime: beside it, on a module path, an archive of linked classes would be good for one place only.
runtime() {
  local lib=desktop-app/cli/target/lib natives=lib
  "$JAVA_HOME/bin/jlink" --module-path "$(javafx)" --add-modules "$modules" --include-locales=en --strip-debug --no-header-files --no-man-pages --compress=zip-6 \
    --output "$work/runtime"
  if [ -d "$work/runtime/bin/server" ]; then natives=bin; fi # where a runtime of Windows has its libraries
  find "$lib" -maxdepth 1 \( -name '*.so' -o -name '*.dylib' -o -name '*.dll' \) -exec cp -p {} "$work/runtime/$natives/" \;
}

icon() {
  local themes
  themes=$(ls "$work"/input/sonde-themes-*.jar)
  "$JAVA_HOME/bin/java" -Dglass.platform=Headless -Dprism.order=sw --module-path "$(javafx)" --add-modules javafx.controls --enable-native-access=javafx.graphics --sun-misc-unsafe-memory-access=allow \
    -cp "$themes" "$here/IconPicture.java" "$work/sonde.png" >&2
}

associations() {
  cat >"$work/sonde.properties" <<PROPERTIES
extension=sonde
mime-type=application/x-sonde-recording
description=Sonde recording
PROPERTIES
}

# What jpackage calls its image of the program, by the system it runs on.
image=$work/sonde
if [ "$(uname -s)" = Darwin ]; then image+=.app; fi
aot=share/sonde.aot

# Rehearses the start where the program lies now. Moved elsewhere the archive stays good, as long as its jars keep their times and their order.
rehearse() {
  local app=$image/lib/app option entry path='' options=()
  while read -r option; do options+=("${option//\$APPDIR/$app}"); done < <(options)
  while read -r entry; do path+=:${entry//\$APPDIR/$app}; done < <(sed -n 's/^app.classpath=//p' "$app/sonde.cfg")
  rehearse_start "$image/lib/$aot" "$work/data" "$image/lib/runtime/bin/java" "${options[@]}" -cp "${path#:}" >"$work/rehearsal.log" 2>&1 || true
  if [ ! -e "$image/lib/$aot" ]; then
    say "the rehearsal failed, the package will start slower (log: target/installer/rehearsal.log)"
    return 0
  fi
  # shellcheck disable=SC2016  # the launcher fills in its folder
  sed -i '/^\[JavaOptions\]$/a java-options=-XX:AOTCache=$APPDIR/../'"$aot"'\njava-options=-Xlog:aot*=off' "$app/sonde.cfg"
}

package() { # OPTION…
  if ! "$JAVA_HOME/bin/jpackage" --dest "$work" --name sonde "$@" >"$work/jpackage.log" 2>&1; then
    tail -n 5 "$work/jpackage.log" >&2
    fail SD-5070 "The package could not be made" "jpackage failed, see above and target/installer/jpackage.log" "Mend what it names and run this again"
  fi
}

say "gathering what is packaged"
stage
runtime
icon
associations
java_options=()
while read -r option; do java_options+=(--java-options "$option"); done < <(options)
about=(--app-version "$version" --vendor Sonde --description "Finds out what is wrong inside a running system")
package --type app-image "${about[@]}" --input "$work/input" --app-content "$work/share" --main-jar sonde-cli.jar \
  --main-class dev.sonde.cli.Main --runtime-image "$work/runtime" --icon "$work/sonde.png" "${java_options[@]}"
if [ "$(uname -s)" = Linux ]; then
  # jpackage copies the image into a package as files of that moment, and dpkg-deb writes none that is younger than this moment.
  export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(date +%s)}
  find "$image" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  say "rehearsing the start"
  rehearse
fi
installed=(--license-file LICENSE --file-associations "$work/sonde.properties" --app-image "$image")
case $type in
  app-image) ;;
  deb | rpm)
    installed+=(--resource-dir "$here/linux" --linux-shortcut --linux-menu-group "Development;Network;" --linux-app-category devel)
    ;;
esac
if [ "$type" = deb ]; then installed+=(--linux-deb-maintainer "sonde@localhost" --linux-package-deps "libgtk-3-0, libgl1, libxtst6, libxxf86vm1, shared-mime-info"); fi
if [ "$type" != app-image ]; then
  say "packaging as $type"
  # Nearly all of it is compressed already: xz would take minutes for nothing.
  export DPKG_DEB_COMPRESSOR_TYPE=gzip DPKG_DEB_COMPRESSOR_LEVEL=6
  package --type "$type" "${about[@]}" "${installed[@]}"
fi
case $type in
  app-image) echo "$image" ;;
  *) ls "$work"/*."$type" ;;
esac
