"""Control groups, of both versions: a cluster's processes are in one, so that none of them is forgotten."""

import os
import pathlib
import signal
import time


def hierarchies(seen_from_below=False):
    """Where each hierarchy of control groups is mounted, version 2 (which knows every process) first.

    From a namespace below, those of the machine are seen to begin above it.
    """
    found = []
    for line in pathlib.Path('/proc/self/mountinfo').read_text().splitlines():
        left, right = line.split(' - ')
        kind, point, top = right.split()[0], left.split()[4], left.split()[3]
        if kind in ('cgroup', 'cgroup2') and (top == '/' or seen_from_below) and pathlib.Path(point) not in [one for _, one in found]:
            found.append((kind, pathlib.Path(point)))
    return [point for _, point in sorted(found, key=lambda one: one[0], reverse=True)]


# A group counts as one process against those outside of it. On a machine that is busy with tests a cluster would starve, and its leases run out.
WEIGHTS = {'cpu.shares': '65536', 'cpu.weight': '10000'}


def make(group):
    for hierarchy in hierarchies():
        at = hierarchy
        for part in group.split('/'):
            delegate(at)
            at = at / part
            at.mkdir(exist_ok=True)
            for name in ('cpuset.cpus', 'cpuset.mems'):
                # Version 1 wants them filled, version 2 takes the parent's.
                if (at.parent / name).exists() and (at / name).exists() and not (at / 'cgroup.controllers').exists():
                    (at / name).write_text((at.parent / name).read_text())
            for name, weight in WEIGHTS.items():
                if (at / name).exists():
                    (at / name).write_text(weight)


def delegate(at):
    """Version 2: what this group has, those in it get."""
    if (at / 'cgroup.controllers').exists():
        for controller in (at / 'cgroup.controllers').read_text().split():
            try:
                (at / 'cgroup.subtree_control').write_text(f'+{controller}')
            except OSError:
                pass  # not every controller can be delegated


def enter(group):
    """This process, which takes its turn from then on: the kernel keeps those that need not out of a group."""
    os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    for hierarchy in hierarchies():
        (hierarchy / group / 'cgroup.procs').write_text(str(os.getpid()))


def processes(group):
    top = hierarchies()[0] / group
    found = set()
    for path, _, _ in os.walk(top):
        try:
            found.update(int(line) for line in pathlib.Path(path, 'cgroup.procs').read_text().split())
        except OSError:
            pass  # it went meanwhile
    return found


def kill(group, patience_seconds=10):
    """Ends all of them, whatever they are doing and whatever they start meanwhile."""
    until = time.monotonic() + patience_seconds
    while time.monotonic() < until:
        living = processes(group)
        if not living:
            return True
        for pid in living:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.02)
    return not processes(group)


def remove(group):
    for hierarchy in hierarchies():
        for path, _, _ in os.walk(hierarchy / group, topdown=False):
            for again in range(50):
                try:
                    os.rmdir(path)
                    break
                except FileNotFoundError:
                    break
                except OSError:
                    time.sleep(0.02)  # the kernel is still letting go of its last process
        try:
            os.rmdir((hierarchy / group).parent)
        except OSError:
            pass  # another cluster is in it
