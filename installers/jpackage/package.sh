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
  mkdir -p "$share/javafx" "$share/agent" "$share/shop/target/lib"
  cp -p "$lib"/javafx-*.jar "$share/javafx/"
  find "$lib" -maxdepth 1 \( -name '*.so' -o -name '*.dylib' -o -name '*.dll' \) -exec cp -p {} "$share/javafx/" \;
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
--module-path=$share/javafx
--add-modules=javafx.controls
--enable-native-access=ALL-UNNAMED,javafx.graphics
--sun-misc-unsafe-memory-access=allow
--add-exports=javafx.graphics/com.sun.javafx.scene=ALL-UNNAMED
-XX:+UseG1GC
-XX:MaxGCPauseMillis=30
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
modules=java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.rmi,java.security.jgss,java.sql,java.transaction.xa,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.localedata,jdk.net,jdk.unsupported,jdk.zipfs

runtime() {
  "$JAVA_HOME/bin/jlink" --add-modules "$modules" --include-locales=en --strip-debug --no-header-files --no-man-pages --compress=zip-6 \
    --output "$work/runtime"
}

icon() {
  local jar path='' themes
  for jar in "$work"/share/javafx/*.jar; do path+=:$jar; done
  themes=$(ls "$work"/input/sonde-themes-*.jar)
  "$JAVA_HOME/bin/java" -Dglass.platform=Headless -Dprism.order=sw --module-path "${path#:}" --add-modules javafx.controls \
    --enable-native-access=javafx.graphics --sun-misc-unsafe-memory-access=allow -cp "$themes" "$here/IconPicture.java" "$work/sonde.png" >&2
}

associations() {
  cat >"$work/sonde.properties" <<PROPERTIES
extension=sonde
mime-type=application/x-sonde-recording
description=Sonde recording
PROPERTIES
}

say "gathering what is packaged"
stage
runtime
icon
associations
java_options=()
while read -r option; do java_options+=(--java-options "$option"); done < <(options)
common=(--name sonde --app-version "$version" --vendor Sonde --description "Finds out what is wrong inside a running system"
  --input "$work/input" --app-content "$work/share" --main-jar sonde-cli.jar --main-class dev.sonde.cli.Main --runtime-image "$work/runtime"
  --icon "$work/sonde.png" "${java_options[@]}" --dest "$work")
case $type in
  app-image) ;;
  deb | rpm)
    common+=(--license-file LICENSE --file-associations "$work/sonde.properties" --resource-dir "$here/linux" --linux-shortcut
      --linux-menu-group "Development;Network;" --linux-app-category devel)
    ;;
  *) common+=(--license-file LICENSE --file-associations "$work/sonde.properties") ;;
esac
if [ "$type" = deb ]; then common+=(--linux-deb-maintainer "sonde@localhost" --linux-package-deps "libgtk-3-0, libgl1, libxtst6, libxxf86vm1, shared-mime-info"); fi
say "packaging as $type"
# Nearly all of it is compressed already: xz would take minutes for nothing.
export DPKG_DEB_COMPRESSOR_TYPE=gzip DPKG_DEB_COMPRESSOR_LEVEL=6
if ! "$JAVA_HOME/bin/jpackage" --type "$type" "${common[@]}" >"$work/jpackage.log" 2>&1; then
  tail -n 5 "$work/jpackage.log" >&2
  fail SD-5070 "The package could not be made" "jpackage failed, see above and target/installer/jpackage.log" "Mend what it names and run this again"
fi
case $type in
  app-image) echo "$work/sonde" ;;
  *) ls "$work"/*."$type" ;;
esac
