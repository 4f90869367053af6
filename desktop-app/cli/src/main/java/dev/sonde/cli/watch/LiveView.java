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
    private static final long FRAME_NANOS = 1_000_000_000L;
    private static final long KEY_MILLIS = 100;
    private static final int PLAIN_HEIGHT = 40;
    private static final int PLAIN_WIDTH = 160;
    private static final String CURSOR = "\u2588";
    private static final int ENTER = '\n';
    private static final int RETURN = '\r';
    private static final int ESCAPE = 27;
    private static final int BACKSPACE = 127;

    private final Session session;
    private final PrintStream out;
    private final boolean live;
    private final boolean colour;
    private Filter filter = Filter.ALL;
    private String note = "";

    /**
     * Shows a session there.
     *
     * @param live the last minute of it rather than all
     * @param colour whether headings and failures stand out
     */
    public LiveView(Session session, PrintStream out, boolean live, boolean colour) {
        this.session = session;
        this.out = out;
        this.live = live;
        this.colour = colour;
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
            long next = System.nanoTime();
            while (!over.getAsBoolean()) {
                if (System.nanoTime() - next >= 0) {
                    draw(terminal.size(), "");
                    next = System.nanoTime() + FRAME_NANOS;
                }
                Integer key = terminal.keys().poll(KEY_MILLIS, TimeUnit.MILLISECONDS);
                if (key != null && (key == 'q' || key == 'Q')) {
                    return;
                }
                if (key != null && key == '/') {
                    readFilter(terminal, over);
                    next = System.nanoTime();
                }
            }
        } finally {
            out.print("\u001b[?25h\u001b[?1049l");
            out.flush();
        }
    }

    private void draw(int[] size, String prompt) {
        int width = Math.max(20, size[1]);
        List<String> lines = screen(size[0] - 1, width);
        StringBuilder frame = new StringBuilder("\u001b[H");
        lines.forEach(line -> frame.append(dressed(line)).append("\u001b[K\r\n"));
        String last = prompt.isEmpty() ? footer() : prompt;
        frame.append("\u001b[J\u001b[").append(size[0]).append(";1H");
        frame.append(last.length() > width ? last.substring(0, width) : last).append("\u001b[K");
        out.print(frame);
        out.flush();
    }

    private List<String> screen(int height, int width) {
        return Screen.lines(session.state(), session.store().snapshot(), filter, live, new Screen.Size(height, width));
    }

    private String dressed(String line) {
        return colour && Screen.isHeading(line) ? "\u001b[1m" + line + "\u001b[0m" : line;
    }

    private String footer() {
        String shown = filter.isEmpty() ? "" : "  filter: " + filter.text();
        return "q quits  / filters" + shown + (note.isEmpty() ? "" : "  " + note);
    }

    private void readFilter(RawTerminal terminal, BooleanSupplier over) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(filter.text());
        while (!over.getAsBoolean()) {
            draw(terminal.size(), "/" + text + CURSOR);
            Integer pressed = null;
            while (pressed == null && !over.getAsBoolean()) {
                pressed = terminal.keys().poll(KEY_MILLIS, TimeUnit.MILLISECONDS);
            }
            int key = pressed == null ? ESCAPE : pressed;
            switch (key) {
                case ENTER, RETURN -> {
                    apply(text.toString());
                    return;
                }
                case ESCAPE, -1 -> {
                    return;
                }
                case BACKSPACE, '\b' -> text.setLength(text.isEmpty() ? 0 : text.offsetByCodePoints(text.length(), -1));
                default -> text.appendCodePoint(key);
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
            if (live || last) {
                screen(PLAIN_HEIGHT, PLAIN_WIDTH).forEach(out::println);
                out.println();
                out.flush();
            }
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
