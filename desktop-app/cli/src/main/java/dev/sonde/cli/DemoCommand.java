package dev.sonde.cli;

import dev.sonde.cli.demo.Fault;
import dev.sonde.cli.demo.Shop;
import dev.sonde.cli.print.TableFormat;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.recorder.RecordingFiles;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Where;
import dev.sonde.core.source.Scope;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code sonde demo}: a small shop of real programs with something wrong in it. */
@Command(
        name = "demo",
        header = "Starts a small shop on this machine, breaks it, and opens it. It leaves nothing behind.",
        description = "The shop: nginx, a web service in JavaScript, orders in Java, stock in Python, MariaDB, and"
                + " visitors. Only its ports are watched.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sonde demo",
            "  sonde demo --fault slow-dependency --after 20s",
            "  sonde demo --headless --for 60s -o demo.sonde"
        })
final class DemoCommand implements Runner {
    private static final Duration DEFAULT_TIME = Duration.ofSeconds(60);

    @Mixin
    Common common = new Common();

    @Option(names = "--headless", description = "Records the shop instead of opening it, and prints its overview.")
    boolean headless;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "How long --headless records; 60s unless given.")
    Duration time = DEFAULT_TIME;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            converter = FaultName.class,
            description = "missing-index (the default), slow-dependency, error-burst or none.")
    Fault fault = Fault.MISSING_INDEX;

    @Option(
            names = "--after",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "When it is planted; 25s unless given.")
    Duration after = Duration.ofSeconds(25);

    @Option(
            names = "--mend-after",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "When it is mended again; never unless given.")
    @Nullable
    Duration mendAfter;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The recording of --headless; must not exist.")
    @Nullable
    Path output;

    /** Reads names of faults. */
    static final class FaultName implements ITypeConverter<Fault> {
        @Override
        public Fault convert(String text) {
            for (Fault known : Fault.values()) {
                if (known.label().equals(text)) {
                    return known;
                }
            }
            throw new TypeConversionException(
                    "there is no fault '" + text + "'; there are missing-index, slow-dependency, error-burst and none");
        }
    }

    @Override
    public int run(Terminal terminal) throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        terminal.progress("opening the shop …");
        try (Shop shop = Shop.open()) {
            terminal.clearProgress();
            Where place = new Where.Local(new Scope(List.of(), List.of(), shop.ports(), List.of()));
            if (!headless) {
                return open(terminal, shop, place);
            }
            try (StopSignal signal = new StopSignal(stop::countDown)) {
                int status = record(terminal, shop, place, stop);
                terminal.out().flush();
                signal.status(status);
                return status;
            }
        }
    }

    private int open(Terminal terminal, Shop shop, Where place) throws Exception {
        shop.admit();
        Thread.ofVirtual().name("sonde-fault").start(() -> run(shop, terminal));
        String notice = "This is the demo: a small shop of real programs on this machine. " + fault.task();
        return Window.demo(terminal, place, notice, common);
    }

    /** Plants the fault and mends it when their times come. */
    private void script(Shop shop) throws InterruptedException {
        if (fault == Fault.NONE) {
            return;
        }
        Thread.sleep(after);
        shop.plant(fault);
        Duration mend = mendAfter;
        if (mend != null) {
            Thread.sleep(mend.minus(after).isNegative() ? Duration.ZERO : mend.minus(after));
            shop.mend(fault);
        }
    }

    private int record(Terminal terminal, Shop shop, Where place, CountDownLatch stop) throws Exception {
        Path file = output != null ? output : RecordingFiles.newFile("demo");
        Session session = Session.open(place, SessionOptions.defaults().recordingTo(file));
        try (session) {
            if (RecordCommand.awaitLive(session, stop) instanceof SourceState.Live) {
                shop.admit();
                Thread script = Thread.ofVirtual().name("sonde-fault").start(() -> run(shop, terminal));
                stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
                script.interrupt();
                script.join();
            }
        }
        TableFormat.TABLE.print(
                Tables.run(
                        session.store().snapshot(),
                        Query.of("overview").where(Filter.ALL).by(By.SERVICE).sortedBy("p99_ns", true),
                        CancelToken.NONE),
                terminal.out());
        return RecordCommand.report(terminal, session, file);
    }

    private void run(Shop shop, Terminal terminal) {
        try {
            script(shop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SondeException e) {
            terminal.err().println(e.oneLine());
        }
    }
}
