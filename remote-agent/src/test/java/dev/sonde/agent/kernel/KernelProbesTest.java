package dev.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.kernel.btf.StructLayout;
import dev.sonde.agent.kernel.libbpf.Libc;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Loading, attaching, losing privileges and dying, on the kernel of this machine. Needs root. */
class KernelProbesTest {
    private static final Path SELF = Path.of("/proc/self/cgroup");

    private static byte[] sample;
    private static byte[] broken;

    private Path root;
    private Path cgroup;
    private final List<Process> holders = new ArrayList<>();

    @BeforeAll
    static void compile() throws Exception {
        sample = SampleObject.compile();
        broken = SampleObject.compile("-DBROKEN");
    }

    @BeforeEach
    void makeCgroup() throws IOException {
        try (CgroupMount mount = CgroupMount.open(new Libc())) {
            root = mount.root();
            cgroup = Files.createTempDirectory(root, "sonde-test-");
        }
    }

    @AfterEach
    void removeCgroup() throws Exception {
        for (Process holder : holders) {
            holder.destroyForcibly().waitFor();
        }
        Files.delete(cgroup);
    }

    @Test
    void a_program_the_verifier_refuses_is_replaced_by_its_fallback_and_one_without_is_reported() {
        try (KernelProbesImpl probes = KernelProbesImpl.open(Settings.defaults(), new ObjectFiles(broken, sample))) {
            assertThat(probes.missing()).singleElement().satisfies(missing -> {
                assertThat(missing.program()).isEqualTo("traces_nothing");
                assertThat(missing.why()).contains("knows no programs of this kind, or not the place");
                assertThat(missing.remedy()).isNotEmpty();
            });
            assertThat(probes.attach(new Scope.Cgroups(List.of(cgroup))).points())
                    .contains("reads_nowhere_fallback at " + cgroup, "on_ingress at " + cgroup)
                    .doesNotContain("reads_nowhere at " + cgroup);
        }
    }

    @Test
    void a_refusal_of_the_verifier_is_explained_by_its_last_lines() throws Exception {
        byte[] refused = SampleObject.compile("-DBROKEN", "-DONLY_BROKEN");
        assertThatThrownBy(() -> KernelProbesImpl.open(Settings.defaults(), new ObjectFiles(refused, refused)))
                .isInstanceOfSatisfying(AgentException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("SD-1005");
                    assertThat(failure).hasMessageContaining("reads_nowhere");
                    assertThat(failure.why()).contains("invalid mem access 'map_value_or_null'");
                    assertThat(failure.why()).doesNotContain("processed ");
                });
    }

    @Test
    void an_object_that_is_none_is_an_error_with_a_code() {
        assertThatThrownBy(() -> KernelProbesImpl.open(Settings.defaults(), new ObjectFiles(new byte[10], sample)))
                .isInstanceOfSatisfying(
                        AgentException.class,
                        failure -> assertThat(failure.code()).isEqualTo("SD-1010"));
    }

    @Test
    void fields_of_the_control_block_are_read_back_from_shared_memory() {
        try (KernelProbesImpl probes = KernelProbesImpl.open(Settings.defaults(), new ObjectFiles(sample, sample))) {
            probes.control().set("sample_mask", 0xffffffffL);
            probes.control().set("idle_ns", 5_000_000_000L);
            assertThat(probes.control().get("sample_mask")).isEqualTo(0xffffffffL);
            assertThat(probes.control().get("idle_ns")).isEqualTo(5_000_000_000L);
            assertThat(probes.control().get("request_capture")).isZero();
            assertThatThrownBy(() -> probes.control().set("nothing", 1)).hasMessageContaining("no field nothing");
        }
    }

    @Test
    void a_table_takes_keys_until_it_is_full_and_says_so() {
        try (KernelProbesImpl probes = KernelProbesImpl.open(Settings.defaults(), new ObjectFiles(sample, sample))) {
            KeyTable ports = probes.ports();
            ports.replace(1, 1, 2, 3, 4, 5, 6, 7, 8);
            ports.remove(8);
            ports.put(9, 1);
            ports.replace(1, 10, 11);
            ports.replace(1, 21, 22, 23, 24, 25, 26, 27, 28);
            assertThatThrownBy(() -> ports.put(29, 1))
                    .isInstanceOfSatisfying(
                            AgentException.class,
                            failure -> assertThat(failure.code()).isEqualTo("SD-1011"));
        }
    }

    @Test
    void packets_of_the_watched_cgroup_are_seen_and_after_closing_none_are() throws Exception {
        Path home = home();
        byte[] small = SampleObject.compile("-DFROM_UDP");
        try (KernelProbesImpl probes = KernelProbesImpl.open(Settings.defaults(), new ObjectFiles(small, sample))) {
            probes.attach(new Scope.Cgroups(List.of(cgroup)));
            join(cgroup);
            try {
                order(7, 64);
            } finally {
                join(home);
            }
            List<Long> cookies = new ArrayList<>();
            int cookie = probes.layout("record_head").offset("cookie", 8);
            probes.poll((buffer, offset, length) -> cookies.add(RecordBytes.i64(buffer, offset + cookie)));
            assertThat(cookies).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void a_real_exchange_is_read_by_the_offsets_of_the_real_object() throws Exception {
        Path home = home();
        byte[] real = ObjectFiles.resource("exchanges.bpf.o");
        try (KernelProbesImpl probes = KernelProbesImpl.open(Settings.defaults(), new ObjectFiles(real, sample))) {
            probes.control().set("generation", 1);
            probes.control().set("request_capture", 1024);
            probes.control().set("response_capture", 1024);
            probes.attach(new Scope.Cgroups(List.of(cgroup)));
            join(cgroup);
            try {
                exchange("GET /offsets HTTP/1.1\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n");
            } finally {
                join(home);
            }
            StructLayout layout = probes.layout("exchange_record");
            int kind = probes.layout("record_head").offset("kind", 4);
            List<String> requests = new ArrayList<>();
            probes.poll((buffer, offset, length) -> {
                if (RecordBytes.i32(buffer, offset + kind) == probes.constant("RECORD_EXCHANGE")) {
                    int captured = RecordBytes.u16(buffer, offset + layout.offset("request_captured", 2));
                    requests.add(new String(buffer, offset + layout.sizeBytes(), captured, StandardCharsets.US_ASCII));
                }
            });
            assertThat(requests).contains("GET /offsets HTTP/1.1\r\n\r\n");
            assertThat(probes.settleIdle()).isTrue();
            long[] losses = new long[16];
            probes.losses(losses);
            assertThat(losses).containsOnly(0);
        }
    }

    @Test
    void run_time_is_measured_while_asked_for() throws Exception {
        byte[] small = SampleObject.compile("-DFROM_UDP");
        try (KernelProbesImpl probes = KernelProbesImpl.open(Settings.defaults(), new ObjectFiles(small, sample))) {
            probes.attach(new Scope.Cgroups(List.of(cgroup)));
            assertThat(probes.endRunTime()).isZero();
            assertThat(probes.beginRunTime()).isTrue();
            orderWithin(7);
            assertThat(probes.endRunTime()).isPositive();
            orderWithin(7);
            assertThat(probes.beginRunTime()).isTrue();
            assertThat(probes.endRunTime()).isZero();
        }
    }

    private void orderWithin(int count) throws IOException {
        Path home = home();
        join(cgroup);
        try {
            order(count, 64);
        } finally {
            join(home);
        }
    }

    @Test
    void a_process_that_is_killed_leaves_nothing() throws Exception {
        String name = "kill_" + ProcessHandle.current().pid();
        Process holder = hold(SampleObject.compile("-DINGRESS=" + name));
        String line = firstLine(holder);
        assertThat(line).startsWith("ATTACHED");
        assertThat(output("bpftool", "prog", "show")).contains(name);
        holder.destroyForcibly();
        assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
        long deadline = System.nanoTime() + 2_000_000_000L;
        while (output("bpftool", "prog", "show").contains(name) && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(output("bpftool", "prog", "show")).doesNotContain(name);
        assertThat(output("bpftool", "cgroup", "show", cgroup.toString())).doesNotContain(name);
    }

    @Test
    void without_capabilities_the_error_names_them() throws Exception {
        String line = firstLine(hold(sample, "setpriv", "--bounding-set=-bpf,-perfmon,-sys_admin", "--inh-caps=-all"));
        assertThat(line).startsWith("FAILED SD-1002").contains("CAP_BPF, CAP_PERFMON");
    }

    @Test
    void without_the_kernels_types_the_error_says_so() throws Exception {
        byte[] relocated = SampleObject.compile("-DRELOCATED");
        String hide = "mount -t tmpfs none /sys/kernel/btf && exec \"$@\"";
        String line = firstLine(hold(relocated, "unshare", "--mount", "sh", "-c", hide, "sh"));
        assertThat(line).startsWith("FAILED SD-1003").contains("/sys/kernel/btf/vmlinux");
    }

    @Test
    void without_locked_memory_it_still_works() throws Exception {
        String line = firstLine(hold(sample, "prlimit", "--memlock=0:0"));
        assertThat(line).startsWith("ATTACHED");
    }

    @Test
    void without_a_visible_cgroup_mount_one_is_made_that_nobody_sees() throws Exception {
        String hide = "umount -l " + root + " && exec \"$@\"";
        Process holder = hold(sample, "", "unshare", "--mount", "sh", "-c", hide, "sh");
        assertThat(firstLine(holder)).startsWith("ATTACHED").contains("on_ingress at /,");
    }

    private Process hold(byte[] exchanges, String... prefix) throws IOException {
        boolean machine = prefix.length > 0 && prefix[0].isEmpty();
        Path object = Files.createTempFile("held", ".bpf.o");
        object.toFile().deleteOnExit();
        Files.write(object, exchanges);
        List<String> command = new ArrayList<>(List.of(prefix));
        command.remove("");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx48m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ProbesHolder.class.getName()));
        command.addAll(List.of(object.toString(), object.toString(), machine ? "machine" : cgroup.toString()));
        Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
        holders.add(holder);
        return holder;
    }

    /** The first line of the holder. */
    private static String firstLine(Process holder) throws IOException {
        InputStream stream = holder.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int letter = stream.read(); letter >= 0 && letter != '\n'; letter = stream.read()) {
            line.append((char) letter);
        }
        return line.toString();
    }

    private Path home() throws IOException {
        for (String line : Files.readAllLines(SELF)) {
            if (line.startsWith("0::")) {
                return root.resolve("." + line.substring(3));
            }
        }
        throw new IOException("This process is in no version 2 cgroup");
    }

    private static void exchange(String request, String response) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            accepted.getInputStream().readNBytes(request.length());
            accepted.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readNBytes(response.length());
        }
    }

    private static void join(Path directory) throws IOException {
        Files.writeString(
                directory.resolve("cgroup.procs"),
                Long.toString(ProcessHandle.current().pid()));
    }

    private static void order(int records, int bytes) throws IOException {
        byte[] message = java.nio.ByteBuffer.allocate(16)
                .order(java.nio.ByteOrder.nativeOrder())
                .putInt(records)
                .putInt(bytes)
                .array();
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket sender = new DatagramSocket()) {
            sender.send(new DatagramPacket(message, 16, receiver.getLocalSocketAddress()));
            receiver.setSoTimeout(5000);
            receiver.receive(new DatagramPacket(new byte[16], 16));
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
