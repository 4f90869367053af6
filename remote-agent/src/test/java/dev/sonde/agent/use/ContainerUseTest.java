package dev.sonde.agent.use;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.batch.Frame;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.ContainerUses;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as kernels write them, of both versions, read as kubectl and the kubelet understand them. */
class ContainerUseTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String UID = "11111111-2222-3333-4444-555555555555";

    @TempDir
    Path folder;

    private final BatchBuilder batch = new BatchBuilder();
    private Path pod = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        batch.begin(SECOND);
        pod = folder.resolve("v2/kubepods/burstable/pod" + UID);
        Files.createDirectories(pod.resolve(ID));
        Files.createDirectories(pod.resolve("no-container"));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file.replace("@", "kubepods/burstable/pod" + UID + "/" + ID));
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private ContainerUses seal() throws IOException {
        Frame frame = new Frame();
        batch.seal(frame, SECOND, SECOND);
        ByteBuffer bytes = ByteBuffer.wrap(frame.bytes(), 0, frame.length());
        return Batch.parseFrom(bytes).getContainerUses();
    }

    @Test
    void countersOfVersion2AreToldAsWhatWasUsedSinceTheRowBefore() throws IOException {
        write("v2/@/cpu.stat", "usage_usec 5000000\nuser_usec 1\nnr_periods 100\nnr_throttled 10\n");
        write("v2/@/cpu.max", "50000 100000\n");
        write("v2/@/memory.current", "67108864\n");
        write("v2/@/memory.stat", "anon 5\ninactive_file 7108864\n");
        write("v2/@/memory.max", "134217728\n");
        Path root = folder.resolve("v2");
        ContainerUse uses = new ContainerUse(root, root, root);
        uses.second(Map.of(UID, pod), batch, SECOND);
        write("v2/@/cpu.stat", "usage_usec 5500000\nuser_usec 1\nnr_periods 110\nnr_throttled 19\n");
        uses.second(Map.of(UID, pod), batch, 2 * SECOND);

        ContainerUses told = seal();

        assertThat(told.getTimeDeltaList()).containsExactly(SECOND);
        assertThat(told.getIntervalNsList()).containsExactly(SECOND);
        assertThat(told.getCpuNsList()).containsExactly(500_000_000L);
        assertThat(told.getCpuLimitMillicoresList()).containsExactly(500L);
        assertThat(told.getPeriodsList()).containsExactly(10L);
        assertThat(told.getThrottledPeriodsList()).containsExactly(9L);
        assertThat(told.getMemoryBytesPlus1List()).containsExactly(60_000_001L);
        assertThat(told.getMemoryLimitBytesList()).containsExactly(134_217_728L);
    }

    @Test
    void limitsAndMemoryOfVersion1AreReadWhereTheyAre() throws IOException {
        write("v2/@/cpu.stat", "usage_usec 1000\n");
        write("cpu/@/cpu.stat", "nr_periods 5\nnr_throttled 1\nthrottled_time 7\n");
        write("cpu/@/cpu.cfs_quota_us", "-1\n");
        write("cpu/@/cpu.cfs_period_us", "100000\n");
        write("memory/@/memory.usage_in_bytes", "1000\n");
        write("memory/@/memory.stat", "inactive_file 3\ntotal_inactive_file 400\n");
        write("memory/@/memory.limit_in_bytes", "9223372036854771712\n");
        ContainerUse uses = new ContainerUse(folder.resolve("v2"), folder.resolve("cpu"), folder.resolve("memory"));
        uses.second(Map.of(UID, pod), batch, SECOND);
        write("cpu/@/cpu.stat", "nr_periods 8\nnr_throttled 3\nthrottled_time 9\n");
        uses.second(Map.of(UID, pod), batch, 2 * SECOND);

        ContainerUses told = seal();

        assertThat(told.getCpuLimitMillicoresList()).containsExactly(0L);
        assertThat(told.getPeriodsList()).containsExactly(3L);
        assertThat(told.getThrottledPeriodsList()).containsExactly(2L);
        assertThat(told.getMemoryBytesPlus1List()).containsExactly(601L);
        assertThat(told.getMemoryLimitBytesList()).containsExactly(0L);
    }

    @Test
    void withoutControllersOnlyProcessorTimeIsKnown() throws IOException {
        write("v2/@/cpu.stat", "usage_usec 1000\n");
        ContainerUse uses = new ContainerUse(folder.resolve("v2"), null, null);
        uses.second(Map.of(UID, pod), batch, SECOND);
        write("v2/@/cpu.stat", "usage_usec 3000\n");
        uses.second(Map.of(UID, pod), batch, 2 * SECOND);

        ContainerUses told = seal();

        assertThat(told.getCpuNsList()).containsExactly(2_000_000L);
        assertThat(told.getMemoryBytesPlus1List()).containsExactly(0L);
    }

    @Test
    void ofManyEachHasItsTurnAndSaysOfHowLongItIs() throws IOException {
        int many = ContainerUse.MOST_A_SECOND * 2;
        for (int i = 0; i < many; i++) {
            Path container = pod.resolve("%064x".formatted(i));
            Files.createDirectories(container);
            Files.writeString(container.resolve("cpu.stat"), "usage_usec 1000\n");
        }
        ContainerUse uses = new ContainerUse(folder.resolve("v2"), null, null);
        for (int second = 1; second <= 4; second++) {
            uses.second(Map.of(UID, pod), batch, second * SECOND);
        }

        ContainerUses told = seal();

        // The one without files is none of them.
        assertThat(told.getContainerIdList()).doesNotHaveDuplicates().hasSizeGreaterThan(many - 3);
        assertThat(told.getIntervalNsList()).allMatch(nanos -> nanos >= 2 * SECOND);
    }
}
