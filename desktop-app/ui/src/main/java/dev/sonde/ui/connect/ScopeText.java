package dev.sonde.ui.connect;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what is typed into the fields of a scope: names, numbers, and several of each with commas or spaces between. */
final class ScopeText {
    private static final int LAST_PORT = 65_535;

    private ScopeText() {}

    /**
     * The scope that three fields name.
     *
     * @param processes names of executables and process ids
     * @throws SondeException SD-3121 if a port is none, SD-3122 if a container id is none
     */
    static Scope scope(String processes, String ports, String containers) {
        List<String> names = new ArrayList<>();
        List<Integer> pids = new ArrayList<>();
        for (String word : words(processes)) {
            if (word.matches("\\d{1,9}")) {
                pids.add(Integer.valueOf(word));
            } else {
                names.add(word);
            }
        }
        List<Integer> numbers = words(ports).stream().map(ScopeText::port).toList();
        for (String container : words(containers)) {
            if (!container.matches("[0-9a-fA-F]{6,64}")) {
                throw new SondeException(
                        "SD-3122",
                        "'" + container + "' is no container id",
                        "An id is 64 hexadecimal digits; its first 6 or more are enough.",
                        "Copy it from: docker ps, crictl ps");
            }
        }
        return new Scope(names, pids, numbers, words(containers));
    }

    private static int port(String word) {
        if (!word.matches("\\d{1,5}") || Integer.parseInt(word) < 1 || Integer.parseInt(word) > LAST_PORT) {
            throw new SondeException("SD-3121", "There is no port " + word, "", "Name one from 1 to 65535.");
        }
        return Integer.parseInt(word);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
