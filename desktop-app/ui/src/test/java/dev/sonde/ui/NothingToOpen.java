package dev.sonde.ui;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import dev.sonde.core.source.Scope;
import dev.sonde.ui.desk.Check;
import dev.sonde.ui.desk.Clusters;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.desk.Openings;
import java.nio.file.Path;
import java.util.List;

/** Around a window whose test opens nothing else. */
public final class NothingToOpen implements Openings {
    private final Clusters clusters;

    /** Makes one. */
    public NothingToOpen() {
        this(new NoClusters());
    }

    /** One that reaches clusters, and opens nothing but them. */
    NothingToOpen(Clusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public Opening machine(Scope scope) {
        throw new SondeException("SD-0000", "Nothing opens in this test", "", "");
    }

    @Override
    public Opening file(Path file) {
        throw new SondeException("SD-0000", "Nothing opens in this test", "", "");
    }

    @Override
    public void close(Session session) {
        session.close();
    }

    @Override
    public List<Check> machineChecks() {
        return List.of();
    }

    @Override
    public Clusters clusters() {
        return clusters;
    }
}
