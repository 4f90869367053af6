"""What a node's programs are told. Values that are not the defaults are those that tests on one machine take."""

import json
import pathlib

import images
import parts

HOME = pathlib.Path('/var/lib/sonde-cluster')


def shim_folder():
    return parts.program('containerd-shim-runc-v2').parent


def write(layout, number):
    """Writes the configurations; returns the command of each program."""
    files = {
        'containerd.toml': containerd(),
        'cni/10-sonde.conflist': json.dumps(network(layout, number)),
        'kubelet.json': json.dumps(kubelet(layout, number)),
        'proxy.json': json.dumps(proxy(layout, number)),
        'resolv.conf': 'nameserver 127.0.0.1\n',
    }
    for name, text in files.items():
        file = HOME / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return {
        'containerd': [parts.program('containerd'), '--config', HOME / 'containerd.toml'],
        'kubelet': [parts.program('kubelet'), f'--config={HOME}/kubelet.json', f'--kubeconfig={layout.pki}/node-{number}.kubeconfig',
                    f'--node-ip={layout.address_of(number)}', f'--hostname-override=node-{number}'],
        'kube-proxy': [parts.program('kube-proxy'), f'--config={HOME}/proxy.json'],
    }


def containerd():
    # restrict_oom_score_adj: without CAP_SYS_RESOURCE, as in a virtual machine of a cloud, runc can't lower it and fails.
    return f'''version = 3
[plugins."io.containerd.cri.v1.images"]
  snapshotter = "overlayfs"
  [plugins."io.containerd.cri.v1.images".pinned_images]
    sandbox = "{images.BUSYBOX}"
[plugins."io.containerd.cri.v1.runtime"]
  restrict_oom_score_adj = true
  [plugins."io.containerd.cri.v1.runtime".cni]
    bin_dirs = ["{parts.program('bridge').parent}"]
    conf_dir = "{HOME}/cni"
  [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
      BinaryName = "{parts.program('runc')}"
      SystemdCgroup = false
'''


def network(layout, number):
    # Not masqueraded: a pod sees who calls it, on whichever node that is.
    bridge = {'type': 'bridge', 'bridge': 'cni0', 'isGateway': True, 'ipMasq': False, 'hairpinMode': True,
              'ipam': {'type': 'host-local', 'dataDir': '/run/cni', 'ranges': [[{'subnet': layout.pods_of(number)}]], 'routes': [{'dst': '0.0.0.0/0'}]}}
    ports = {'type': 'portmap', 'backend': 'nftables', 'capabilities': {'portMappings': True}}
    return {'cniVersion': '1.0.0', 'name': 'sonde', 'plugins': [bridge, ports]}


def kubelet(layout, number):
    return {
        'apiVersion': 'kubelet.config.k8s.io/v1beta1', 'kind': 'KubeletConfiguration',
        'authentication': {'anonymous': {'enabled': False}, 'webhook': {'enabled': True}, 'x509': {'clientCAFile': f'{layout.pki}/ca.crt'}},
        'authorization': {'mode': 'Webhook'},
        'tlsCertFile': f'{layout.pki}/node-{number}.crt', 'tlsPrivateKeyFile': f'{layout.pki}/node-{number}.key',
        'containerRuntimeEndpoint': 'unix:///run/containerd/containerd.sock', 'cgroupDriver': 'cgroupfs', 'failCgroupV1': False, 'failSwapOn': False,
        'clusterDNS': [layout.service(10)], 'clusterDomain': 'cluster.local', 'resolvConf': f'{HOME}/resolv.conf',
        'address': layout.address_of(number), 'healthzBindAddress': '127.0.0.1', 'oomScoreAdj': 0, 'makeIPTablesUtilChains': False,
        'imageGCHighThresholdPercent': 100, 'imageGCLowThresholdPercent': 99, 'serializeImagePulls': False, 'nodeStatusUpdateFrequency': '4s',
        'evictionHard': {'memory.available': '50Mi', 'nodefs.available': '1%', 'nodefs.inodesFree': '1%', 'imagefs.available': '1%'},
        'volumePluginDir': f'{HOME}/volumeplugins', 'enableServer': True, 'registerNode': True,
    }


def proxy(layout, number):
    # The limits of connection tracking are the machine's, and read-only in a network namespace.
    return {
        'apiVersion': 'kubeproxy.config.k8s.io/v1alpha1', 'kind': 'KubeProxyConfiguration', 'mode': 'nftables', 'clusterCIDR': layout.pod_net,
        'clientConnection': {'kubeconfig': f'{layout.pki}/proxy.kubeconfig'}, 'hostnameOverride': f'node-{number}', 'detectLocalMode': 'ClusterCIDR',
        'conntrack': {'maxPerCore': 0, 'min': 0, 'tcpEstablishedTimeout': '0s', 'tcpCloseWaitTimeout': '0s'}, 'oomScoreAdj': 0,
        'healthzBindAddress': '127.0.0.1:10256', 'metricsBindAddress': '127.0.0.1:10249',
    }
