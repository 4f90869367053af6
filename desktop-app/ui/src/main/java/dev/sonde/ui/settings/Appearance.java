package dev.sonde.ui.settings;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.settings.Settings;
import dev.sonde.core.settings.Settings.Motion;
import dev.sonde.core.settings.SettingsFile;
import dev.sonde.themes.Theme;
import dev.sonde.themes.Themes;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.number.Clocks;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the user has set, in force: pushed into the look of the content that is in the window, and kept in the user's file. What a
 * hand changes in the folder of the settings takes force as well. Outlives the content of the window. Owned by the FX thread.
 */
public final class Appearance {
    private final @Nullable SettingsFile file;
    private final @Nullable Jobs jobs;
    private final Wishes wishes;
    private final List<Runnable> onChange = new ArrayList<>();
    private Settings settings;
    private OwnSheet sheet;
    private List<SondeException> ofFile;
    private List<SondeException> ofSheet;
    private List<SondeException> ofWriting = List.of();
    private Look look;
    private boolean unwritten;

    /** What a user has set, as the files were when they were read. */
    public static final class Kept {
        private final SettingsFile file;
        private final SettingsFile.Read read;
        private final OwnSheet sheet;

        /** Reads the files. On any thread. */
        public Kept(SettingsFile file) {
            this.file = file;
            read = file.read();
            sheet = OwnSheet.read(file.folder().resolve(OwnSheet.NAME));
        }

        /** The files. */
        public SettingsFile file() {
            return file;
        }

        /** What is set. */
        public Settings settings() {
            return read.settings();
        }
    }

    /** Begins with what was read. */
    public Appearance(Kept kept, Wishes wishes, Jobs jobs) {
        this.file = kept.file;
        this.jobs = jobs;
        this.wishes = wishes;
        settings = kept.read.settings();
        ofFile = kept.read.problems();
        sheet = kept.sheet;
        look = Look.named(kept.read.settings().theme());
        ofSheet = sheet.check(kept.file.folder().resolve(OwnSheet.NAME));
        wishes.onChange(this::push);
        wear(look);
    }

    private Appearance(Look look, Wishes wishes) {
        this.file = null;
        this.jobs = null;
        this.wishes = wishes;
        this.look = look;
        ofFile = List.of();
        sheet = OwnSheet.NONE;
        ofSheet = List.of();
        settings = Settings.DEFAULT.withTheme(look.themeProperty().get().name());
        wear(look);
    }

    /** Of a window that keeps nothing: it begins in a look. */
    public static Appearance of(Look look) {
        return new Appearance(look, new Wishes() {
            @Override
            public boolean dark() {
                return true;
            }

            @Override
            public boolean highContrast() {
                return false;
            }

            @Override
            public boolean reducedMotion() {
                return false;
            }

            @Override
            public void onChange(Runnable listener) {
                // Never.
            }
        });
    }

    /** What is set. */
    public Settings settings() {
        return settings;
    }

    /** Calls back when what is set, or what is wrong with it, has changed; until there is another content. */
    public void onChange(Runnable listener) {
        onChange.add(listener);
    }

    /** The file, where there is one. */
    public Optional<Path> settingsFile() {
        return Optional.ofNullable(file).map(SettingsFile::file);
    }

    /** The user's own style sheet, whether it is there or not; empty where nothing is kept. */
    public Optional<Path> sheetFile() {
        return Optional.ofNullable(file).map(kept -> kept.folder().resolve(OwnSheet.NAME));
    }

    /** Whether there is a style sheet of the user's own. */
    public boolean hasSheet() {
        return !sheet.text().isBlank();
    }

    /** The look of the content. */
    public Look look() {
        return look;
    }

    /** A look for another content; the one before is let go of, and with it all that it knows and all that listens. */
    public Look newLook() {
        onChange.clear();
        look = new Look(look.themeProperty().get());
        wear(look);
        return look;
    }

    /** Changes what is set: at once in the window, and soon in the file. */
    public void change(UnaryOperator<Settings> change) {
        Settings now = change.apply(settings);
        if (now.equals(settings)) {
            return;
        }
        settings = now;
        push();
        SettingsFile to = file;
        if (to != null && jobs != null) {
            unwritten = true;
            jobs.submit("settings.write", job -> write(to, now), this::written);
        }
    }

    private static List<SondeException> write(SettingsFile to, Settings now) {
        try {
            to.change(before -> now);
            return List.of();
        } catch (SondeException e) {
            return List.of(e);
        }
    }

    private void written(List<SondeException> refused) {
        unwritten = false;
        ofWriting = refused;
        onChange.forEach(Runnable::run);
    }

    /** Takes what a hand has changed in the folder. */
    void take(SettingsFile.Read read, OwnSheet newSheet) {
        // What was changed in the window is not in the file yet: it will be, and is read then.
        if (!unwritten) {
            ofFile = read.problems();
            settings = read.settings();
        }
        sheet = newSheet;
        ofSheet = sheetFile().map(newSheet::check).orElse(List.of());
        push();
    }

    private void wear(Look worn) {
        worn.onWish(() -> change(now -> now.withTheme(worn.after().name())));
        push();
    }

    private void push() {
        Theme theme = theme();
        if (!theme.name().equals(look.themeProperty().get().name())) {
            look.use(theme);
        }
        look.useSheet(sheet.address());
        boolean still =
                settings.motion() == Motion.SYSTEM ? wishes.reducedMotion() : settings.motion() == Motion.REDUCED;
        look.still(still);
        look.density(settings.size().density().name().toLowerCase(Locale.ROOT));
        look.use(settings.time() == Settings.Time.UTC ? new Clocks(ZoneOffset.UTC) : Clocks.system());
        onChange.forEach(Runnable::run);
    }

    private Theme theme() {
        String name = settings.theme();
        if (name.equals(Settings.SYSTEM)) {
            name = wishes.highContrast() ? "high-contrast" : wishes.dark() ? "dark" : "light";
        }
        return Themes.named(name).or(() -> Themes.named("dark")).orElseThrow();
    }

    /** What is wrong with the settings and the style sheet. */
    public List<SondeException> problems() {
        List<SondeException> all = new ArrayList<>(ofFile);
        String name = settings.theme();
        if (!name.equals(Settings.SYSTEM) && Themes.named(name).isEmpty()) {
            String known = Themes.all().stream().map(Theme::name).collect(Collectors.joining(", "));
            all.add(new SondeException(
                    "SD-4023",
                    "There is no theme " + name + ", and the dark one holds",
                    "",
                    "Take one of " + Settings.SYSTEM + ", " + known + "."));
        }
        all.addAll(ofSheet);
        all.addAll(ofWriting);
        return all;
    }
}
