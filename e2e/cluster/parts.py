"""What a Kubernetes is made of here: programs in Go, each from its module at one version."""

import dataclasses
import hashlib
import os
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
KUBERNETES = '1.36.2'
STAGING = '''api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider cluster-bootstrap code-generator component-base
component-helpers controller-manager cri-api cri-client cri-streaming csi-translation-lib dynamic-resource-allocation endpointslice externaljwt kms
kube-aggregator kube-controller-manager kube-proxy kube-scheduler kubectl kubelet metrics mount-utils pod-security-admission sample-apiserver
sample-cli-plugin sample-controller streaming'''.split()


@dataclasses.dataclass(frozen=True)
class Part:
    """One module of Go and the programs that are made of it."""

    name: str
    module: str
    version: str
    packages: dict  # program to package
    replaces: tuple = ()
    tags: str = ''
    ldflags: str = '-s -w'
    cgo: bool = False
    sources: tuple = ()  # files of this folder that are built with it

    def go_mod(self):
        lines = [f'module sonde/cluster/{self.name}', 'go 1.26.0', f'require {self.module} {self.version}']
        lines += [f'replace {name} => {name} {version}' for name, version in self.replaces]
        return '\n'.join(lines) + '\n'

    def key(self):
        """Another version, another flag or another source: another folder in the cache."""
        text = repr(dataclasses.replace(self, sources=())) + ''.join((HERE / one).read_text() for one in self.sources)
        return f'{self.name}-{self.version}-{hashlib.sha256(text.encode()).hexdigest()[:10]}'


PARTS = (
    Part('runc', 'github.com/opencontainers/runc', 'v1.5.2', {'runc': 'github.com/opencontainers/runc'},
         tags='seccomp netgo osusergo', ldflags='-s -w -extldflags -static', cgo=True),
    Part('cni', 'github.com/containernetworking/plugins', 'v1.9.1', {
        name: f'github.com/containernetworking/plugins/plugins/{group}/{name}'
        for group, name in (('main', 'bridge'), ('main', 'loopback'), ('ipam', 'host-local'), ('meta', 'portmap'))}),
    Part('etcd', 'go.etcd.io/etcd/server/v3', 'v3.6.16', {'etcd': 'go.etcd.io/etcd/server/v3'}),
    Part('containerd', 'github.com/containerd/containerd/v2', 'v2.3.7', {
        name: f'github.com/containerd/containerd/v2/cmd/{name}' for name in ('containerd', 'containerd-shim-runc-v2', 'ctr')},
         tags='no_btrfs no_devmapper no_zfs'),
    Part('kubernetes', 'k8s.io/kubernetes', f'v{KUBERNETES}', {
        name: f'k8s.io/kubernetes/cmd/{name}'
        for name in ('kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy', 'kubectl')},
         replaces=tuple((f'k8s.io/{name}', 'v0' + KUBERNETES[1:]) for name in STAGING),
         ldflags='-s -w ' + ' '.join(f'-X k8s.io/component-base/version.{name}={value}' for name, value in (
             ('gitVersion', 'v' + KUBERNETES), ('gitMajor', KUBERNETES.split('.')[0]), ('gitMinor', KUBERNETES.split('.')[1])))),
    Part('coredns', 'github.com/coredns/coredns', 'v1.15.0', {'coredns': '.'}, sources=('coredns/main.go',)),
)


def cache():
    home = os.environ.get('SONDE_CACHE') or os.path.join(os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache'), 'sonde')
    return pathlib.Path(home) / 'cluster'


def folder(part):
    return cache() / 'programs' / part.key()


def program(name):
    """Where a program is once it is built."""
    for part in PARTS:
        if name in part.packages:
            return folder(part) / name
    raise KeyError(name)
