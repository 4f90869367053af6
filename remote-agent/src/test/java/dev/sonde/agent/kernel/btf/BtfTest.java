package dev.sonde.agent.kernel.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.agent.kernel.SampleObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BtfTest {
    private static byte[] object;

    @BeforeAll
    static void compile() throws Exception {
        object = SampleObject.compile();
    }

    @Test
    void offsets_are_those_the_c_compiler_uses() throws Exception {
        StructLayout control = Objects.requireNonNull(Btf.ofObject(object).struct("control"));
        String[] fields = {"sample_mask", "generation", "own_port", "idle_ns", "stream_capture", "own_netns"};
        StringBuilder mine = new StringBuilder();
        mine.append(control.sizeBytes()).append('\n');
        for (String field : fields) {
            mine.append(control.offset(field))
                    .append(' ')
                    .append(control.size(field))
                    .append('\n');
        }
        assertThat(mine.toString()).isEqualTo(askCompiler(fields));
    }

    @Test
    void inner_structs_are_reached_by_a_path() {
        StructLayout order = Objects.requireNonNull(Btf.ofObject(object).struct("nest"));
        assertThat(order.offset("head.cookie")).isEqualTo(order.offset("head") + 8);
        assertThat(order.offset("left", 4)).isEqualTo(order.offset("right", 4));
        assertThat(order.size("row")).isEqualTo(24);
    }

    @Test
    void constants_of_enums_are_found_by_name() {
        Btf btf = Btf.ofObject(object);
        assertThat(btf.enumerator("RECORD_EXCHANGE")).isEqualTo(2);
        assertThat(btf.enumerator("FLOW_RESPONSE")).isEqualTo(1);
        assertThat(btf.enumerator("NO_SUCH")).isNull();
    }

    @Test
    void a_field_of_another_size_than_the_agent_reads_is_an_error() {
        StructLayout control = Objects.requireNonNull(Btf.ofObject(object).struct("control"));
        assertThatThrownBy(() -> control.offset("sample_mask", 8)).hasMessageContaining("4 bytes, not 8");
        assertThatThrownBy(() -> control.offset("nothing")).hasMessageContaining("no field nothing");
    }

    @Test
    void a_truncated_object_is_refused_or_read_and_never_anything_else() {
        for (int length = 0; length < object.length; length += 7) {
            readAll(Arrays.copyOf(object, length));
        }
    }

    @Test
    void an_object_with_flipped_bits_is_refused_or_read_and_never_anything_else() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] broken = object.clone();
            for (int flip = 0; flip < 1 + round % 16; flip++) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            }
            readAll(broken);
        }
    }

    @Test
    void random_types_behind_a_right_header_are_refused_or_read_and_never_anything_else() {
        Random random = new Random(43);
        int section = indexOf(object, new byte[] {(byte) 0x9f, (byte) 0xeb, 1, 0});
        for (int round = 0; round < 20_000; round++) {
            byte[] broken = object.clone();
            for (int i = 0; i < 40; i++) {
                broken[section + 24 + random.nextInt(2000)] = (byte) random.nextInt(round % 2 == 0 ? 256 : 24);
            }
            readAll(broken);
        }
    }

    private static void readAll(byte[] bytes) {
        try {
            Btf btf = Btf.ofObject(bytes);
            for (String name : new String[] {"control", "nest", "record_head"}) {
                StructLayout layout = btf.struct(name);
                if (layout != null) {
                    layout.sizeBytes();
                }
            }
            btf.enumerator("NO_SUCH");
        } catch (MalformedObjectException refused) {
            assertThat(refused).hasMessageMatching("[A-Z].*");
        }
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("no BTF section");
    }

    private static String askCompiler(String[] fields) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("layout");
        StringBuilder program = new StringBuilder("""
                #include <stdio.h>
                #include <stddef.h>
                #include <linux/types.h>
                #include "sonde_records.h"
                int main(void) { printf("%zu\\n", sizeof(struct control));
                """);
        for (String field : fields) {
            program.append("printf(\"%zu %zu\\n\", offsetof(struct control, ").append(field);
            program.append("), sizeof(((struct control *)0)->").append(field).append("));\n");
        }
        Files.writeString(work.resolve("layout.c"), program.append("}\n"));
        String include = "-I" + SampleObject.checkout().resolve("bpf/include");
        run("clang", include, work + "/layout.c", "-o", work + "/layout");
        String answer = run(work + "/layout");
        Files.delete(work.resolve("layout"));
        Files.delete(work.resolve("layout.c"));
        Files.delete(work);
        return answer;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
