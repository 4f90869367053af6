package dev.sonde.ui.layout;

import dev.sonde.core.job.Jobs;
import dev.sonde.core.settings.AtomicFile;
import dev.sonde.core.settings.KeyedText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.GridLayout;
import dev.sonde.ui.look.Split;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how the user arranged the window, from one start to the next: where it stands, what was open, dividers, and columns of
 * tables. Parts are known by their id. It knows none of the parts that know it. Owned by the FX thread.
 */
public final class LayoutKeeper {
    private static final Logger LOG = System.getLogger(LayoutKeeper.class.getName());
    private static final String NAME = "layout.conf";

    private final @Nullable Path file;
    private final @Nullable Jobs jobs;
    private final PauseTransition rest = new PauseTransition(Duration.seconds(1));
    /** As it was read. Taking it apart takes milliseconds the first time, so that is done in the background. */
    private final KeyedText kept;

    private final Map<String, String> values = new LinkedHashMap<>();
    private boolean dirty;
    private boolean closed;

    private LayoutKeeper(@Nullable Path file, @Nullable Jobs jobs, KeyedText kept) {
        this.file = file;
        this.jobs = jobs;
        this.kept = kept;
        for (String key : kept.keys()) {
            values.put(key, kept.value(key).orElse(""));
        }
        rest.setOnFinished(event -> saveSoon());
    }

    /** Reads what is remembered in a folder, which need not exist yet, and writes it there. */
    public static LayoutKeeper in(Path folder, Jobs jobs) {
        Path file = folder.resolve(NAME);
        return new LayoutKeeper(file, jobs, read(file));
    }

    /** Remembers as long as the window is open. */
    public static LayoutKeeper forgetful() {
        return new LayoutKeeper(null, null, KeyedText.of(""));
    }

    private static KeyedText read(Path file) {
        try {
            return KeyedText.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return KeyedText.of("");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The layout of the window can't be read, and begins anew: " + file, e);
            return KeyedText.of("");
        }
    }

    /** What is remembered under a key. */
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    /** Remembers something. */
    public void put(String key, String value) {
        if (!closed && !value.equals(values.getOrDefault(key, ""))) {
            values.put(key, value);
            dirty = true;
            if (jobs != null) {
                rest.playFromStart();
            }
        }
    }

    /** Forgets everything: the next start is as the first. */
    public void forget() {
        List.copyOf(values.keySet()).forEach(key -> put(key, ""));
    }

    /** Arranges all tables and dividers in a part of the window as they were, and remembers them from now on. */
    public void adopt(Node part) {
        switch (part) {
            case Grid<?> grid -> adopt(grid);
            case Split split -> {
                adopt(split);
                split.getItems().forEach(this::adopt);
            }
            case ScrollPane scroll when scroll.getContent() != null -> adopt(scroll.getContent());
            case Parent parent -> parent.getChildrenUnmodifiable().forEach(this::adopt);
            default -> {
                // A leaf.
            }
        }
    }

    private void adopt(Grid<?> grid) {
        String id = grid.getId();
        if (id == null) {
            return;
        }
        String columns = "table." + id + ".columns";
        String sort = "table." + id + ".sort";
        GridLayout.read(value(columns).orElse(""), value(sort).orElse("")).ifPresent(grid::arrange);
        grid.onArranged(() -> {
            // Before it is laid out its columns have the widths that are asked for.
            if (grid.getWidth() > 0) {
                GridLayout now = grid.layoutNow();
                put(columns, now.columnsText());
                put(sort, now.sortText());
            }
        });
    }

    /** Where the divider is is kept in thousandths of the whole. */
    private void adopt(Split split) {
        String key = "divider." + split.getId();
        value(key)
                .filter(text -> text.matches("\\d{1,4}"))
                .ifPresent(text -> split.want(Math.clamp(Integer.parseInt(text) / 1000.0, 0, 1)));
        split.onWanted(share -> put(key, Long.toString(Math.round(share * 1000))));
    }

    private void saveSoon() {
        Jobs background = jobs;
        Map<String, String> now = new LinkedHashMap<>(values);
        dirty = false;
        if (background != null) {
            background.submit("layout.save", job -> write(now), written -> {});
        }
    }

    /** Writes what is not written yet. Called when the window closes. */
    public void close() {
        closed = true;
        rest.stop();
        if (dirty) {
            dirty = false;
            write(values);
        }
    }

    /** Whoever can't keep it tells the log: it is worth no word on the screen. */
    private boolean write(Map<String, String> all) {
        Path to = file;
        KeyedText text = kept;
        for (Map.Entry<String, String> one : all.entrySet()) {
            if (!text.value(one.getKey()).equals(Optional.of(one.getValue()))) {
                text = text.with(one.getKey(), one.getValue());
            }
        }
        try {
            if (to != null) {
                AtomicFile.write(to, text.text());
            }
            return true;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The layout of the window can't be remembered in " + to, e);
            return false;
        }
    }
}
