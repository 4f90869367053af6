package dev.sonde.core.cluster.kubeconfig;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ClusterBuilder;
import io.fabric8.kubernetes.api.model.ExecConfigBuilder;
import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Paths in a kubeconfig are relative to the file that has them. */
final class FilePaths {
    private FilePaths() {}

    static Cluster absolute(Cluster cluster, Path file) {
        return new ClusterBuilder(cluster)
                .withCertificateAuthority(absolute(cluster.getCertificateAuthority(), file))
                .build();
    }

    static AuthInfo absolute(AuthInfo user, Path file) {
        AuthInfoBuilder builder = new AuthInfoBuilder(user)
                .withClientCertificate(absolute(user.getClientCertificate(), file))
                .withClientKey(absolute(user.getClientKey(), file))
                .withTokenFile(absolute(user.getTokenFile(), file));
        if (user.getExec() != null && user.getExec().getCommand() != null) {
            String command = user.getExec().getCommand();
            // A bare name is looked up on the PATH.
            builder.withExec(new ExecConfigBuilder(user.getExec())
                    .withCommand(command.contains(File.separator) ? absolute(command, file) : command)
                    .build());
        }
        return builder.build();
    }

    private static @Nullable String absolute(@Nullable String path, Path file) {
        if (path == null || path.isEmpty()) {
            return path;
        }
        return file.resolveSibling(path).normalize().toString();
    }
}
