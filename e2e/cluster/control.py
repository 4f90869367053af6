"""The control plane: etcd, API server, controller manager and scheduler, as processes of this machine on the bridge's address."""

import subprocess

import groups
import parts


def commands(layout):
    pki, at = layout.pki, layout.address
    return {
        # Over a socket in a folder of root's: who can write here can do everything in the cluster.
        'etcd': [
            f'--data-dir={layout.home}/etcd', '--unsafe-no-fsync', '--log-level=warn', '--quota-backend-bytes=4294967296', '--auto-compaction-retention=0',
            '--name=sonde', f'--listen-client-urls=unix://{layout.etcd_socket}', '--advertise-client-urls=http://127.0.0.1:1',
            # Sockets too: the second is a file in the folder that it starts in. Nobody asks for what it advertises.
            *(f'--{option}=unix://peer:1' for option in ('listen-peer-urls', 'initial-advertise-peer-urls')), '--initial-cluster=sonde=unix://peer:1',
            '--max-txn-ops=1024', '--max-request-bytes=10485760'],
        'kube-apiserver': [
            f'--etcd-servers=unix://{layout.etcd_socket}', f'--bind-address={at}', f'--advertise-address={at}', '--secure-port=6443',
            f'--service-cluster-ip-range={layout.service_net}', '--authorization-mode=Node,RBAC', '--enable-admission-plugins=NodeRestriction',
            '--allow-privileged', '--kubelet-preferred-address-types=InternalIP', f'--client-ca-file={pki}/ca.crt', f'--tls-cert-file={pki}/api.crt',
            f'--tls-private-key-file={pki}/api.key', f'--kubelet-certificate-authority={pki}/ca.crt',
            f'--kubelet-client-certificate={pki}/api-to-kubelet.crt', f'--kubelet-client-key={pki}/api-to-kubelet.key',
            '--service-account-issuer=https://kubernetes.default.svc.cluster.local', f'--service-account-key-file={pki}/accounts.pub',
            f'--service-account-signing-key-file={pki}/accounts.key', '--profiling=false'],
        'kube-controller-manager': [
            f'--kubeconfig={pki}/controllers.kubeconfig', f'--service-account-private-key-file={pki}/accounts.key', f'--root-ca-file={pki}/ca.crt',
            '--use-service-account-credentials', '--leader-elect=false', '--allocate-node-cidrs=false', '--secure-port=0', '--profiling=false',
            # A lost node is noticed within a test's patience.
            '--node-monitor-period=2s', '--node-monitor-grace-period=16s', '--kube-api-qps=100', '--kube-api-burst=200'],
        'kube-scheduler': [
            f'--kubeconfig={pki}/scheduler.kubeconfig', '--leader-elect=false', '--secure-port=0', '--profiling=false'],
    }


def start(layout, name, *more):
    group = f'{layout.group}/control/{name}'
    groups.make(group)
    layout.log.mkdir(exist_ok=True)
    with open(layout.log / f'{name}.log', 'ab') as log:
        subprocess.Popen([parts.program(name), *commands(layout)[name], *more], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=layout.home,
                         start_new_session=True, preexec_fn=lambda: groups.enter(group))


def running(layout, name):
    return bool(groups.processes(f'{layout.group}/control/{name}'))
