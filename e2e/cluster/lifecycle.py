"""Up and down."""

import hashlib
import http.client
import os
import pathlib
import shutil
import subprocess
import time

import api
import build
import control
import groups
import images
import names
import parts
import pki
from layout import BOOT_ID, Layout, MOST_CLUSTERS, MOST_NODES, one_at_a_time, routes
from say import Failure, say

HERE = parts.HERE
READY_SECONDS = 300


def up(name, nodes, load=()):
    """A running cluster of that name; the files of images in LOAD are in it."""
    check_machine(nodes)
    build.build()
    began = time.monotonic()
    with one_at_a_time():
        layout = Layout(name)
        if alive(layout):
            if layout.facts['nodes'] != nodes:
                raise Failure('SD-5032', f'The cluster {name} is up with {layout.facts["nodes"]} nodes', f'{nodes} were asked for',
                              'End it first (sonde cluster down), or give the other one a --name')
            say(f'the cluster {name} is up already')
        else:
            if layout.home.exists():
                say(f'removing what is left of the cluster {name}')
                remove(layout)
                layout = Layout(name)
            if not layout.claim(nodes):
                raise Failure('SD-5033', 'No addresses are free for a cluster', f'Of {MOST_CLUSTERS} ranges each is taken by a cluster or a route of this machine',
                              'See sonde cluster status, and end those that are not needed')
            try:
                start(layout)
            except BaseException:
                keep_logs(layout)
                remove(layout)
                raise
            say(f'the cluster {name} is up after {time.monotonic() - began:.1f} s: Kubernetes {parts.KUBERNETES}, nodes: {nodes}')
    for file in load:
        load_image(layout, file)
    return layout


def check_machine(nodes):
    if os.geteuid() != 0:
        raise Failure('SD-5034', 'Only root can start a cluster', 'Its nodes are namespaces and control groups of this machine', 'Run it with sudo')
    if not 1 <= nodes <= MOST_NODES:
        raise Failure('SD-5035', f'A cluster has 1 to {MOST_NODES} nodes', f'{nodes} were asked for', 'Name a number between')
    lacking = [one for one in ('ip', 'nft', 'openssl', 'unshare', 'nsenter', 'busybox', 'mount') if not shutil.which(one, path=search_path())]
    if lacking or not groups.hierarchies():
        raise Failure('SD-5036', 'This machine has not what a cluster takes', ', '.join(lacking) or 'No control groups are mounted', 'Install what is named')


def search_path():
    return os.environ.get('PATH', '') + ':/usr/sbin:/sbin'


def alive(layout):
    return (layout.facts.get('boot') == BOOT_ID.read_text().strip() and layout.facts.get('ready', False)
            and all(groups.processes(f'{layout.group}/node-{node}') for node in layout.nodes) and bool(groups.processes(f'{layout.group}/control')))


def start(layout):
    say(f'starting the cluster {layout.name}')
    groups.make(layout.group)
    pki.make_all(layout)
    ip('link', 'add', layout.bridge, 'type', 'bridge')
    ip('address', 'add', f'{layout.address}/24', 'dev', layout.bridge)
    ip('link', 'set', layout.bridge, 'up')
    for part in ('etcd', 'kube-apiserver'):
        control.start(layout, part)
    for node in layout.nodes:
        start_node(layout, node)
    archives = own_images()
    for node in layout.nodes:
        await_containerd(layout, node)
    imports = [import_image(layout, node, archive) for node in layout.nodes for archive in archives]
    admin = api.Api(layout)
    wait(layout, 'the API server is ready', lambda: admin.answers('/readyz') == 'ok')
    for part in ('kube-controller-manager', 'kube-scheduler'):
        control.start(layout, part)
    for one in imports:
        finish_import(one)
    wait(layout, 'its nodes are known', lambda: len((admin.answers('/api/v1/nodes') or {'items': ()})['items']) == len(layout.nodes))
    for node in layout.nodes:
        admin.ask('PATCH', f'/api/v1/nodes/node-{node}', {'spec': {'podCIDR': layout.pods_of(node), 'podCIDRs': [layout.pods_of(node)]}},
                  'application/merge-patch+json')
    names.apply(layout, admin)
    wait(layout, 'its nodes are ready', lambda: all(is_ready(node) for node in admin.get('/api/v1/nodes')['items']))
    wait(layout, 'pods can be made', lambda: admin.answers('/api/v1/namespaces/default/serviceaccounts/default'))
    wait(layout, 'names are answered', lambda: admin.get('/apis/apps/v1/namespaces/kube-system/deployments/coredns').get('status', {}).get('readyReplicas'))
    layout.facts['ready'] = True
    layout.save()


def is_ready(node):
    return any(one['type'] == 'Ready' and one['status'] == 'True' for one in node['status'].get('conditions', ()))


def wait(layout, what, holds):
    """Until it holds; where a program of the cluster ended instead, its last words are told."""
    def broken():
        ended = [name for name in ('etcd', 'kube-apiserver') if not control.running(layout, name)]
        ended += [f'node-{node}' for node, pid in layout.facts.get('pids', {}).items() if not os.path.exists(f'/proc/{pid}')]
        return ended[0] if ended else None

    def safely():
        try:
            return holds()
        except (OSError, api.Refused, http.client.HTTPException):
            return None

    try:
        found = api.until(what, safely, READY_SECONDS, broken)
    except TimeoutError:
        found = None
    if not found:
        name = broken()
        why = f'{name} ended: {last_words(layout, name)}' if name else f'It did not come to pass within {READY_SECONDS} s that {what}'
        raise Failure('SD-5037', f'The cluster {layout.name} did not start', why.rstrip('.'), f'See the logs in {layout.home}-failed')
    return found


def last_words(layout, name):
    lines = (layout.log / f'{name}.log').read_text(errors='replace').strip().splitlines()
    return lines[-1] if lines else 'it said nothing'


def keep_logs(layout):
    if layout.log.exists():
        kept = layout.home.with_name(layout.home.name + '-failed')
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(layout.log, kept)


def start_node(layout, node):
    group = f'{layout.group}/node-{node}'
    groups.make(group)
    layout.log.mkdir(exist_ok=True)
    with open(layout.log / f'node-{node}.log', 'ab') as log:
        process = subprocess.Popen(
            ['unshare', '--mount', '--uts', '--net', '--cgroup', '--propagation', 'private', '/usr/bin/python3', '-B', HERE / 'node.py', layout.name, str(node)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd='/', start_new_session=True, preexec_fn=lambda: groups.enter(group),
            env={'PATH': search_path(), 'HOME': '/root', **{name: value for name, value in os.environ.items() if name in ('SONDE_CACHE', 'XDG_CACHE_HOME')}})
    layout.facts.setdefault('pids', {})[str(node)] = process.pid
    layout.save()
    await_own_network(process)
    ip('link', 'add', layout.link_of(node), 'type', 'veth', 'peer', 'name', 'eth0', 'netns', str(process.pid))
    ip('link', 'set', layout.link_of(node), 'master', layout.bridge, 'up')
    ip('route', 'add', layout.pods_of(node), 'via', layout.address_of(node))


def await_own_network(process):
    own = os.readlink('/proc/self/ns/net')
    api.until('the node has a network of its own', lambda: os.readlink(f'/proc/{process.pid}/ns/net') != own, 10)


def ip(*words):
    done = subprocess.run(['ip', *words], capture_output=True, text=True, check=False, env={**os.environ, 'PATH': search_path()})
    if done.returncode:
        raise Failure('SD-5038', f'The network of the cluster could not be made (ip {" ".join(words)})', done.stderr.strip().rstrip('.'),
                      'See whether this kernel has bridges and veth')


def in_node(layout, node, *command, **options):
    """A program in the node, as its administrator would start it there."""
    pid = layout.facts['pids'][str(node)]
    words = ['nsenter', f'--target={pid}', '--mount', '--uts', '--net', '--cgroup', *map(str, command)]
    group = f'{layout.group}/node-{node}/system'
    return subprocess.Popen(words, stdin=subprocess.DEVNULL, preexec_fn=lambda: groups.enter(group), **options)


def await_containerd(layout, node):
    pid = layout.facts['pids'][str(node)]
    probe = ['nsenter', f'--target={pid}', '--mount', 'test', '-S', '/run/containerd/containerd.sock']
    wait(layout, f'containerd of node-{node} answers', lambda: subprocess.run(probe, check=False, stderr=subprocess.DEVNULL).returncode == 0)


def own_images():
    busybox = images.Image(images.BUSYBOX, entrypoint=['/bin/busybox'], command=['sleep', '2147483647'])
    program = shutil.which('busybox', path=search_path())
    busybox.file('/bin/busybox', program, 0o755)
    for applet in subprocess.run([program, '--list'], capture_output=True, text=True, check=True).stdout.split():
        if applet != 'busybox':
            busybox.link(f'/bin/{applet}', 'busybox')
    busybox.folder('/tmp', 0o1777)
    return [image.write_into(parts.cache() / 'images') for image in (busybox, names.image(parts.program('coredns')))]


def import_image(layout, node, archive):
    return archive, node, in_node(layout, node, parts.program('ctr'), '--namespace', 'k8s.io', 'images', 'import', '--local', archive,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish_import(started):
    archive, node, process = started
    words, _ = process.communicate(timeout=300)
    if process.returncode:
        raise Failure('SD-5039', f'The image {archive} could not be loaded into node-{node}', (words.strip().splitlines() or ['ctr said nothing'])[-1].rstrip('.'),
                      'See whether it is an OCI archive')


def load_image(layout, archive):
    """Into every node; what was loaded is not loaded again."""
    if not os.access(archive, os.R_OK):
        raise Failure('SD-5039', f'The image {archive} could not be loaded', 'There is no such file', 'Name an OCI archive, as sonde image save writes it')
    digest = hashlib.sha256(pathlib.Path(archive).read_bytes()).hexdigest()
    if digest in layout.facts.setdefault('loaded', []):
        return
    for started in [import_image(layout, node, archive) for node in layout.nodes]:
        finish_import(started)
    layout.facts['loaded'].append(digest)
    layout.save()


def down(name):
    with one_at_a_time():
        layout = Layout(name)
        if not layout.home.exists():
            say(f'there is no cluster {name}')
            return
        began = time.monotonic()
        remove(layout)
        say(f'the cluster {name} is gone after {time.monotonic() - began:.1f} s')


def remove(layout):
    """Its processes, and with the last of them its mounts, links, tables and namespaces; then what lies on this machine."""
    if not groups.kill(layout.group):
        raise Failure('SD-5040', f'Processes of the cluster {layout.name} do not end', ', '.join(map(str, sorted(groups.processes(layout.group)))),
                      'See what they wait for, and run this again')
    groups.remove(layout.group)
    if 'index' in layout.facts:
        for link in (*(layout.link_of(node) for node in layout.nodes), layout.bridge):
            subprocess.run(['ip', 'link', 'delete', link], stderr=subprocess.DEVNULL, check=False)
        own = f'10.203.{layout.index}.'
        api.until('its routes are gone', lambda: not any(own in route.get('gateway', '') for route in routes()), 5)
    shutil.rmtree(layout.home)
