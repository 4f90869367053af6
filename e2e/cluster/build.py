"""Builds the programs of the cluster, once a machine and version, into a cache outside the tree."""

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import time

import parts
from say import Failure, say

GO = (1, 26)
MINUTES = {'kubernetes': 6, 'coredns': 2, 'containerd': 1, 'etcd': 1}  # cold, on two cores


def missing():
    return [part for part in parts.PARTS if not all((parts.folder(part) / name).exists() for name in part.packages)]


def build():
    """What an interrupted build compiled is in Go's own cache, so the next one goes on from there."""
    if not missing():
        return
    with alone():
        todo = missing()
        if not todo:
            return
        go = find_go()
        say(f'building {", ".join(f"{part.name} {part.version}" for part in todo)} '
            f'(once a machine, about {sum(MINUTES.get(part.name, 0) for part in todo) or 1} min on two cores; log: {log_path()})')
        for part in todo:
            began = time.monotonic()
            build_part(go, part)
            say(f'built {part.name} in {time.monotonic() - began:.0f} s')


def wait():
    """Until no build is under way."""
    if (parts.cache() / 'build.lock').exists():
        with alone():
            pass


@contextlib.contextmanager
def alone():
    parts.cache().mkdir(parents=True, exist_ok=True)
    with open(parts.cache() / 'build.lock', 'w') as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say('another build of the cluster is under way: waiting for it')
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def log_path():
    return parts.cache() / 'build.log'


def find_go():
    seen = []
    for candidate in (shutil.which('go'), '/usr/local/go/bin/go', '/usr/lib/go-1.26/bin/go'):
        if candidate and os.path.exists(candidate):
            version = subprocess.run([candidate, 'env', 'GOVERSION'], capture_output=True, text=True, check=False).stdout
            number = re.match(r'go(\d+)\.(\d+)', version)
            if number and tuple(map(int, number.groups())) >= GO:
                return candidate
            seen.append(f'{candidate} is {version.strip()}')
    raise Failure('SD-5030', f'No Go {GO[0]}.{GO[1]} was found', '; '.join(seen) or 'The cluster of the tests is built from its sources, which are in Go',
                  f'Install Go {GO[0]}.{GO[1]} or newer and put it on the path, or name a cluster to test on in SONDE_TEST_KUBECONFIG')


def build_part(go, part):
    work = parts.cache() / 'work' / part.key()
    out = work / 'out'
    shutil.rmtree(work, ignore_errors=True)
    out.mkdir(parents=True)
    (work / 'go.mod').write_text(part.go_mod())
    for source in part.sources:
        shutil.copy(parts.HERE / source, work)
    environment = {**os.environ, 'CGO_ENABLED': str(int(part.cgo)), 'GOFLAGS': '-mod=mod', 'GOWORK': 'off'}
    command = ['nice', '-n', '5', go, 'build', '-p', '2', '-trimpath', '-buildvcs=false', '-tags', part.tags, '-ldflags', part.ldflags, '-o', f'{out}/']
    if part.sources:
        run([go, 'mod', 'tidy'], work, environment, part)
        run(command[:-1] + [str(out / part.name), '.'], work, environment, part)
    else:
        run(command + list(part.packages.values()), work, environment, part)
    for name, package in part.packages.items():
        last = [word for word in package.split('/') if not re.fullmatch(r'v\d+', word)][-1]
        if not (out / name).exists():
            (out / last).rename(out / name)
    target = parts.folder(part)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(target, ignore_errors=True)
    out.rename(target)
    shutil.rmtree(work, ignore_errors=True)


def run(command, work, environment, part):
    with open(log_path(), 'a') as log:
        log.write(f'{part.name}: {" ".join(command)}\n')
        log.flush()
        position = log.tell()
        status = subprocess.run(command, cwd=work, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, check=False).returncode
    if status:
        with open(log_path(), errors='replace') as log:
            log.seek(position)
            words = [line.strip() for line in log if not line.startswith('go: downloading')]
        raise Failure('SD-5031', f'{part.name} {part.version} could not be built', words[-1].rstrip('.') if words else f'go ended with status {status}',
                      f'Mend what {log_path()} names and run this again; what was compiled is kept')
