package dev.sonde.ui;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.WhereFile;
import dev.sonde.core.source.Scope;
import dev.sonde.ui.desk.Check;
import dev.sonde.ui.desk.Clusters;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.desk.Openings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Opens files, and knows what is open. */
final class FilesOnly implements Openings {
    final Set<Session> open = ConcurrentHashMap.newKeySet();
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public Opening machine(Scope scope) {
        throw new SondeException("SD-2202", "The agent can't be started without privileges", "", "Run it as root.");
    }

    @Override
    public Opening file(Path file) {
        Session session = Session.open(WhereFile.of(file), SessionOptions.defaults());
        open.add(session);
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Opening(session, "");
    }

    @Override
    public void close(Session session) {
        session.close();
        open.remove(session);
    }

    @Override
    public Clusters clusters() {
        return new NoClusters();
    }

    @Override
    public List<Check> machineChecks() {
        return List.of(
                new Check(Check.Verdict.PASS, "Kernel", "Linux 6.1", ""),
                new Check(Check.Verdict.TO_KNOW, "Privileges", "user anna", "Run sonde with sudo."));
    }
}
