package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.store.Grain;
import dev.sonde.themes.Theme;
import dev.sonde.themes.Themes;
import dev.sonde.ui.Screenshots;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code sonde screenshot}: a view as a picture. */
@Command(
        name = "screenshot",
        header = "Makes a picture of a view of the window, without a display. A file that exists is replaced.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sonde screenshot incident.sonde --view overview -o overview.png",
            "  sonde screenshot incident.sonde --view requests --select 'GET /cart' --size 1920x1080 -o cart.png",
            "  sonde screenshot incident.sonde --view requests --filter 'status:>=500' --theme light -o errors.png"
        })
final class ScreenshotCommand implements Runner {
    private static final int LARGEST = 8192;

    @Mixin
    Common common = new Common();

    @Parameters(index = "0", paramLabel = "FILE", description = "A recording or a packet capture.")
    Path file = Path.of("");

    @Option(names = "--view", paramLabel = "NAME", description = "overview or requests. Default: overview.")
    String view = "overview";

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = SizeText.class,
            description = "In pixels. Default: 1600x1000.")
    Size size = new Size(1600, 1000);

    @Option(names = "--theme", paramLabel = "NAME", description = "dark, light or high-contrast. Default: dark.")
    String theme = Desktop.THEME;

    @Option(names = "--filter", paramLabel = "EXPR", description = "Only what this keeps.")
    String filter = "";

    @Option(names = "--by", paramLabel = "KEY", description = "service, workload, pod or node. Default: service.")
    String by = Grain.SERVICE.toString();

    @Option(names = "--select", paramLabel = "TEXT", description = "What is selected in the view, by its name.")
    String select = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PNG",
            required = true,
            description = "The picture.")
    Path output = Path.of("");

    /** Width and height. */
    record Size(int width, int height) {}

    /** Reads {@code 1600x1000}. */
    static final class SizeText implements ITypeConverter<Size> {
        private static final Pattern FORM = Pattern.compile("(\\d{3,4})[xX×](\\d{3,4})");

        @Override
        public Size convert(String text) {
            Matcher m = FORM.matcher(text);
            if (!m.matches() || Integer.parseInt(m.group(1)) > LARGEST || Integer.parseInt(m.group(2)) > LARGEST) {
                throw new TypeConversionException(
                        "'" + text + "' is no size like 1600x1000, up to " + LARGEST + " each");
            }
            return new Size(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
        }
    }

    private Grain grain() {
        return Grain.named(by)
                .orElseThrow(() -> new SondeException(
                        "SD-3105", "Views can't be grouped by " + by, "", "Use service, workload, pod or node."));
    }

    @Override
    public int run(Terminal terminal) throws Exception {
        List<String> themes = Themes.all().stream().map(Theme::name).toList();
        if (!themes.contains(theme)) {
            throw new SondeException(
                    "SD-3111", "There is no theme " + theme, "", "There are: " + String.join(", ", themes) + ".");
        }
        FilterOption.parse(filter);
        try (Opened opened = Opened.file(file, terminal)) {
            terminal.progress("painting");
            Desktop.picture(
                    opened.session(),
                    new Screenshots.Shot(
                            view, new Screenshots.Size(size.width(), size.height()), theme, filter, grain(), select),
                    output);
            terminal.clearProgress();
            terminal.out().println(output);
            return opened.status(terminal);
        }
    }
}
