#!/usr/bin/env python3
"""What watching costs a server: nginx under load, with and without `sonde record`, in turn.

Many short pairs of windows, with and without, the order turning from pair to pair, so that what drifts cancels out. Prints
medians and quartiles over the pairs: requests a second kept at saturation, CPU added per request to server and client,
CPU of the agent and of its BPF programs at a fixed rate, and whether the counts stayed exact. A pair is disturbed when
the rest of the machine took more than --quiet cores in one of its windows: figures of the calm pairs stand beside those of all.
Needs root, nginx, wrk, h2load and bpftool, a cgroup-v2 mount, and two cores. Traffic stays on the loopback address.
"""

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TICKS = os.sysconf('SC_CLK_TCK')
STATS = '/proc/sys/kernel/bpf_stats_enabled'
KINDS = ('rate', 'saturation')  # the rate first: an agent that shed at saturation looks into all again some seconds later

options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
options.add_argument('--pairs', type=int, default=16)
options.add_argument('--seconds', type=int, default=3, help='of each window')
options.add_argument('--quiet', type=float, default=0.1, help='cores that the rest of the machine may take in a calm pair')
options.add_argument('--settle', type=float, default=6, help='seconds after the start of an agent, whose code is not compiled yet')
options.add_argument('--rate', type=int, default=10_000)
options.add_argument('--port', type=int, default=8188)
options = options.parse_args()


def cgroup_mount():
    for line in open('/proc/mounts'):
        fields = line.split()
        if fields[2] == 'cgroup2':
            return fields[1]
    sys.exit('no cgroup-v2 mount')


def placed(cgroup, cpu):
    """What a child does before it runs: into its cgroup, onto its core."""

    def place():
        if cgroup:
            folder = os.path.join(cgroup_mount(), cgroup)
            os.makedirs(folder, exist_ok=True)
            with open(folder + '/cgroup.procs', 'w') as procs:
                procs.write(str(os.getpid()))
        if cpu is not None:
            os.sched_setaffinity(0, {cpu})

    return place


def stat(pid):
    """Parent, and CPU seconds in user and in system mode with those of children that ended."""
    fields = open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()
    return int(fields[1]), (int(fields[11]) + int(fields[13])) / TICKS, (int(fields[12]) + int(fields[14])) / TICKS


def tree(root):
    children = {}
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            children.setdefault(stat(pid)[0], []).append(int(pid))
        except (OSError, IndexError):
            pass
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += children.get(pid, [])
    return found


def cpu(pids):
    user = system = 0.0
    for pid in pids:
        try:
            _, u, s = stat(pid)
            user, system = user + u, system + s
        except OSError:
            pass
    return user, system


def machine():
    """CPU seconds of everything, and those that the host took away."""
    fields = [int(value) / TICKS for value in open('/proc/stat').readline().split()[1:9]]
    return sum(fields) - fields[3] - fields[4] - fields[7], fields[7]


def is_agent(pid):
    try:
        return b'dev.sonde.agent' in open(f'/proc/{pid}/cmdline', 'rb').read()
    except OSError:
        return False


def peak_rss(pid):
    return int(re.search(r'VmHWM:\s+(\d+)', open(f'/proc/{pid}/status').read())[1]) / 1024


def bpf_seconds(pid):
    """Run time and runs of the BPF programs a process holds."""
    ids = set()
    for name in os.listdir(f'/proc/{pid}/fdinfo'):
        try:
            found = re.search(r'^prog_id:\s*(\d+)', open(f'/proc/{pid}/fdinfo/{name}').read(), re.M)
        except OSError:
            continue
        if found:
            ids.add(int(found[1]))
    programs = json.loads(subprocess.run(['bpftool', '-j', 'prog', 'show'], capture_output=True, text=True).stdout)
    return sum(p.get('run_time_ns', 0) for p in programs if p['id'] in ids) / 1e9


class Nginx:
    def __init__(self, folder):
        os.chmod(folder, 0o755)
        os.makedirs(folder + '/html')
        open(folder + '/html/1k.txt', 'w').write('a' * 1024)
        open(folder + '/nginx.conf', 'w').write(f'''worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_timeout 300s; keepalive_requests 100000000;
 client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
 server {{ listen 127.0.0.1:{options.port}; root {folder}/html; default_type text/plain; }}
 server {{ listen 127.0.0.1:{options.port + 1}; location /st {{ stub_status; }} }} }}
''')
        self.process = subprocess.Popen(['nginx', '-c', folder + '/nginx.conf'], preexec_fn=placed('system/nginx-bench', 0))
        time.sleep(1)

    def served(self):
        said = subprocess.run(['curl', '-s', f'http://127.0.0.1:{options.port + 1}/st'], capture_output=True, text=True).stdout
        return int(re.search(r'\n\s*\d+ \d+ (\d+)', said)[1])


class Watch:
    """A running `sonde record`, and which of its processes is the agent."""

    def __init__(self, folder):
        self.file = tempfile.mktemp(suffix='.sonde', dir=folder)
        ready = self.file + '.ready'
        self.process = subprocess.Popen([ROOT + '/sonde', 'record', '--yes', '-o', self.file, '--ready-file', ready],
                                        stdout=subprocess.DEVNULL, stderr=open(folder + '/record.log', 'a'), stdin=subprocess.DEVNULL)
        began = time.time()
        while not os.path.exists(ready):
            if self.process.poll() is not None or time.time() - began > 60:
                sys.exit('sonde record is not ready: ' + open(folder + '/record.log').read()[-2000:])
            time.sleep(0.05)
        self.agent = [pid for pid in tree(self.process.pid) if is_agent(pid)]
        subprocess.run(['h2load', '--h1', '-t1', '-c4', '-n20000', url()], capture_output=True, preexec_fn=placed('bench-client', 1))
        time.sleep(options.settle)

    def others(self):
        return [pid for pid in tree(self.process.pid) if pid not in self.agent]

    def end(self):
        """Ends the recording; returns calls counted for the endpoint, and its bytes."""
        time.sleep(2)
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        said = subprocess.run([ROOT + '/sonde', 'query', self.file, 'overview', '--filter', f'port:{options.port}', '--format', 'jsonl'],
                              capture_output=True, text=True).stdout
        return sum(json.loads(line)['calls'] for line in said.splitlines()), os.path.getsize(self.file)


def url():
    return f'http://127.0.0.1:{options.port}/1k.txt'


def load(kind, nginx, watch=None):
    command = (['wrk', '-t1', '-c16', f'-d{options.seconds}s', url()] if kind == 'saturation' else
               ['h2load', '--h1', '-t1', '-c8', f'--rps={options.rate // 8}', f'-D{options.seconds}', url()])
    time.sleep(0.3)
    agent, others = (watch.agent, watch.others()) if watch else ([], [])
    all0, stolen0 = machine()
    served, server, mine, rest, began = nginx.served(), cpu(tree(nginx.process.pid)), cpu(agent), cpu(others), time.time()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=placed('bench-client', 1))
    child.stdout.read()
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    took, sent = time.time() - began, nginx.served() - served - 1
    server1, mine1, rest1 = cpu(tree(nginx.process.pid)), cpu(agent), cpu(others)
    all1, stolen1 = machine()
    known = sum(server1) - sum(server) + sum(mine1) - sum(mine) + sum(rest1) - sum(rest) + usage.ru_utime + usage.ru_stime
    return dict(sent=sent, rate=sent / took, other=(all1 - all0 - known + stolen1 - stolen0) / took,
                server_us=(sum(server1) - sum(server)) / sent * 1e6, client_us=(usage.ru_utime + usage.ru_stime) / sent * 1e6,
                agent_cores=(sum(mine1) - sum(mine)) / took, agent_user_us=(mine1[0] - mine[0]) / sent * 1e6,
                workstation_cores=(sum(rest1) - sum(rest)) / took)


def spread(values):
    if not values:
        return '       -'
    low, middle, high = statistics.quantiles(values, n=4) if len(values) > 1 else values * 3
    return f'{middle:8.3f}   [{low:.3f} .. {high:.3f}]'


def disturbance(pair):
    """Cores that the rest of the machine took in the worse window at saturation and at a rate."""
    return max(figures[kind]['other'] for figures in pair for kind in figures)


def main():
    for tool in ('nginx', 'wrk', 'h2load', 'bpftool', 'curl'):
        if not shutil.which(tool):
            sys.exit(f'missing: {tool}; ./sonde test installs it')
    subprocess.run([ROOT + '/sonde', '--version'], check=True)  # builds what is not built
    folder = tempfile.mkdtemp(prefix='sonde-bench-')
    nginx = Nginx(folder)
    pairs, exact, missed, peak, bpf = [], [], [], [], {}
    stats_were = open(STATS).read()
    try:
        load('saturation', nginx)
        for number in range(options.pairs):
            plain = (lambda: {kind: load(kind, nginx) for kind in KINDS})
            without = plain() if number % 2 == 0 else None
            watch = Watch(folder)
            before = nginx.served()
            with_it = {kind: load(kind, nginx, watch) for kind in KINDS}
            peak.append(max(peak_rss(pid) for pid in watch.agent))
            served = nginx.served() - before - 5  # its own page was asked for in each load twice, and now
            calls, _ = watch.end()
            without = without or plain()
            exact.append((calls - 20_000) / served)
            missed.append(served - calls + 20_000)
            pairs.append((without, with_it))
            print(f'# pair {number + 1}: ratio {with_it["saturation"]["rate"] / without["saturation"]["rate"]:.3f}, others '
                  f'{disturbance(pairs[-1]):.2f} cores, counted {exact[-1]:.5f} ({missed[-1]} missed)', file=sys.stderr)
        watch = Watch(folder)
        open(STATS, 'w').write('1')
        for kind in KINDS:
            began = bpf_seconds(watch.agent[0])
            figures = load(kind, nginx, watch)
            spent = bpf_seconds(watch.agent[0]) - began
            bpf[kind] = (spent / options.seconds, spent / figures['sent'] * 1e6)
        open(STATS, 'w').write(stats_were)
        watch.end()
    finally:
        open(STATS, 'w').write(stats_were)
        nginx.process.terminate()
        nginx.process.wait()
        shutil.rmtree(folder, ignore_errors=True)
    calm = [pair for pair in pairs if disturbance(pair) <= options.quiet]
    print(f'kernel {os.uname().release}, {os.cpu_count()} cores; medians [quartiles] of {options.pairs} pairs of {options.seconds} s, '
          f'and of the {len(calm)} calm ones (others <= {options.quiet} core)')
    added = lambda a, b: b['server_us'] + b['client_us'] - a['server_us'] - a['client_us']
    for kind, name, figure in (
            ('saturation', 'requests/s at saturation, without', lambda a, b: a['rate']),
            ('saturation', 'ratio of requests/s kept at saturation', lambda a, b: b['rate'] / a['rate']),
            ('saturation', "the same by the server's CPU a request", lambda a, b: a['server_us'] / b['server_us']),
            ('saturation', 'CPU added to both, us/request, saturation', added),
            ('rate', f'CPU added to both, us/request, {options.rate}/s', added),
            ('saturation', 'agent, cores at saturation', lambda a, b: b['agent_cores']),
            ('rate', f'agent, cores at {options.rate}/s', lambda a, b: b['agent_cores']),
            ('rate', f'agent, user us/request at {options.rate}/s', lambda a, b: b['agent_user_us']),
            ('rate', f'workstation (recording), cores at {options.rate}/s', lambda a, b: b['workstation_cores'])):
        print(f'{name:45}', spread([figure(a[kind], b[kind]) for a, b in pairs]),
              '  calm', spread([figure(a[kind], b[kind]) for a, b in calm]))
    for kind, (cores, us) in bpf.items():
        print(f'BPF at {kind}: {cores:.3f} cores, {us:.3f} us/request')
    print(f'{"agent peak RSS, MiB":45}', spread(peak))
    print(f'{"counted / served, lowest and highest":45} {min(exact):.5f} .. {max(exact):.5f}')


main()
