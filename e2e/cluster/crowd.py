"""Pods by the ten thousand that nobody runs: objects of the API, on nodes without a kubelet.

They are written beside the API server, which would take minutes to be asked for each, and while no controller looks: each of their owners
is there when one does, and has as many pods as it wants.
"""

import base64
import hashlib
import http.client
import json
import socket
import time
import uuid

import api
import control
import groups
import lifecycle
from say import say

PODS_PER_NODE = 100
PODS_PER_DEPLOYMENT = 40
DEPLOYMENTS_PER_NAMESPACE = 25
PUTS_AT_ONCE = 500
WORDS = 'cart orders stock web front search prices mail login media'.split()


class Store(http.client.HTTPConnection):
    """etcd, by its gateway over the socket of this machine."""

    def __init__(self, layout):
        super().__init__('etcd', timeout=60)
        self.layout = layout

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.layout.etcd_socket))

    def put(self, things):
        """Pairs of key and object, all at once."""
        puts = [{'requestPut': {'key': encoded(key), 'value': encoded(json.dumps(thing))}} for key, thing in things]
        self.request('POST', '/v3/kv/txn', json.dumps({'success': puts}), {'Content-Type': 'application/json'})
        answer = self.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise OSError(text.decode(errors='replace'))


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def make(layout, pods):
    began = time.monotonic()
    groups.kill(f'{layout.group}/control/kube-controller-manager')
    groups.kill(f'{layout.group}/control/kube-scheduler')
    store, waiting = Store(layout), []
    for pair in things(pods):
        waiting.append(pair)
        if len(waiting) == PUTS_AT_ONCE:
            store.put(waiting)
            waiting = []
    store.put(waiting)
    # Nobody says of these nodes that they live, and nobody shall notice.
    control.start(layout, 'kube-controller-manager', '--controllers=*,-node-lifecycle-controller,-taint-eviction-controller')
    control.start(layout, 'kube-scheduler')
    admin = api.Api(layout)
    last = f'/api/v1/namespaces/{namespace_of(pods - 1)}/pods?limit=1'
    lifecycle.wait(layout, 'the last pod is seen', lambda: counted(admin.get(last)) == (pods - 1) % per_namespace() + 1)
    say(f'{pods} pods after {time.monotonic() - began:.1f} s')


def counted(page):
    return len(page['items']) + page['metadata'].get('remainingItemCount', 0)


def per_namespace():
    return PODS_PER_DEPLOYMENT * DEPLOYMENTS_PER_NAMESPACE


def namespace_of(pod):
    return f'crowd-{pod // per_namespace():02d}'


def things(pods):
    now = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())
    for number in range(-(-pods // per_namespace())):
        name = f'crowd-{number:02d}'
        yield f'/registry/namespaces/{name}', {
            'apiVersion': 'v1', 'kind': 'Namespace', 'metadata': meta(name, None, now, {'kubernetes.io/metadata.name': name}),
            'spec': {'finalizers': ['kubernetes']}, 'status': {'phase': 'Active'}}
    for number in range(-(-pods // PODS_PER_NODE)):
        yield f'/registry/minions/crowd-{number:03d}', node(f'crowd-{number:03d}', now)
    for number in range(-(-pods // PODS_PER_DEPLOYMENT)):
        first = number * PODS_PER_DEPLOYMENT
        yield from deployment(number, range(first, min(first + PODS_PER_DEPLOYMENT, pods)), now)


def meta(name, namespace, now, labels, owner=None):
    made = {'name': name, 'uid': uid(f'{namespace}/{name}/{labels}'), 'creationTimestamp': now, 'labels': labels}
    if namespace:
        made['namespace'] = namespace
    if owner:
        kind, thing = owner
        made['ownerReferences'] = [{'apiVersion': 'apps/v1', 'kind': kind, 'name': thing['name'], 'uid': thing['uid'], 'controller': True,
                                    'blockOwnerDeletion': True}]
    return made


def uid(text):
    return str(uuid.UUID(hashlib.md5(text.encode()).hexdigest()))


def node(name, now):
    return {'apiVersion': 'v1', 'kind': 'Node', 'metadata': meta(name, None, now, {'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux'}),
            'spec': {'unschedulable': True, 'taints': [{'key': 'node.kubernetes.io/unschedulable', 'effect': 'NoSchedule', 'timeAdded': now}]},
            'status': {'capacity': {'cpu': '16', 'memory': '64Gi', 'pods': '110'}, 'allocatable': {'cpu': '16', 'memory': '64Gi', 'pods': '110'},
                       'conditions': [{'type': 'Ready', 'status': 'True', 'reason': 'KubeletReady', 'lastHeartbeatTime': now, 'lastTransitionTime': now}]}}


def deployment(number, pods, now):
    namespace, app = namespace_of(pods[0]), f'{WORDS[number % len(WORDS)]}-{number:04d}'
    hashed = f'{number:09x}'
    labels = {'app': app}
    both = {**labels, 'pod-template-hash': hashed}

    def template(of):
        return {'metadata': {'creationTimestamp': None, 'labels': of}, 'spec': spec()}

    owner = meta(app, namespace, now, labels)
    owner['annotations'] = {'deployment.kubernetes.io/revision': '1'}
    owner['generation'] = 1
    replicas = meta(f'{app}-{hashed}', namespace, now, both, ('Deployment', owner))
    replicas['annotations'] = {'deployment.kubernetes.io/revision': '1'}
    replicas['generation'] = 1
    for pod in pods:
        yield from one_pod(pod, namespace, f'{app}-{hashed}-{pod:05x}', both, replicas, now)
    yield f'/registry/replicasets/{namespace}/{replicas["name"]}', {
        'apiVersion': 'apps/v1', 'kind': 'ReplicaSet', 'metadata': replicas,
        'spec': {'replicas': len(pods), 'selector': {'matchLabels': both}, 'template': template(both)}, 'status': counts(len(pods))}
    yield f'/registry/deployments/{namespace}/{app}', {
        'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': owner,
        'spec': {'replicas': len(pods), 'selector': {'matchLabels': labels}, 'template': template(labels)}, 'status': counts(len(pods))}


def counts(replicas):
    return {'observedGeneration': 1, 'replicas': replicas, 'readyReplicas': replicas, 'availableReplicas': replicas}


def spec():
    return {'containers': [{'name': 'app', 'image': 'sonde.test/nothing:1', 'resources': {'limits': {'memory': '128Mi'}}, 'imagePullPolicy': 'IfNotPresent',
                            'terminationMessagePath': '/dev/termination-log', 'terminationMessagePolicy': 'File'}],
            'tolerations': [{'operator': 'Exists'}], 'restartPolicy': 'Always', 'dnsPolicy': 'ClusterFirst', 'schedulerName': 'default-scheduler',
            'securityContext': {}, 'terminationGracePeriodSeconds': 30}


def one_pod(pod, namespace, name, labels, owner, now):
    address = f'10.{100 + pod // 65536}.{pod // 256 % 256}.{pod % 256}'
    ready = [{'type': kind, 'status': 'True', 'lastTransitionTime': now} for kind in ('Initialized', 'Ready', 'ContainersReady', 'PodScheduled')]
    container = {'name': 'app', 'image': 'sonde.test/nothing:1', 'imageID': '', 'containerID': f'containerd://{pod:064x}', 'ready': True, 'started': True,
                 'restartCount': 0, 'state': {'running': {'startedAt': now}}}
    yield f'/registry/pods/{namespace}/{name}', {
        'apiVersion': 'v1', 'kind': 'Pod', 'metadata': meta(name, namespace, now, labels, ('ReplicaSet', owner)),
        'spec': {**spec(), 'nodeName': f'crowd-{pod // PODS_PER_NODE:03d}'},
        'status': {'phase': 'Running', 'conditions': ready, 'hostIP': '10.99.0.1', 'podIP': address, 'podIPs': [{'ip': address}], 'startTime': now,
                   'containerStatuses': [container], 'qosClass': 'Burstable'}}
