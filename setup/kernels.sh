# Runs the tests of the kernel programs on other kernels, in virtual machines that share this machine's files read-only.

needs_for_kernels='
qemu              | command -v qemu-system-x86_64                          | qemu-system-x86
virtiofsd         | [ -x /usr/lib/qemu/virtiofsd ]                         | qemu-system-common
busybox           | command -v busybox                                     | busybox-static
modprobe          | command -v modprobe                                    | kmod
'

# One line a kernel: Debian release, the name of its packages. The newest of each that the registry has is taken.
tested_kernels='
bullseye linux-image-5.10.*-cloud-amd64
bookworm linux-image-6.1.*-cloud-amd64
bookworm linux-image-6.12.*-cloud-amd64
'
guest_modules='virtio virtio_ring virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci fuse virtiofs'

# The package index of a release, apart from this machine's own.
index_of() { # RELEASE
  local state=$root/target/kernels/apt-$1
  apt_options=(-o "Dir::Etc::SourceList=$state/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$state/lists" -o "Dir::Cache=$state/cache"
    -o APT::Sandbox::User=root)
  [ -e "$state/fresh" ] && return
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
  local mirror security
  mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -n 1 | tr -d ' ')
  [ -n "$mirror" ] || return 1 # this machine's package sources name no Debian mirror
  security=${mirror%/}-security
  printf 'deb %s %s main\ndeb %s %s-security main\n' "$mirror" "$1" "$security" "$1" >"$state/sources.list"
  apt-get "${apt_options[@]}" update -qq >&2 && touch "$state/fresh"
}

# Prints the directory of the newest kernel of a line, unpacked. A star of the pattern is any version; 6.1 is not 6.12.
fetch_kernel() { # RELEASE PATTERN
  local package directory pattern=${2//./\\.}
  index_of "$1" || return 1
  package=$(apt-cache "${apt_options[@]}" pkgnames linux-image- | grep -E "^${pattern//\*/[0-9.+deb-]*}\$" | sort -V | tail -n 1)
  [ -n "$package" ] || return 1
  directory=$root/target/kernels/$package
  if [ ! -e "$directory/ready" ]; then
    mkdir -p "$directory"
    (cd "$directory" && apt-get "${apt_options[@]}" download -qq "$package" >&2 && dpkg-deb -x ./*.deb . && rm ./*.deb) || return 1
    depmod -b "$directory" "$(ls "$directory/lib/modules")"
    touch "$directory/ready"
  fi
  echo "$directory"
}

# The first program of the guest: it finds this machine's files and goes there.
make_initramfs() { # KERNEL_DIRECTORY WORK GUEST_SCRIPT
  local module file tree=$2/initramfs
  rm -rf "$tree"
  mkdir -p "$tree"/{bin,modules,proc,dev,host}
  cp "$(command -v busybox)" "$tree/bin/busybox"
  for module in $guest_modules; do
    file=$(find "$1/lib/modules" -name "$module.ko*" | head -n 1)
    [ -z "$file" ] || cp "$file" "$tree/modules/"
  done
  cat >"$tree/init" <<INIT
#!/bin/busybox sh
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t devtmpfs dev /dev
/bin/busybox xz -d /modules/*.xz 2>/dev/null
# In any order: what needs another one is tried again.
for again in 1 2 3; do for module in /modules/*; do /bin/busybox insmod \$module 2>/dev/null; done; done
/bin/busybox mount -t virtiofs -o ro root /host && /bin/busybox chroot /host /bin/bash $3
echo o > /proc/sysrq-trigger
/bin/busybox sleep 5
INIT
  chmod +x "$tree/init"
  (cd "$tree" && find . | busybox cpio -o -H newc 2>/dev/null | gzip -1) >"$2/initramfs.gz"
}

make_guest_script() { # KERNEL_DIRECTORY SCRIPT
  cat >"$2" <<GUEST
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TMPDIR=/var/tmp
mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs dev /dev
mkdir -p /dev/shm /dev/pts; mount -t tmpfs shm /dev/shm; mount -t devpts devpts /dev/pts
for directory in /run /var/tmp /var/log /var/lib/nginx /root; do mount -t tmpfs none \$directory 2>/dev/null; done
mount -t cgroup2 none /sys/fs/cgroup; mount -t tracefs none /sys/kernel/tracing
ip link set lo up
for module in tun veth sch_ingress cls_bpf; do modprobe -d "$1" \$module; done
echo "kernel \$(uname -r)"
# The loader is made in the guest: this tree can only be read there.
"$root/bpf/tests/run.sh" "$root/bpf/target/classes/dev/sonde/bpf" /var/tmp
echo "status \$?"
GUEST
}

test_on_kernel() { # KERNEL_DIRECTORY
  local work=$1/run socket=$1/run/files log=$1/log server
  mkdir -p "$work"
  make_guest_script "$1" "$work/guest.sh"
  make_initramfs "$1" "$work" "$work/guest.sh"
  rm -f "$socket"
  /usr/lib/qemu/virtiofsd "--socket-path=$socket" -o source=/ -o sandbox=chroot -o cache=always >"$work/files.log" 2>&1 &
  server=$!
  # Emulated also where /dev/kvm is: within a virtual machine it may be there and hang a guest at its first instructions.
  while [ ! -S "$socket" ] && kill -0 $server 2>/dev/null; do sleep 0.1; done
  # One thread emulates both CPUs: with one each, a CPU may stay for ever at an instruction of the kernel that the other is changing (jump labels).
  timeout 3600 qemu-system-x86_64 -M q35 -accel tcg,thread=single -cpu max -m 3072 -smp 2 -nographic -no-reboot -net none \
    -kernel "$1"/boot/vmlinuz-* -initrd "$work/initramfs.gz" \
    -object memory-backend-memfd,id=memory,size=3072M,share=on -numa node,memdev=memory -chardev "socket,id=files,path=$socket" \
    -device vhost-user-fs-pci,chardev=files,tag=root -append 'console=ttyS0 panic=-1 quiet no_timer_check' </dev/null >"$log" 2>&1 || true
  kill $server 2>/dev/null || true
  wait $server 2>/dev/null || true
  tr -d '\r' <"$log" | grep -E '^(kernel |exchanges seen in|Ran |OK|FAILED|FAIL: |ERROR: |status )' || true
  tr -d '\r' <"$log" | grep -q '^status 0$'
}

# Exit status 0: every kernel that could be had passed.
test_kernels() {
  local release pattern directory failed=0
  need_packages "$needs_for_kernels"
  while read -r release pattern; do
    [ -n "$release" ] || continue
    if ! directory=$(fetch_kernel "$release" "$pattern"); then
      say "no kernel $pattern of $release can be had from the package registry: not tested"
      continue
    fi
    say "testing on ${directory##*/} (emulated, takes some twenty minutes; log: $directory/log)"
    test_on_kernel "$directory" || failed=1
  done <<<"$tested_kernels"
  return $failed
}
