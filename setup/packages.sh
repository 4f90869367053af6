# What Sonde needs from the operating system, and how it is installed where a package manager can.
# One line a need: NAME | how to see that it is there | Debian package.

needs_to_build='
maven             | command -v mvn                                             | maven
clang             | command -v clang                                           | clang
llvm-strip        | command -v llvm-strip                                      | llvm
clang-format      | command -v clang-format                                    | clang-format
libbpf            | [ -e /usr/include/bpf/bpf_helpers.h ]                      | libbpf-dev
libelf            | [ -e /usr/include/gelf.h ]                                 | libelf-dev
zlib              | [ -e /usr/include/zlib.h ]                                 | zlib1g-dev
binutils          | command -v objdump                                         | binutils
'
needs_to_run='
GTK 3             | library libgtk-3.so.0                                      | libgtk-3-0
OpenGL            | library libGL.so.1                                         | libgl1
libXtst           | library libXtst.so.6                                       | libxtst6
libXxf86vm        | library libXxf86vm.so.1                                    | libxxf86vm1
'
needs_to_demo='
Python 3          | [ -x /usr/bin/python3 ]                                    | python3
PyMySQL           | /usr/bin/python3 -c "import pymysql"                       | python3-pymysql
nginx             | command -v nginx                                           | nginx
MariaDB           | command -v mariadbd                                        | mariadb-server
Node.js           | command -v node                                            | nodejs
'
needs_to_test='
gcc               | command -v gcc                                             | gcc
C library headers | [ -e /usr/include/stdlib.h ]                               | libc6-dev
wrk               | command -v wrk                                             | wrk
h2load            | command -v h2load                                          | nghttp2-client
curl              | command -v curl                                            | curl
MariaDB client    | command -v mariadb                                         | mariadb-client
mysqlclient       | /usr/bin/python3 -c "import MySQLdb"                       | python3-mysqldb
openssl           | command -v openssl                                         | openssl
tshark            | command -v tshark                                          | tshark
tcpdump           | command -v tcpdump                                         | tcpdump
bpftool           | command -v bpftool                                         | bpftool
iproute2          | command -v ip                                              | iproute2
setpriv           | command -v setpriv                                         | util-linux
sudo              | command -v sudo                                            | sudo
Xvfb              | command -v Xvfb                                            | xvfb
xauth             | command -v xauth                                           | xauth
xdotool           | command -v xdotool                                         | xdotool
'
# A package of the workstation for this system.
needs_to_package='
fakeroot          | command -v fakeroot                                        | fakeroot
dpkg-deb          | command -v dpkg-deb                                        | dpkg
objcopy           | command -v objcopy                                         | binutils
xdg-utils         | command -v xdg-mime                                        | xdg-utils
'
# A Kubernetes for tests, beside Go, which is only needed to build its programs.
needs_of_cluster='
Python 3          | [ -x /usr/bin/python3 ]                                    | python3
iproute2          | command -v ip                                              | iproute2
nftables          | command -v nft                                             | nftables
openssl           | command -v openssl                                         | openssl
busybox, static   | [ -e /usr/share/doc/busybox-static ]                       | busybox-static
gcc               | command -v gcc                                             | gcc
C library headers | [ -e /usr/include/stdlib.h ]                               | libc6-dev
libseccomp        | [ -e /usr/include/seccomp.h ]                              | libseccomp-dev
pkg-config        | command -v pkg-config                                      | pkg-config
Redis             | command -v redis-check-rdb                                 | redis-tools
'

library() { compgen -G "/usr/lib/*/$1" >/dev/null || compgen -G "/usr/lib*/$1" >/dev/null || compgen -G "/lib/*/$1" >/dev/null; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

# Look-ups and installs go through one index that is read at most once a run.
fresh_index() {
  [ -n "${index_is_fresh:-}" ] && return
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 ||
    fail SD-5003 "The list of packages could not be read" "apt-get update failed" "Look at its words above, mend the package sources, and run this again"
  index_is_fresh=1
}

package_known() {
  fresh_index
  [ -n "$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p' | grep -v none)" ]
}

install_packages() {
  say "installing $* (once; this machine's package manager)"
  fresh_index
  local log
  log=$(mktemp)
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    fail SD-5003 "Packages could not be installed: $*" "apt-get install failed, see above" "Install them yourself and run this again"
  fi
  rm -f "$log"
}

# need_packages LIST…: installs what is missing of the lists, or says what is.
need_packages() {
  local name check package missing_names=() missing_packages=()
  while IFS='|' read -r name check package; do
    name=${name%"${name##*[! ]}"} package=${package// /}
    [ -n "$package" ] || continue
    if ! PATH=$PATH:/usr/sbin:/sbin eval "$check" >/dev/null 2>&1; then
      missing_names+=("$name")
      missing_packages+=("$package")
    fi
  done <<<"$(printf '%s\n' "$@")"
  [ ${#missing_packages[@]} = 0 ] && return
  if ! can_install; then
    local list
    list=$(printf ', %s' "${missing_names[@]}")
    fail SD-5002 "Missing on this machine: ${list:2}" "Sonde cannot install packages here (no apt-get, or neither root nor sudo without a password)" \
      "Install them yourself (Debian: apt-get install ${missing_packages[*]}) and run this again"
  fi
  install_packages "${missing_packages[@]}"
}
