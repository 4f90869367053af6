package dev.sonde.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DestinationTest {
    private static final Path ARCHIVE = Path.of("/tmp/agent.tar");

    @Test
    void runsTheCommandThatItsToolIsDocumentedWith() {
        assertThat(command("--kind", "dev")).isEqualTo("kind load image-archive /tmp/agent.tar --name dev");
        assertThat(command("--k3d", "dev")).isEqualTo("k3d image import /tmp/agent.tar --cluster dev");
        assertThat(command("--minikube", "dev")).isEqualTo("minikube image load /tmp/agent.tar --profile dev");
        assertThat(command("--k3s")).isEqualTo("k3s ctr images import /tmp/agent.tar");
        assertThat(command("--containerd"))
                .isEqualTo(
                        "ctr --address /run/containerd/containerd.sock --namespace k8s.io images import /tmp/agent.tar");
    }

    @Test
    void asksMinikubeWhatItHasForItsStatusDoesNotSayThatItFailed() {
        assertThat(of("--minikube", "dev").listing()).isEqualTo(List.of("minikube", "image", "ls", "--profile", "dev"));
        assertThat(of("--kind", "dev").listing()).isEmpty();
    }

    private static String command(String... options) {
        return String.join(" ", of(options).command(ARCHIVE, Path.of("cluster.py")));
    }

    private static Destination of(String... options) {
        LoadCommand command = new LoadCommand();
        new CommandLine(command).parseArgs(options);
        return command.destination;
    }
}
