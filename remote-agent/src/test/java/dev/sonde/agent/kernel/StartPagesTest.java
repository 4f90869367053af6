package dev.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.agent.kernel.libbpf.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StartPagesTest {
    @Test
    void the_code_of_the_virtual_machine_leaves_the_resident_memory_and_comes_back_on_use() throws IOException {
        long before = residentKibOfVmCode();
        StartPages.giveBack(new Libc());
        long after = residentKibOfVmCode();
        assertThat(after).isBetween(1L, before - 1);
    }

    @Test
    void only_mappings_without_copies_of_their_own_are_dropped() {
        assertThat(StartPages.clean(mapping("r-xp", "/x/libjvm.so", 0) + mapping("r--p", "/x/agent.jsa", 0)))
                .containsExactly(
                        new StartPages.Range(0x7f0000001000L, 0x2000), new StartPages.Range(0x7f0000001000L, 0x2000));
        assertThat(StartPages.clean(mapping("r--p", "/x/libjvm.so", 0) + mapping("r--s", "/x/lib/modules", 0)))
                .hasSize(2);
        assertThat(StartPages.clean(mapping("r-xp", "/x/libjvm.so", 4))).isEmpty();
        assertThat(StartPages.clean(mapping("r--p", "/x/agent.jsa", 20))).isEmpty();
    }

    @Test
    void what_can_be_written_to_and_files_of_others_are_left_alone() {
        assertThat(StartPages.clean(mapping("rw-p", "/x/libjvm.so", 0)
                        + mapping("rw-p", "/x/agent.jsa", 0)
                        + mapping("r-xp", "/x/libc.so.6", 0)))
                .isEmpty();
    }

    @Test
    void a_kernel_that_says_nothing_of_copies_keeps_its_pages() {
        assertThat(StartPages.clean("7f0000001000-7f0000003000 r-xp 00000000 fe:00 1 /x/libjvm.so\nRss: 8 kB\n"))
                .isEmpty();
        assertThat(StartPages.clean("")).isEmpty();
    }

    private static String mapping(String permissions, String file, int anonymousKib) {
        return """
                7f0000001000-7f0000003000 %s 00000000 fe:00 1 %s
                Size:                  8 kB
                Rss:                   8 kB
                Anonymous:          %4d kB
                VmFlags: rd mr mw me
                """.formatted(permissions, file, anonymousKib);
    }

    private static long residentKibOfVmCode() throws IOException {
        boolean ofCode = false;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.contains("/libjvm.so")) {
                ofCode = line.contains(" r-xp ");
            } else if (ofCode && line.startsWith("Rss:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new AssertionError("no mapping of libjvm.so");
    }
}
