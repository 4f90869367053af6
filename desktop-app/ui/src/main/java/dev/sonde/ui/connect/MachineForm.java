package dev.sonde.ui.connect;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.Scope;
import dev.sonde.ui.look.Nodes;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What of this machine is watched. Owned by the FX thread. */
final class MachineForm extends VBox {
    private final TextField processes = field("processes", "nginx, java, 4711");
    private final TextField ports = field("ports", "8080, 3306");
    private final TextField containers = field("containers", "3f9c2a7d41be");
    private final Label problem = Nodes.label("", "sd-error");
    private final Label sum = Nodes.label("", "sd-secondary");

    MachineForm() {
        setSpacing(6);
        setPadding(new Insets(8, 12, 12, 12));
        Label all = Nodes.label(
                "Everything on this machine is watched unless a field says less. Kinds that are named together all have"
                        + " to fit; of one kind, any.",
                "sd-secondary");
        all.setWrapText(true);
        all.setMinHeight(USE_PREF_SIZE);
        problem.setWrapText(true);
        sum.setWrapText(true);
        getChildren()
                .addAll(
                        all,
                        name("Processes", "names of programs or process ids"),
                        processes,
                        name("Ports", "of either end of a connection"),
                        ports,
                        name("Containers", "ids, or how they begin"),
                        containers,
                        problem,
                        sum);
        for (TextField field : new TextField[] {processes, ports, containers}) {
            field.textProperty().subscribe(this::read);
        }
        read();
    }

    /** The scope, or empty while what is typed can't be read. */
    Optional<Scope> scope() {
        try {
            return Optional.of(ScopeText.scope(processes.getText(), ports.getText(), containers.getText()));
        } catch (SondeException e) {
            return Optional.empty();
        }
    }

    /** Moves the keyboard to the first field. */
    void focus() {
        processes.requestFocus();
    }

    /** Empties the fields; says whether there was something in them. */
    boolean clear() {
        boolean was = !(processes.getText() + ports.getText() + containers.getText()).isEmpty();
        processes.clear();
        ports.clear();
        containers.clear();
        return was;
    }

    private void read() {
        try {
            Scope scope = ScopeText.scope(processes.getText(), ports.getText(), containers.getText());
            problem.setText("");
            sum.setText(
                    scope.isAll()
                            ? "Watches every process of this machine."
                            : "What does not fit is not seen, and costs next to nothing.");
        } catch (SondeException e) {
            problem.setText(e.oneLine());
            sum.setText("");
        }
        problem.setVisible(!problem.getText().isEmpty());
        problem.setManaged(problem.isVisible());
    }

    private static HBox name(String name, String what) {
        HBox line = new HBox(8, Nodes.label(name, "sd-strong"), Nodes.label(what, "sd-muted"));
        line.setPadding(new Insets(8, 0, 0, 0));
        return line;
    }

    private static TextField field(String id, String example) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(example);
        field.setAccessibleText(id);
        return field;
    }
}
