package dev.sonde.e2e.cluster;

import java.util.List;

/** A web server on node-1 and a client on node-2 that counts its answers, in a namespace of their own. */
final class Pair implements AutoCloseable {
    private static final String TEXT = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: @NAMESPACE@, labels: {pod-security.kubernetes.io/enforce: @LEVEL@}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: @NAMESPACE@}
            spec:
              replicas: 1
              strategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  nodeName: node-1
                  terminationGracePeriodSeconds: 1
                  securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
                  volumes: [{name: www, emptyDir: {}}]
                  containers:
                  - name: web
                    image: sonde.test/busybox:1
                    imagePullPolicy: IfNotPresent
                    command: [sh, -c, "echo hello > /www/page && exec httpd -f -p 8080 -h /www"]
                    volumeMounts: [{name: www, mountPath: /www}]
                    readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
                    securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                    resources: {limits: {memory: @MEMORY@}, requests: {memory: 8Mi}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: @NAMESPACE@}
            spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: client, namespace: @NAMESPACE@, labels: {app: client}}
            spec:
              nodeName: node-2
              terminationGracePeriodSeconds: 0
              securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
              volumes: [{name: books, emptyDir: {}}]
              containers:
              - name: client
                image: sonde.test/busybox:1
                imagePullPolicy: IfNotPresent
                command:
                - sh
                - -c
                - |
                  while sleep 0.2; do
                    if [ -f /books/times ]; then
                      for i in $(seq $(cat /books/times)); do
                        printf 'GET /page HTTP/1.0\\r\\nHost: web\\r\\n\\r\\n' | nc -w 5 web 80 | grep hello >>/books/answers
                        sleep 0.2
                      done
                      mv /books/times /books/done
                    fi
                  done
                volumeMounts: [{name: books, mountPath: /books}]
                securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
            """;

    /** Prints a line for each answer that came. */
    private static final String ASK =
            "for i in $(seq @TIMES@); do printf 'GET /page HTTP/1.0\\r\\nHost: web\\r\\n\\r\\n'"
                    + " | nc -w 5 web 80 | grep hello; done";

    private final Cluster cluster;
    private final String namespace;

    private Pair(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** Makes them and waits until they are ready: as nobody special, on a root file system that can't be written to. */
    static Pair start(Cluster cluster, String namespace, String podSecurity, String memory) {
        cluster.apply(TEXT.replace("@NAMESPACE@", namespace)
                .replace("@LEVEL@", podSecurity)
                .replace("@MEMORY@", memory));
        Pair pair = new Pair(cluster, namespace);
        pair.kubectl("rollout", "status", "deployment/web", "--timeout=60s");
        pair.kubectl("wait", "--for=condition=Ready", "pod/client", "--timeout=60s");
        return pair;
    }

    /** The same where everything is admitted and memory is no concern. */
    static Pair start(Cluster cluster, String namespace) {
        return start(cluster, namespace, "privileged", "512Mi");
    }

    /** Asks so often; how often an answer came. */
    long ask(int times) {
        return kubectl(
                        "exec",
                        "client",
                        "-c",
                        "client",
                        "--",
                        "sh",
                        "-c",
                        ASK.replace("@TIMES@", String.valueOf(times)))
                .lines()
                .count();
    }

    /** Goes on asking by itself, some four times a second; {@link #askedAlone} says how it went. */
    void askAlone(int times) {
        kubectl(
                "exec",
                "client",
                "-c",
                "client",
                "--",
                "sh",
                "-c",
                "echo " + times + " >/books/new && mv /books/new /books/times");
    }

    /** Waits until it has asked as often as it was told to; how often an answer came. */
    long askedAlone() {
        return kubectl(
                        "exec",
                        "client",
                        "-c",
                        "client",
                        "--",
                        "sh",
                        "-c",
                        "while [ ! -f /books/done ]; do sleep 0.2; done; rm /books/done; cat /books/answers; rm /books/answers")
                .lines()
                .count();
    }

    /** The pods of the web server, by name. */
    List<String> webPods() {
        return kubectl("get", "pods", "-l", "app=web", "-o", "name")
                .lines()
                .map(name -> name.substring(name.indexOf('/') + 1))
                .toList();
    }

    /** How often containers of the web server were started again. */
    int restarts() {
        return kubectl(
                        "get",
                        "pods",
                        "-l",
                        "app=web",
                        "-o",
                        "jsonpath={.items[*].status.containerStatuses[*].restartCount}")
                .chars()
                .map(digit -> Character.isDigit(digit) ? digit - '0' : 0)
                .sum();
    }

    /** What kubectl says, in the namespace. */
    String kubectl(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "-n";
        all[1] = namespace;
        System.arraycopy(words, 0, all, 2, words.length);
        return cluster.kubectl(all);
    }

    @Override
    public void close() {
        cluster.forget(namespace);
    }
}
