"""What happens to real clusters, on request: a node's link is cut, the API server ends, a user may do little; and what is on a node."""

import json
import pathlib
import subprocess

import api
import control
import groups
import lifecycle
import pki
from say import Failure, say


def number_of(layout, node):
    number = node.removeprefix('node-')
    if not number.isdigit() or int(number) not in layout.nodes:
        raise Failure('SD-5042', f'There is no node {node}', f'The nodes are node-1 to node-{layout.facts["nodes"]}', 'Name one of them')
    return int(number)


def cut(layout, node):
    lifecycle.ip('link', 'set', layout.link_of(number_of(layout, node)), 'down')


def heal(layout, node):
    number = number_of(layout, node)
    lifecycle.ip('link', 'set', layout.link_of(number), 'up')
    # The machine's route to its pods went with the link.
    lifecycle.ip('route', 'replace', layout.pods_of(number), 'via', layout.address_of(number))


def stop_api(layout):
    groups.kill(f'{layout.group}/control/kube-apiserver')


def start_api(layout):
    if not control.running(layout, 'kube-apiserver'):
        control.start(layout, 'kube-apiserver')
    admin = api.Api(layout)
    lifecycle.wait(layout, 'the API server is ready', lambda: admin.answers('/readyz') == 'ok')


def user(layout, name, groups_of_user, namespace, target):
    """A kubeconfig of a user who may do nothing until a role is bound to the name or to a group."""
    pki.certify(layout, f'user-{name}', name, groups_of_user)
    pki.kubeconfig(layout, f'user-{name}', pathlib.Path(target), name, namespace)
    say(f'{name} may do nothing yet: bind a role to the user {name}')


def residue(layout):
    """What a session could leave, a line each: to be compared before and after. Programs and maps of BPF are the machine's."""
    lines = set()
    for node in layout.nodes:
        for pid in groups.processes(f'{layout.group}/node-{node}'):
            try:
                words = pathlib.Path(f'/proc/{pid}/cmdline').read_bytes().split(b'\0')
            except OSError:
                continue
            lines.add(f'node-{node} process {pid} {b" ".join(words[:3]).decode(errors="replace").strip()}')
        lines |= {f'node-{node} mount {line}' for line in told(layout, node, 'cut', '-d', ' ', '-f', '2,3', '/proc/self/mounts')}
        lines |= {f'node-{node} link {json.loads(text)["ifname"]}' for text in links(layout, node)}
        lines |= {f'node-{node} pinned {line}' for line in told(layout, node, 'find', '/sys/fs/bpf', '-mindepth', '1')}
    for kind in ('prog', 'map', 'link'):
        done = subprocess.run(['bpftool', '-j', kind, 'show'], capture_output=True, text=True, check=False, env={'PATH': lifecycle.search_path()})
        if done.returncode == 0:
            lines |= {f'bpf {kind} {one["id"]} {one.get("name") or one.get("type", "")}' for one in json.loads(done.stdout or '[]')}
    return sorted(lines)


def told(layout, node, *command):
    process = lifecycle.in_node(layout, node, *command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return process.communicate(timeout=30)[0].splitlines()


def links(layout, node):
    return [json.dumps(one) for one in json.loads('\n'.join(told(layout, node, 'ip', '-json', 'link')) or '[]')]
