package dev.sonde.core.filter;

import dev.sonde.core.store.Grain;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a filter can ask of an exchange. Names are those of OpenTelemetry's semantic conventions where it has one; the
 * first alias is the short name that {@link Filter#text()} writes.
 */
public enum FilterField {
    /** Service that answered. */
    SERVICE(Kind.TEXT, "service that answered", "service", "service.name", "server", "server.service"),
    /** Service that asked. */
    CLIENT(Kind.TEXT, "service that asked", "client", "client.service"),
    /** Service at either end. */
    PEER(Kind.TEXT, "service or address at either end", "peer", "peer.service", "service.peer.name"),
    /** Executable at either end. */
    PROCESS(Kind.TEXT, "executable at either end", "process", "process.executable.name", "executable"),
    /** Process id at either end. */
    PID(Kind.COUNT, "process id at either end", "pid", "process.pid"),
    /** Container at either end. */
    CONTAINER(Kind.TEXT, "container id, or its beginning, at either end", "container", "container.id"),
    /** Node the exchange was seen on. */
    NODE(Kind.TEXT, "node it was seen on", "node", "k8s.node.name", "host.name"),
    /** Namespace at either end. */
    NAMESPACE(Kind.TEXT, "namespace of a pod or service at either end", "namespace", "k8s.namespace.name", "ns"),
    /** Workload at either end. */
    WORKLOAD(
            Kind.TEXT,
            "workload at either end: the name of a Deployment, StatefulSet …",
            "workload",
            "k8s.deployment.name",
            "k8s.statefulset.name",
            "k8s.daemonset.name",
            "k8s.job.name",
            "k8s.cronjob.name",
            "deployment"),
    /** Pod at either end. */
    POD(Kind.TEXT, "pod at either end", "pod", "k8s.pod.name"),
    /** Version of a pod at either end. */
    VERSION(Kind.TEXT, "revision of a pod at either end", "revision", "k8s.replicaset.name", "version"),
    /** Namespace of who answered. */
    SERVER_NAMESPACE(Kind.TEXT, "namespace of the pod or service that answered", "server_namespace"),
    /** Workload that answered. */
    SERVER_WORKLOAD(Kind.TEXT, "workload that answered", "server_workload"),
    /** Pod that answered. */
    SERVER_POD(Kind.TEXT, "pod that answered", "server_pod"),
    /** Node that answered. */
    SERVER_NODE(Kind.TEXT, "node that answered", "server_node"),
    /** Namespace of who asked. */
    CLIENT_NAMESPACE(Kind.TEXT, "namespace of the pod that asked", "client_namespace"),
    /** Workload that asked. */
    CLIENT_WORKLOAD(Kind.TEXT, "workload that asked", "client_workload"),
    /** Pod that asked. */
    CLIENT_POD(Kind.TEXT, "pod that asked", "client_pod"),
    /** Node that asked. */
    CLIENT_NODE(Kind.TEXT, "node that asked", "client_node"),
    /** Protocol. */
    PROTOCOL(Kind.TEXT, "protocol: http, mysql", "protocol", "network.protocol.name"),
    /** What exchanges are grouped by. */
    ENDPOINT(Kind.TEXT, "route, statement or command", "endpoint", "http.route"),
    /** HTTP method. */
    METHOD(Kind.TEXT, "HTTP method", "method", "http.request.method"),
    /** HTTP path. */
    PATH(Kind.TEXT, "HTTP path, * matches any part", "path", "url.path"),
    /** Status or error code. */
    STATUS(
            Kind.STATUS,
            "status or error code, 5xx works",
            "status",
            "http.response.status_code",
            "db.response.status_code"),
    /** Failed by the protocol's own word. */
    ERROR(Kind.BOOL, "failed: true or false", "error"),
    /** First byte of the request to last byte of the response. */
    LATENCY(
            Kind.DURATION,
            "duration: 200ms, 1.5s",
            "latency",
            "duration",
            "http.server.request.duration",
            "db.client.operation.duration"),
    /** First byte of the request to first byte of the response. */
    FIRST_BYTE(Kind.DURATION, "time to the first byte of the response", "first_byte", "ttfb"),
    /** Size of the request. */
    REQUEST_BYTES(
            Kind.BYTES,
            "size of the request: 10KiB, 4k",
            "request_bytes",
            "http.request.size",
            "http.request.body.size"),
    /** Size of the response. */
    RESPONSE_BYTES(
            Kind.BYTES,
            "size of the response: 10KiB, 4k",
            "response_bytes",
            "http.response.size",
            "http.response.body.size"),
    /** Rows returned or changed. */
    ROWS(Kind.COUNT, "rows returned or changed", "rows", "db.response.returned_rows"),
    /** Text of a statement. */
    STATEMENT(Kind.TEXT, "text in an SQL statement", "statement", "db.query.summary", "db.query.text"),
    /** Database system. */
    DB_SYSTEM(Kind.TEXT, "database system: mysql", "db", "db.system.name", "system"),
    /** Address at either end. */
    ADDRESS(Kind.TEXT, "address at either end", "address", "network.peer.address"),
    /** The client's address. */
    CLIENT_ADDRESS(Kind.TEXT, "the client's address", "client_address", "client.address"),
    /** The server's address. */
    SERVER_ADDRESS(Kind.TEXT, "the server's address", "server_address", "server.address"),
    /** The server's port. */
    PORT(Kind.COUNT, "the server's port", "port", "server.port", "server_port", "network.peer.port"),
    /** The client's port. */
    CLIENT_PORT(Kind.COUNT, "the client's port", "client_port", "client.port"),
    /** Ends it was seen at. */
    SEEN_AT(Kind.TEXT, "ends it was seen at: client, server, both", "seen_at"),
    /** Read from inside an encrypted connection. */
    TLS(Kind.BOOL, "encrypted on the wire: true or false", "tls", "tls.established");

    /** What values of a field are. */
    public enum Kind {
        /** Words; {@code *} stands for any part, case is ignored. */
        TEXT,
        /** Whole numbers. */
        COUNT,
        /** Whole numbers, or classes such as {@code 5xx}. */
        STATUS,
        /** Durations in nanoseconds. */
        DURATION,
        /** Sizes in bytes. */
        BYTES,
        /** {@code true} or {@code false}. */
        BOOL
    }

    private static final Map<String, FilterField> BY_NAME = new HashMap<>();

    static {
        for (FilterField field : values()) {
            for (String name : field.names()) {
                BY_NAME.put(name, field);
            }
        }
    }

    private final Kind kind;
    private final String help;
    private final String names;

    FilterField(Kind kind, String help, String... names) {
        this.kind = kind;
        this.help = help;
        this.names = String.join(" ", names);
    }

    /** Finds a field by any of its names; case is ignored. */
    public static Optional<FilterField> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What asks who answered, as tables at a grain name it. */
    public static FilterField server(Grain grain) {
        return switch (grain) {
            case SERVICE -> SERVICE;
            case WORKLOAD -> SERVER_WORKLOAD;
            case POD -> SERVER_POD;
            case NODE -> SERVER_NODE;
        };
    }

    /** What asks who asked, as tables at a grain name it. */
    public static FilterField client(Grain grain) {
        return switch (grain) {
            case SERVICE -> CLIENT;
            case WORKLOAD -> CLIENT_WORKLOAD;
            case POD -> CLIENT_POD;
            case NODE -> CLIENT_NODE;
        };
    }

    /** What its values are. */
    public Kind kind() {
        return kind;
    }

    /** What it asks, for people. */
    public String help() {
        return help;
    }

    /** The short name. */
    public String shortName() {
        return names().getFirst();
    }

    /** All names, the short one first. */
    public List<String> names() {
        return List.of(names.split(" ", -1));
    }

    /** Says whether values have an order: comparisons and ranges work. */
    public boolean isNumeric() {
        return kind != Kind.TEXT && kind != Kind.BOOL;
    }
}
