package dev.sonde.agent.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.IntSummaryStatistics;
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
        ProcessInspector inspector = inspector();
        int pid = (int) ProcessHandle.current().pid();

        var process = inspector.inspect(1, new ProcessIdentity(pid, startNanos(inspector, pid), "java", 0));

        assertThat(process.getRuntime()).isEqualTo("jvm");
        assertThat(process.getExecutable()).isEqualTo("java");
        assertThat(inspector.startTicks(pid)).isPositive();
        assertThat(inspector.startTicks(0x7FFF_FFFF)).isZero();
    }

    @Test
    void aProcessThatIsGoneIsNamedByTheExecutableTheKernelSaw() {
        var process = inspector().inspect(3, new ProcessIdentity(0x7FFF_FFFF, 1, "curl", 0));

        assertThat(process.getExecutable()).isEqualTo("curl");
        assertThat(process.getCommand()).isEmpty();
    }

    @Test
    void anotherProcessWithTheSamePidOrAnotherProgramOfTheSameProcessIsNotTakenForIt() {
        ProcessInspector inspector = inspector();
        int pid = (int) ProcessHandle.current().pid();
        long start = startNanos(inspector, pid);

        var earlier = inspector.inspect(1, new ProcessIdentity(pid, start - 1_000_000_000L, "java", 0));
        var beforeExec = inspector.inspect(2, new ProcessIdentity(pid, start, "bash", 0));

        assertThat(earlier.getCommand()).isEmpty();
        assertThat(earlier.getRuntime()).isEmpty();
        assertThat(beforeExec.getExecutable()).isEqualTo("bash");
        assertThat(beforeExec.getCommand()).isEmpty();
    }

    @Test
    void aProcessHasOneRefForEachProgramItRunsAndThoseThatEndedShareThemWhenThereAreTooMany() {
        ProcessTable table = new ProcessTable(Path.of("/proc"), null);
        int curl = table.ref(new ProcessIdentity(0x7000_0000, 5, "curl", 0), 0);

        assertThat(table.ref(new ProcessIdentity(0x7000_0000, 5, "curl", 0), 1)).isEqualTo(curl);
        assertThat(table.ref(new ProcessIdentity(0x7000_0000, 6, "curl", 0), 1)).isNotEqualTo(curl);
        assertThat(table.ref(new ProcessIdentity(0x7000_0000, 6, "bash", 0), 1)).isNotEqualTo(curl);
        IntSummaryStatistics refs = new IntSummaryStatistics();
        for (int i = 0; i < 3 * ProcessTable.MAX_PROCESSES; i++) {
            refs.accept(table.ref(new ProcessIdentity(0x6000_0000 + i, 7, "wget", 0), 2));
        }
        assertThat(refs.getMin()).isPositive();
        assertThat(refs.getMax()).isLessThan(ProcessTable.MAX_PROCESSES);
    }

    private static ProcessInspector inspector() {
        return new ProcessInspector(Path.of("/proc"), new CgroupTree(Path.of("/proc"), null));
    }

    private static long startNanos(ProcessInspector inspector, int pid) {
        return inspector.startTicks(pid) * 10_000_000L + 3_000_000L;
    }
}
