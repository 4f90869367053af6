#!/usr/bin/env -S python3 -B
"""A real Kubernetes of one to three nodes on this machine, for tests: cluster.py COMMAND, see --help."""

import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
sys.dont_write_bytecode = True

import build  # noqa: E402
import crowd  # noqa: E402
import lifecycle  # noqa: E402
import parts  # noqa: E402
import trials  # noqa: E402
from layout import STATES, Layout  # noqa: E402
from say import Failure  # noqa: E402


def up(arguments):
    print(lifecycle.up(arguments.name, arguments.nodes).kubeconfig)


def down(arguments):
    lifecycle.down(arguments.name)


def status(arguments):
    """Exit status 1: it is not up."""
    layout = Layout(arguments.name)
    if not lifecycle.alive(layout):
        print(f'{arguments.name} is down')
        sys.exit(1)
    print(f'{arguments.name} is up')
    print(f'kubeconfig {layout.kubeconfig}')
    print(f'api {layout.api}')
    for node in layout.nodes:
        print(f'node-{node} {layout.address_of(node)} pods {layout.pods_of(node)}')
    print(f'services {layout.service_net}')


def listing(_):
    for folder in sorted(STATES.iterdir()) if STATES.exists() else ():
        if (folder / 'cluster.json').exists():
            print(folder.name, 'up' if lifecycle.alive(Layout(folder.name)) else 'down')


def of_running(action):
    """What is done with a cluster that is up."""
    def run(arguments):
        layout = Layout(arguments.name)
        if not lifecycle.alive(layout):
            raise Failure('SD-5043', f'The cluster {arguments.name} is down', 'What was asked is done with a running one', 'Start it with sonde cluster up')
        action(layout, arguments)
    return run


def load(layout, arguments):
    for archive in arguments.archive:
        lifecycle.load_image(layout, os.path.abspath(archive))


def main():
    parser = argparse.ArgumentParser(prog='sonde cluster', description='A real Kubernetes of one to three nodes on this machine, for tests.')
    commands = parser.add_subparsers(dest='command', required=True, metavar='COMMAND')

    def command(name, action, text):
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(action=action)
        made.add_argument('--name', default='sonde', help='which cluster (default: sonde)')
        return made

    command('up', up, 'starts it, builds what is missing, and prints the path of its kubeconfig').add_argument('--nodes', type=int, default=1, metavar='N')
    command('down', down, 'ends it, without residue')
    command('status', status, 'says whether it is up, and its addresses')
    command('list', listing, 'lists the clusters of this machine')
    command('build', lambda _: build.build(), 'builds its programs, once a machine')
    command('await-build', lambda _: build.wait(), 'returns when no build is under way')
    command('program', lambda it: print(parts.program(it.program)), 'prints where one of its programs is').add_argument('program')
    command('load', of_running(load), 'loads images, as OCI archives, into its nodes').add_argument('archive', nargs='+')
    command('cut', of_running(lambda layout, it: trials.cut(layout, it.node)), 'cuts the link of a node').add_argument('node')
    command('heal', of_running(lambda layout, it: trials.heal(layout, it.node)), 'heals the link of a node').add_argument('node')
    command('stop-api', of_running(lambda layout, _: trials.stop_api(layout)), 'ends its API server, at once')
    command('start-api', of_running(lambda layout, _: trials.start_api(layout)), 'starts its API server and waits until it is ready')
    command('crowd', of_running(lambda layout, it: crowd.make(layout, it.pods)), 'adds pods that nobody runs').add_argument('pods', type=int)
    command('residue', of_running(lambda layout, _: print('\n'.join(trials.residue(layout)))),
            'lists processes, mounts, links and BPF objects of its nodes, to be compared')
    user = command('user', of_running(lambda layout, it: trials.user(layout, it.user, it.group, it.namespace, it.output)),
                   'writes the kubeconfig of a user who may do nothing yet')
    user.add_argument('user')
    user.add_argument('--group', action='append', default=[])
    user.add_argument('--namespace', default='default')
    user.add_argument('-o', '--output', required=True, metavar='FILE')
    arguments = parser.parse_args()
    try:
        arguments.action(arguments)
    except Failure as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)


if __name__ == '__main__':
    main()
