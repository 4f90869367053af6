package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.navigation.ViewName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every screen by ear and by keyboard, on the sample. */
final class AccessibilityTest extends OnTheSample {
    private static final int MOST_STEPS = 120;

    @ParameterizedTest
    @EnumSource(
            value = ViewName.class,
            names = {"NETWORK", "PROFILE", "NODES"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatTakesTheFocusHasAName(ViewName place) throws Exception {
        open(place);
        assertThat(onFx(() -> focusable().stream()
                        .filter(node -> name(node).isBlank())
                        .map(Node::toString)
                        .toList()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ViewName.class,
            names = {"NETWORK", "PROFILE", "NODES"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatTakesTheFocusIsReachedByTab(ViewName place) throws Exception {
        open(place);
        Set<Node> reached = new HashSet<>();
        for (int step = 0; step < MOST_STEPS && !missed(reached).isEmpty(); step++) {
            robot.push(KeyCode.TAB);
            reached.add(onFx(() -> window().scene().getFocusOwner()));
        }
        settle();
        assertThat(missed(reached)).isEmpty();
    }

    private List<String> missed(Set<Node> reached) throws Exception {
        return onFx(() -> focusable().stream()
                .filter(node -> !reached.contains(node) && !isReachedByArrows(node, reached))
                .map(node -> name(node) + " " + node)
                .toList());
    }

    /** Of choices side by side Tab reaches one, and arrows the others. */
    private static boolean isReachedByArrows(Node node, Set<Node> reached) {
        return node instanceof ToggleButton button
                && button.getToggleGroup() != null
                && button.getToggleGroup().getToggles().stream().anyMatch(reached::contains);
    }

    private void open(ViewName place) throws Exception {
        onFx(() -> {
            window().open(place);
            return true;
        });
        settle();
        await("the work behind it", () -> window().workspace().jobs().isIdle());
    }

    private List<Node> focusable() {
        List<Node> found = new ArrayList<>();
        collect(window().scene().getRoot(), found);
        return found;
    }

    private static void collect(Node node, List<Node> found) {
        // Cells are reached by the arrows of their list.
        if (!node.isVisible() || node.isDisabled() || node instanceof IndexedCell<?>) {
            return;
        }
        if (node.isFocusTraversable()) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
        }
    }

    /** What a screen reader says of it. */
    private static String name(Node node) {
        Object text = node.queryAccessibleAttribute(AccessibleAttribute.TEXT);
        String own = node.getAccessibleText();
        return own != null ? own : text == null ? "" : text.toString();
    }
}
