package dev.sonde.ui.requests;

import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Party;
import dev.sonde.core.store.Peer;
import dev.sonde.core.store.ProcessInfo;
import dev.sonde.core.table.ConnectionRow;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.core.table.WaitRow;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Sizes;
import dev.sonde.ui.number.Statuses;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All that is known of one request. Owned by the FX thread. */
final class DetailView extends ScrollPane {
    private final Workspace workspace;
    private final TimingBars bars;
    private final GridPane ends = new GridPane(16, 5);
    private final GridPane facts = new GridPane(16, 5);

    DetailView(Workspace workspace) {
        this.workspace = workspace;
        bars = new TimingBars(workspace.look());
        setId("detail");
        setAccessibleText("Request");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        ends.getColumnConstraints().addAll(names(), values(), values());
        facts.getColumnConstraints().addAll(names(), values());
        VBox box = new VBox(12, bars, Nodes.rule(), ends, Nodes.rule(), facts);
        box.getStyleClass().add("sd-detail");
        setContent(box);
        setMinSize(0, 0);
    }

    void show(ConnectionRow row) {
        fill(ends, endLines(row));
        switch (row) {
            case ExchangeRow answered -> {
                bars.show(TimingBars.bars(answered));
                fill(facts, factLines(answered));
            }
            case WaitRow waits -> {
                bars.show(TimingBars.bars(waits));
                fill(facts, factLines(waits));
            }
        }
    }

    private static List<String[]> endLines(ConnectionRow row) {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {"", "Client", "Server"});
        lines.add(new String[] {"Service", name(row.client()), name(row.server())});
        boolean pods = isPod(row.client(Grain.POD)) || isPod(row.server(Grain.POD));
        if (pods) {
            lines.add(new String[] {"Pod", pod(row.client(Grain.POD)), pod(row.server(Grain.POD))});
            lines.add(new String[] {"Node", node(row.client(Grain.NODE)), node(row.server(Grain.NODE))});
        }
        lines.add(new String[] {
            "Address", address(row.clientAddress(), row.clientPort()), address(row.serverAddress(), row.serverPort())
        });
        lines.add(new String[] {"Process", process(row.clientProcess()), process(row.serverProcess())});
        lines.add(new String[] {"Container", container(row.clientProcess()), container(row.serverProcess())});
        lines.add(new String[] {"Unit", unit(row.clientProcess()), unit(row.serverProcess())});
        lines.removeIf(line -> line[1].equals("–") && line[2].equals("–"));
        return lines;
    }

    private List<String[]> factLines(ExchangeRow row) {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {"Endpoint", row.endpoint()});
        if (row.detail() != null) {
            lines.add(new String[] {"Request", row.summary()});
        }
        lines.add(new String[] {"Protocol", row.protocol() + (row.tls() ? ", read from inside TLS" : "")});
        lines.add(new String[] {"Status", Statuses.of(row)});
        lines.add(new String[] {"Began", began(row)});
        lines.add(new String[] {
            "Size",
            Sizes.textOrDash(row.requestBytes()) + " asked, " + Sizes.textOrDash(row.responseBytes()) + " answered"
        });
        Long rows = row.resultRows();
        if (rows != null) {
            lines.add(new String[] {"Rows", Counts.text(rows)});
        }
        lines.add(new String[] {"Seen at", seenAt(row)});
        return lines;
    }

    private List<String[]> factLines(WaitRow row) {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {"Endpoint", row.endpoint()});
        lines.add(new String[] {"Protocol", row.protocol()});
        lines.add(new String[] {"Status", "no answer yet"});
        lines.add(new String[] {"Began", began(row)});
        if (!row.node().isEmpty()) {
            lines.add(new String[] {"Seen on", row.node()});
        }
        return lines;
    }

    private String began(ConnectionRow row) {
        return workspace.clocks().millis(row.startNanos()) + "  "
                + workspace.clocks().date(row.startNanos());
    }

    /** Lines of the same kind say something else; others are other controls. */
    private static void fill(GridPane grid, List<String[]> lines) {
        List<String> kind = lines.stream()
                .map(line -> line.length + (line[0].isEmpty() ? "heads" : ""))
                .toList();
        if (kind.equals(grid.getUserData())) {
            Iterator<Node> labels = grid.getChildren().iterator();
            lines.stream().flatMap(Arrays::stream).forEach(words -> ((Label) labels.next()).setText(words));
            return;
        }
        grid.setUserData(kind);
        grid.getChildren().clear();
        for (int y = 0; y < lines.size(); y++) {
            String[] line = lines.get(y);
            for (int x = 0; x < line.length; x++) {
                boolean head = line[0].isEmpty();
                Label label = Nodes.label(line[x], x == 0 || head ? "sd-detail-name" : "sd-detail-value");
                if (x == 0) {
                    label.setMinWidth(USE_PREF_SIZE);
                } else {
                    label.setWrapText(true);
                }
                grid.add(label, x, y);
            }
        }
    }

    private static ColumnConstraints names() {
        return new ColumnConstraints(76);
    }

    private static ColumnConstraints values() {
        ColumnConstraints column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        column.setPrefWidth(100);
        column.setFillWidth(true);
        return column;
    }

    private static String name(Peer peer) {
        return peer.name().isEmpty() ? "–" : peer.name();
    }

    private static boolean isPod(Party party) {
        return party.kind() == Peer.Kind.POD;
    }

    private static String pod(Party party) {
        return isPod(party) ? party.name() : "–";
    }

    private static String node(Party party) {
        return party.kind() == Peer.Kind.NODE ? party.name() : "–";
    }

    private static String address(String address, int port) {
        return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
    }

    private static String process(@Nullable ProcessInfo process) {
        return process == null ? "–" : process.executable() + "  pid " + process.pid();
    }

    private static String container(@Nullable ProcessInfo process) {
        String id = process == null ? "" : process.told().place().containerId();
        return id.isEmpty() ? "–" : id.substring(0, Math.min(12, id.length()));
    }

    private static String unit(@Nullable ProcessInfo process) {
        String unit = process == null ? "" : process.told().place().systemdUnit();
        return unit.isEmpty() ? "–" : unit;
    }

    private static String seenAt(ExchangeRow row) {
        String ends = row.seenAt();
        String node = row.node().isEmpty() ? "" : ", on " + row.node();
        return (ends == null ? "–" : ends.equals("both") ? "both ends" : ends) + node;
    }
}
