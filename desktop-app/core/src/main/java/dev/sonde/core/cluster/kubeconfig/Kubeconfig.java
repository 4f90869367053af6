package dev.sonde.core.cluster.kubeconfig;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.settings.UserFolders;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user's kubeconfig: one or several files as {@code kubectl} merges them, of which the first that names a thing wins. A
 * file that can't be read, or a context that makes no sense, is told of and hides none of the others.
 *
 * <p>Immutable. Reading runs no program and asks no server.
 */
public final class Kubeconfig {
    private static final String VARIABLE = "KUBECONFIG";

    private final Map<String, Placed<Context>> contexts = new LinkedHashMap<>();
    private final Map<String, Placed<Cluster>> clusters = new LinkedHashMap<>();
    private final Map<String, Placed<AuthInfo>> users = new LinkedHashMap<>();
    private final List<SondeException> problems = new ArrayList<>();
    private String current = "";

    private record Placed<T>(T value, Path file) {}

    private Kubeconfig() {}

    /** The files that {@code kubectl} would read: those of {@code KUBECONFIG}, else the one in the home directory. */
    public static List<Path> standardFiles() {
        String named = System.getenv().getOrDefault(VARIABLE, "");
        List<Path> files = new ArrayList<>();
        for (String file : named.split(File.pathSeparator, -1)) {
            if (!file.isBlank()) {
                files.add(Path.of(file));
            }
        }
        return files.isEmpty() ? List.of(UserFolders.home().resolve(".kube/config")) : List.copyOf(files);
    }

    /** Reads files. Those that are not there are left out, as {@code kubectl} does; {@link #problems} names the broken. */
    public static Kubeconfig read(List<Path> files) {
        Kubeconfig merged = new Kubeconfig();
        for (Path file : files) {
            if (Files.exists(file)) {
                merged.add(file.toAbsolutePath());
            }
        }
        return merged;
    }

    private void add(Path file) {
        try {
            Config parsed = Serialization.unmarshal(Files.readString(file), Config.class);
            if (parsed != null) {
                add(parsed, file);
            }
        } catch (IOException | RuntimeException e) {
            problems.add(new SondeException(
                    "SD-2301",
                    "The kubeconfig " + file + " can't be read",
                    firstLine(String.valueOf(e.getMessage())),
                    "Mend it, or leave it out of " + VARIABLE + "; the contexts of other files are not affected.",
                    e));
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private void add(Config parsed, Path file) {
        for (NamedContext named : orNone(parsed.getContexts())) {
            put(contexts, named.getName(), named.getContext() == null ? new Context() : named.getContext(), file);
        }
        for (NamedCluster named : orNone(parsed.getClusters())) {
            put(clusters, named.getName(), named.getCluster() == null ? new Cluster() : named.getCluster(), file);
        }
        for (NamedAuthInfo named : orNone(parsed.getUsers())) {
            put(users, named.getName(), named.getUser() == null ? new AuthInfo() : named.getUser(), file);
        }
        String chosen = parsed.getCurrentContext();
        if (current.isEmpty() && chosen != null) {
            current = chosen;
        }
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> void put(Map<String, Placed<T>> into, @Nullable String name, T value, Path file) {
        if (name != null) {
            into.putIfAbsent(name, new Placed<>(value, file));
        }
    }

    /** Files that could not be read. */
    public List<SondeException> problems() {
        return List.copyOf(problems);
    }

    /** All contexts, in the order of the files; those that can't be used say why. */
    public List<ClusterContext> contexts() {
        List<ClusterContext> all = new ArrayList<>();
        contexts.forEach((name, context) -> all.add(describe(name, context)));
        return List.copyOf(all);
    }

    /** The context with a name. */
    public Optional<ClusterContext> context(String name) {
        return Optional.ofNullable(contexts.get(name)).map(context -> describe(name, context));
    }

    /** The kubeconfig's current context, if it has one. */
    public Optional<ClusterContext> current() {
        return context(current);
    }

    private ClusterContext describe(String name, Placed<Context> context) {
        String clusterName = orEmpty(context.value().getCluster());
        String userName = orEmpty(context.value().getUser());
        Placed<Cluster> cluster = clusters.get(clusterName);
        Placed<AuthInfo> user = users.get(userName);
        String server = cluster == null ? "" : orEmpty(cluster.value().getServer());
        String namespace = orEmpty(context.value().getNamespace());
        return new ClusterContext(
                name,
                new ClusterContext.Target(clusterName, server),
                userName,
                user == null ? "" : Credentials.kind(user.value()),
                namespace.isEmpty() ? "default" : namespace,
                context.file(),
                name.equals(current),
                problem(name, clusterName, cluster == null ? null : cluster.value(), userName, user != null));
    }

    private @Nullable SondeException problem(
            String name, String clusterName, @Nullable Cluster cluster, String userName, boolean userKnown) {
        if (clusterName.isEmpty()) {
            return broken(name, "It names no cluster");
        }
        if (cluster == null) {
            return broken(name, "It names the cluster “" + clusterName + "”, which no file has");
        }
        if (orEmpty(cluster.getServer()).isEmpty()) {
            return broken(name, "Its cluster “" + clusterName + "” has no server");
        }
        if (!userName.isEmpty() && !userKnown) {
            return broken(name, "It names the user “" + userName + "”, which no file has");
        }
        return null;
    }

    private static SondeException broken(String name, String why) {
        return new SondeException(
                "SD-2302",
                "The context " + name + " can't be used",
                why,
                "Mend it: kubectl config view has what is set.");
    }

    /**
     * The way to the cluster of a context.
     *
     * @throws SondeException if it is not there, or can't be used
     */
    public Access access(String name) {
        return access(name, true);
    }

    /**
     * The same without its user: no credential is in it, and no login program.
     *
     * @throws SondeException if it is not there, or can't be used
     */
    public Access accessOfNobody(String name) {
        return access(name, false);
    }

    private Access access(String name, boolean withUser) {
        ClusterContext described = context(name).orElseThrow(() -> unknown(name));
        if (described.problem() != null) {
            throw described.problem();
        }
        Placed<Context> context = contexts.get(name);
        Placed<Cluster> cluster = clusters.get(described.target().cluster());
        if (context == null || cluster == null) {
            throw unknown(name);
        }
        ConfigBuilder alone = new ConfigBuilder()
                .addNewCluster()
                .withName(described.target().cluster())
                .withCluster(FilePaths.absolute(cluster.value(), cluster.file()))
                .endCluster()
                .addNewContext()
                .withName(name)
                .withContext(context.value())
                .endContext()
                .withCurrentContext(name);
        ExecLogin login = null;
        Placed<AuthInfo> placed = users.get(described.user());
        if (placed != null && withUser) {
            AuthInfo user = FilePaths.absolute(placed.value(), placed.file());
            if (Credentials.logsIn(user)) {
                login = new ExecLogin(name, user.getExec(), cluster.value());
                user.setExec(null);
            }
            alone.addNewUser().withName(described.user()).withUser(user).endUser();
        }
        return new Access(
                Serialization.asYaml(alone.build()),
                login,
                new Proxies(System.getenv())
                        .of(name, described.target().server(), cluster.value().getProxyUrl()));
    }

    private SondeException unknown(String name) {
        return new SondeException(
                "SD-2303",
                "There is no context " + name,
                contexts.isEmpty()
                        ? "No kubeconfig was found, or it has no contexts"
                        : "There are: " + String.join(", ", contexts.keySet()),
                "Name one of those with --context, or another file with --kubeconfig.");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
