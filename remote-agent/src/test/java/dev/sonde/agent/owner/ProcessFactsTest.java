package dev.sonde.agent.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessFactsTest {
    private static final String ID = "4f5e7b1c9a8d3e2f4f5e7b1c9a8d3e2f4f5e7b1c9a8d3e2f4f5e7b1c9a8d3e2f";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0::/system.slice/docker-ID.scope",
                "0::/kubepods.slice/kubepods-burstable.slice/x.slice/cri-containerd-ID.scope",
                "0::/kubepods.slice/kubepods-besteffort.slice/x.slice/crio-ID.scope",
                "0::/machine.slice/libpod-ID.scope/container",
                "0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope",
                "12:memory:/docker/ID\n0::/",
                "5:cpu:/kubepods/burstable/pod0a1b2c3d-1111-2222-3333-444455556666/ID",
                "0::/../cri-containerd-ID.scope",
            })
    void findsTheContainerInThePathsOfAllEngines(String file) {
        assertThat(CgroupPath.parse(file.replace("ID", ID)).containerId()).isEqualTo(ID);
    }

    @Test
    void findsTheUidOfThePodWithBothDrivers() {
        String uid = "0a1b2c3d-1111-2222-3333-444455556666";

        assertThat(CgroupPath.parse("0::/kubepods/burstable/pod" + uid + "/" + ID)
                        .podUid())
                .isEqualTo(uid);
        assertThat(CgroupPath.parse("0::/kubepods.slice/kubepods-burstable-pod" + uid.replace('-', '_')
                                + ".slice/cri-containerd-" + ID + ".scope")
                        .podUid())
                .isEqualTo(uid);
    }

    @Test
    void findsTheInnermostServiceOfAPlainProcess() {
        assertThat(CgroupPath.parse("0::/system.slice/nginx.service\n").systemdUnit())
                .isEqualTo("nginx.service");
        assertThat(CgroupPath.parse("0::/user.slice/user-1000.slice/user@1000.service/app.slice/sync.service")
                        .systemdUnit())
                .isEqualTo("sync.service");
        assertThat(CgroupPath.parse("0::/\n")).isEqualTo(CgroupPath.NONE);
        assertThat(CgroupPath.parse("")).isEqualTo(CgroupPath.NONE);
    }

    @Test
    void aCommandLineIsReducedToWhatCanBeNoSecret() {
        assertThat(CommandLine.reduce("mysql\0-psecret\0", "/usr/bin/mysql", "native"))
                .isEqualTo("/usr/bin/mysql");
        assertThat(CommandLine.reduce("java\0-Dp=secret\0-cp\0a:b\0com.acme.Main\0--key=1\0", "/jdk/bin/java", "jvm"))
                .isEqualTo("/jdk/bin/java com.acme.Main");
        assertThat(CommandLine.reduce("java\0-jar\0/srv/app.jar\0secret\0", "/jdk/bin/java", "jvm"))
                .isEqualTo("/jdk/bin/java -jar /srv/app.jar");
        assertThat(CommandLine.reduce("python3\0-u\0/srv/app.py\0token\0", "/usr/bin/python3", "python"))
                .isEqualTo("/usr/bin/python3 /srv/app.py");
        assertThat(CommandLine.reduce("python3\0-m\0http.server\08000\0", "/usr/bin/python3", "python"))
                .isEqualTo("/usr/bin/python3 -m http.server");
        assertThat(CommandLine.reduce("python3\0-c\0password='x'\0", "/usr/bin/python3", "python"))
                .isEqualTo("/usr/bin/python3");
    }

    @Test
    void knowsThisProcessForAJvm() {
        ProcessInspector inspector = new ProcessInspector(Path.of("/proc"));
        int pid = (int) ProcessHandle.current().pid();

        var process = inspector.inspect(1, pid, "");

        assertThat(process.getRuntime()).isEqualTo("jvm");
        assertThat(process.getExecutable()).isEqualTo("java");
        assertThat(inspector.startTicks(pid)).isPositive();
        assertThat(inspector.startTicks(0x7FFF_FFFF)).isZero();
    }

    @Test
    void aProcessThatIsGoneIsNamedByWhatItCalledItself() {
        var process = new ProcessInspector(Path.of("/proc")).inspect(3, 0x7FFF_FFFF, "curl");

        assertThat(process.getExecutable()).isEqualTo("curl");
        assertThat(process.getCommand()).isEmpty();
    }
}
