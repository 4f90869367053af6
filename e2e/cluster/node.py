"""One node as its first process: node.py CLUSTER NUMBER. It comes into namespaces of its own, makes them look like a machine, and starts what a node runs.

Control groups, mounts, network and host name are its own, process ids are the machine's: as on a real node, what the kernel's programs see of a
process is what its /proc says. All it mounts and links goes with its last process.
"""

import os
import pathlib
import subprocess
import sys
import time

import groups
import nodeconfig
from layout import Layout

# What a kubelet would set for the whole machine, as it wants to find it.
SETTINGS = {'kernel/panic': '10', 'kernel/panic_on_oops': '1', 'kernel/keys/root_maxkeys': '1000000', 'kernel/keys/root_maxbytes': '25000000',
            'vm/overcommit_memory': '1', 'vm/panic_on_oom': '0'}


def run(*words):
    subprocess.run([str(word) for word in words], check=True)


def mount_groups(hierarchies):
    """The node's group is the top of what it sees, as a machine's is."""
    if hierarchies == [pathlib.Path('/sys/fs/cgroup')]:
        run('mount', '-t', 'cgroup2', 'cgroup2', '/sys/fs/cgroup')
        return
    run('mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/sys/fs/cgroup')
    for point in hierarchies:
        point.mkdir()
        if point.name == 'unified':
            run('mount', '-t', 'cgroup2', 'cgroup2', point)
        else:
            run('mount', '-t', 'cgroup', '-o', 'none,name=systemd' if point.name == 'systemd' else point.name, 'cgroup', point)


def mount_all(layout, number, hierarchies):
    home = layout.node_home(number)
    for folder in ('lib', 'log'):
        (home / folder).mkdir(parents=True, exist_ok=True)
    run('umount', '--recursive', '--lazy', '/sys')
    run('mount', '-t', 'sysfs', 'sysfs', '/sys')
    mount_groups(hierarchies)
    for kind, point in (('tracefs', '/sys/kernel/tracing'), ('debugfs', '/sys/kernel/debug'), ('bpf', '/sys/fs/bpf')):
        subprocess.run(['mount', '-t', kind, kind, point], stderr=subprocess.DEVNULL, check=False)  # not every kernel has them
    run('mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/run')
    settings = pathlib.Path('/run/settings')
    for name, value in SETTINGS.items():
        real = pathlib.Path('/proc/sys', name)
        if real.exists():
            shown = settings / name
            shown.parent.mkdir(parents=True, exist_ok=True)
            shown.write_text(value + '\n')
            run('mount', '--bind', shown, real)
    # Last: this program and what it starts are in folders that these may hide.
    run('mount', '--bind', home / 'log', '/var/log')
    (home / 'lib' / 'sonde-cluster').mkdir(exist_ok=True)
    run('mount', '--bind', home / 'lib', '/var/lib')
    run('mount', '--make-rshared', '/var/lib')
    run('mount', '--make-rshared', '/run')


def await_file(path, patience_seconds=30):
    until = time.monotonic() + patience_seconds
    while not os.path.exists(path):
        if time.monotonic() > until:
            sys.exit(f'there is no {path} after {patience_seconds} s')
        time.sleep(0.01)


def set_up_network(layout, number):
    run('ip', 'link', 'set', 'lo', 'up')
    run('ip', 'address', 'add', f'{layout.address_of(number)}/24', 'dev', 'eth0')
    run('ip', 'link', 'set', 'eth0', 'up')
    # Nothing leads out of this machine: pods, services and the bridge are all there is.
    run('ip', 'route', 'add', layout.service_net, 'via', layout.address)
    for other in layout.nodes:
        if other != number:
            run('ip', 'route', 'add', layout.pods_of(other), 'via', layout.address_of(other))
    for name in ('ipv4/ip_forward', 'bridge/bridge-nf-call-iptables'):
        setting = pathlib.Path('/proc/sys/net', name)
        if setting.exists():
            setting.write_text('1')


def start(layout, number, name, command):
    with open(layout.log / f'node-{number}-{name}.log', 'ab') as log:
        return subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                                env={'PATH': f'{nodeconfig.shim_folder()}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'})


def main():
    layout, number = Layout(sys.argv[1]), int(sys.argv[2])
    hierarchies = groups.hierarchies(seen_from_below=True)
    mount_all(layout, number, hierarchies)
    run('hostname', f'node-{number}')
    groups.make('system')
    groups.enter('system')
    groups.delegate(hierarchies[0])
    await_file('/sys/class/net/eth0')  # the end of a link to the bridge, given from outside
    set_up_network(layout, number)
    programs = {}
    for name, command in nodeconfig.write(layout, number).items():
        programs[start(layout, number, name, command).pid] = name
        if name == 'containerd':
            await_file('/run/containerd/containerd.sock')  # a kubelet does not wait for it
    ended, _ = os.wait()
    sys.exit(f'{programs[ended]} ended')


if __name__ == '__main__':
    main()
