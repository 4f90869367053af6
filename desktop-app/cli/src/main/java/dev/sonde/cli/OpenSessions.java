package dev.sonde.cli;

import dev.sonde.cli.doctor.Preflight;
import dev.sonde.cli.kube.KubeClusters;
import dev.sonde.core.cluster.inject.InjectionOptions;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Version;
import dev.sonde.core.session.Where;
import dev.sonde.core.session.WhereFile;
import dev.sonde.core.source.Scope;
import dev.sonde.ui.desk.Check;
import dev.sonde.ui.desk.Check.Verdict;
import dev.sonde.ui.desk.Clusters;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.desk.Openings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Opens sessions for the window, and knows which are open. Safe on any thread. */
final class OpenSessions implements Openings {
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private @Nullable KubeClusters clusters;

    /** Takes a session that was opened elsewhere. */
    Session took(Session session) {
        open.add(session);
        return session;
    }

    @Override
    public Opening machine(Scope scope) {
        return opening(new Where.Local(scope));
    }

    @Override
    public Opening file(Path file) {
        return opening(WhereFile.of(file));
    }

    private Opening opening(Where where) {
        return new Opening(took(Session.browse(where, SessionOptions.defaults())), "");
    }

    @Override
    public void close(Session session) {
        session.close();
        open.remove(session);
    }

    /** Closes all that are open, for example because a signal came. */
    void closeAll() {
        open.forEach(this::close);
    }

    @Override
    public synchronized Clusters clusters() {
        KubeClusters made = clusters;
        if (made == null) {
            made = new KubeClusters(InjectionOptions.defaultImage(Version.CURRENT), this::took, this::close);
            clusters = made;
        }
        return made;
    }

    @Override
    public List<Check> machineChecks() throws InterruptedException {
        return Preflight.ofMachine().stream()
                .map(finding -> new Check(
                        switch (finding.state()) {
                            case OK -> Verdict.PASS;
                            case LIMITED -> Verdict.TO_KNOW;
                            case MISSING -> Verdict.BLOCKED;
                        },
                        capitalised(finding.what()),
                        finding.detail(),
                        finding.remedy()))
                .toList();
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
