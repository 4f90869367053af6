package dev.sonde.cli.watch;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.session.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Shows a session in a terminal until {@code q} or a signal; {@code /} asks for a filter. Runs on one thread. */
public final class LiveView {
    private static final long FRAME_MILLIS = 1_000;
    private static final int ENTER = '\n';
    private static final int RETURN = '\r';
    private static final int ESCAPE = 27;
    private static final int BACKSPACE = 127;

    private final Session session;
    private final PrintStream out;
    private Filter filter = Filter.ALL;
    private String note = "";

    /** Shows a session there. */
    public LiveView(Session session, PrintStream out) {
        this.session = session;
        this.out = out;
    }

    /**
     * Runs in a terminal.
     *
     * @param over whether something else ended it
     * @throws IOException if the terminal can't be set up
     */
    public void interactive(BooleanSupplier over) throws IOException, InterruptedException {
        try (RawTerminal terminal = RawTerminal.open()) {
            out.print("\u001b[?1049h\u001b[?25l");
            while (!over.getAsBoolean()) {
                draw(terminal.size(), "");
                Integer key = terminal.keys().poll(FRAME_MILLIS, TimeUnit.MILLISECONDS);
                if (key != null && (key == 'q' || key == 'Q')) {
                    return;
                }
                if (key != null && key == '/') {
                    readFilter(terminal);
                }
            }
        } finally {
            out.print("\u001b[?25h\u001b[?1049l");
            out.flush();
        }
    }

    private void draw(int[] size, String prompt) {
        List<String> lines =
                Screen.lines(session.state(), session.store().snapshot(), filter, size[0] - 1, Math.max(20, size[1]));
        StringBuilder frame = new StringBuilder("\u001b[H");
        lines.forEach(line -> frame.append(line).append("\u001b[K\r\n"));
        frame.append("\u001b[J\u001b[").append(size[0]).append(";1H");
        frame.append(prompt.isEmpty() ? footer() : prompt).append("\u001b[K");
        out.print(frame);
        out.flush();
    }

    private String footer() {
        String shown = filter.isEmpty() ? "" : "  filter: " + filter.text();
        return "q quits  / filters" + shown + (note.isEmpty() ? "" : "  " + note);
    }

    private void readFilter(RawTerminal terminal) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(filter.text());
        while (true) {
            draw(terminal.size(), "/" + text);
            int key = terminal.keys().take();
            switch (key) {
                case ENTER, RETURN -> {
                    apply(text.toString());
                    return;
                }
                case ESCAPE, -1 -> {
                    return;
                }
                case BACKSPACE, '\b' -> text.setLength(Math.max(0, text.length() - 1));
                default -> text.append((char) key);
            }
        }
    }

    private void apply(String text) {
        try {
            filter = Filter.parse(text);
            note = "";
        } catch (SondeException e) {
            note = e.oneLine();
        }
    }

    /** Prints a plain block every few seconds, for what is not a terminal. */
    public void plain(BooleanSupplier over, long everyMillis) throws InterruptedException {
        while (true) {
            boolean last = over.getAsBoolean();
            Screen.lines(session.state(), session.store().snapshot(), filter, 40, 200)
                    .forEach(out::println);
            out.println();
            out.flush();
            if (last) {
                return;
            }
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(everyMillis);
            while (!over.getAsBoolean() && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}
