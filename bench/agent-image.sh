#!/usr/bin/env bash
# What the agent weighs: bytes of its image, time and CPU from its start until its programs are attached, peak of its memory.
#   bench/agent-image.sh [RUNS]
# "Attached" is when the kernel lists links among the process's descriptors. Needs root and a build (./sonde makes one).
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
exec python3 - "$root" "${1:-5}" <<'PY'
import glob, json, os, re, shutil, statistics, subprocess, sys, tempfile, time

root, runs = sys.argv[1], int(sys.argv[2])
target = root + '/remote-agent/target'
blobs = target + '/image/blobs/sha256/'
manifest = json.load(open(target + '/image/index.json'))['manifests'][0]['digest'].split(':')[1]
layers = json.load(open(blobs + manifest))['layers']
total = sum(layer['size'] for layer in layers)
parts = ' + '.join(f"{layer['size'] / 2**20:.2f}" for layer in layers)
print(f'image, gzip: {total / 2**20:.2f} MiB ({parts})')
for name in ('lib/agent.jsa', 'lib/agent.jar', 'runtime/lib/modules', 'runtime/lib/server/libjvm.so'):
    path = f'{target}/agent/{name}'
    if os.path.exists(path):
        print(f'  {name}: {os.path.getsize(path) / 2**20:.2f} MiB')


def agent_of(recorder):
    """The agent that the recorder started: its java runs from the agent's home."""
    for stat in glob.glob('/proc/[0-9]*/stat'):
        pid = stat.split('/')[2]
        try:
            parent = open(stat).read().rsplit(')', 1)[1].split()[1]
            if parent == str(recorder.pid) and os.readlink(f'/proc/{pid}/exe').startswith(target + '/agent/'):
                return pid
        except OSError:
            pass
    return None


def attached(pid):
    for name in os.listdir(f'/proc/{pid}/fdinfo'):
        try:
            if 'link_type' in open(f'/proc/{pid}/fdinfo/{name}').read():
                return True
        except OSError:
            pass
    return False


ticks = os.sysconf('SC_CLK_TCK')
work = tempfile.mkdtemp()
results = []
try:
    for run in range(runs):
        command = [root + '/sonde', 'record', '--for', '4s', '--yes', '-o', f'{work}/{run}.sonde']
        recorder = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        pid = None
        while pid is None and recorder.poll() is None:
            pid = agent_of(recorder)
        while recorder.poll() is None and not attached(pid):
            time.sleep(0.005)
        if recorder.poll() is not None:
            sys.exit('the recorder ended before its agent had attached')
        now = time.clock_gettime(time.CLOCK_BOOTTIME)
        fields = open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()
        start, cpu = now - int(fields[19]) / ticks, (int(fields[11]) + int(fields[12])) / ticks
        time.sleep(2)
        peak = int(re.search(r'VmHWM:\s+(\d+)', open(f'/proc/{pid}/status').read())[1]) / 1024
        recorder.wait()
        results.append((start, cpu, peak))
        print(f'  run {run + 1}: attached after {start:.2f} s, {cpu:.2f} s of CPU; peak of memory {peak:.1f} MiB')
finally:
    shutil.rmtree(work, ignore_errors=True)
print('medians: attached after {:.2f} s, {:.2f} s of CPU; peak of memory {:.1f} MiB'.format(
    *(statistics.median(column) for column in zip(*results))))
PY
