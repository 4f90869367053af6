package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.navigation.NavigationLink;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.series.Callers;
import dev.sonde.core.session.Session;
import dev.sonde.core.store.ClusterPlace;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import dev.sonde.ui.grid.Grid;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** All views by service, workload, pod and node, on a recording of the shop in pods of two nodes. */
final class GroupsTest extends AtTheWindow {
    private static Session session;
    private static Stage stage;

    @BeforeAll
    static void read() throws Exception {
        session = RealTraffic.open(RealTraffic.shopInPods());
        stage = FxToolkit.registerPrimaryStage();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @BeforeEach
    void openWindow() throws Exception {
        open(session, stage);
        await("the services", () -> !grid("services").getItems().isEmpty());
    }

    @Test
    void oneChoiceInTheShellGroupsAllViewsAndBackUndoesIt() throws Exception {
        assertThat(choice().getText()).isEqualTo("by service");
        robot.clickOn(choice());
        robot.clickOn(item("By pod"));
        await("the pods", () -> labels().contains("Pods"));
        assertThat(state().grain()).isEqualTo(Grain.POD);
        await(
                "all that answered",
                () -> grid("services").getItems().size() == names(Grain.POD).size());
        press(KeyCode.DIGIT3);
        await("the endpoints of pods", () -> grid("endpoints").getItems().size() == rows("endpoints", Grain.POD));
        press(KeyCode.DIGIT4);
        await("the statements of pods", () -> grid("statements").getItems().size() == rows("sql", Grain.POD));
        press(KeyCode.DIGIT2);
        await("the map of pods", () -> labels().stream().anyMatch(text -> text.matches("\\d+.pods?, .*outside.*")));
        for (int back = 0; back < 4; back++) {
            robot.push(KeyCode.ALT, KeyCode.LEFT);
            settle();
        }
        assertThat(state().grain()).isEqualTo(Grain.SERVICE);
        assertThat(view()).isEqualTo(ViewName.OVERVIEW);
    }

    @Test
    void theKeyGoesThroughAllFourAndALinkCarriesTheChoice() {
        for (Grain grain : new Grain[] {Grain.WORKLOAD, Grain.POD, Grain.NODE, Grain.SERVICE}) {
            press(KeyCode.G);
            assertThat(state().grain()).isEqualTo(grain);
            assertThat(choice().getText()).isEqualTo("by " + grain);
            assertThat(NavigationLink.read(NavigationLink.text(state()))).isEqualTo(state());
        }
    }

    @Test
    void theCallersOfAStatementSayWhichVersionOfThemAsks() throws Exception {
        Filter ofOrders = Filter.parse("protocol:mysql client:orders");
        Map<String, Long> versions = Callers.of(
                        session.store().snapshot(), Window.ALL, ofOrders, Grain.SERVICE, CancelToken.NONE)
                .versions()
                .getOrDefault("orders", Map.of());
        assertThat(versions).hasSize(2);
        versions.forEach((version, calls) ->
                assertThat(callsOf(version, ofOrders)).as(version).isEqualTo(calls));
        press(KeyCode.DIGIT4);
        await("the callers", () -> !grid("callers").getItems().isEmpty());
        await("a version", () -> callersText().contains(" · "));
    }

    /** Calls of the pods that the cluster gave a version of orders. */
    private static long callsOf(String version, Filter filter) {
        Snapshot snapshot = session.store().snapshot();
        long calls = 0;
        for (int i = 0; i < snapshot.placeCount(); i++) {
            ClusterPlace pod = snapshot.place(i);
            if (pod.owner().equals("Deployment/orders") && pod.version().name().equals(version)) {
                Query query = Query.of("overview").where(filter.and(FilterTerm.is(FilterField.CLIENT_POD, pod.name())));
                calls +=
                        Tables.run(snapshot, query, CancelToken.NONE).value(0, "calls") instanceof Long some ? some : 0;
            }
        }
        return calls;
    }

    @SuppressWarnings("unchecked")
    private String callersText() {
        Grid<Object> callers = (Grid<Object>) grid("callers");
        return callers.getItems().stream().map(callers::text).collect(Collectors.joining("\n"));
    }

    @Test
    void theUpperFiguresAreThoseOfTheSelectedRowAtEveryGrain() throws Exception {
        for (Grain grain : new Grain[] {Grain.POD, Grain.NODE, Grain.WORKLOAD}) {
            while (state().grain() != grain) {
                press(KeyCode.G);
            }
            await(
                    "the rows",
                    () -> grid("services").getItems().size() == names(grain).size());
            robot.interact(() -> {
                grid("services").requestFocus();
                grid("services").getSelectionModel().clearAndSelect(0);
            });
            settle();
            String selected = state().selection();
            assertThat(names(grain)).contains(selected);
            await("its name over the figures", () -> labels().contains(selected + " in A"));
            press(KeyCode.F);
            assertThat(calls(filter())).isEqualTo(callsOf(grain, selected));
            robot.push(KeyCode.SHORTCUT, KeyCode.Z);
            await("no filter", () -> filter().isEmpty());
            press(KeyCode.ESCAPE);
        }
    }

    @Test
    void crumbsNarrowAllViewsFromTheNamespaceDownToThePod() throws Exception {
        press(KeyCode.G);
        press(KeyCode.G);
        assertThat(state().grain()).isEqualTo(Grain.POD);
        robot.clickOn(crumb("Namespace"));
        await("the namespaces", () -> robot.lookup(item("shop   ")).tryQuery().isPresent());
        robot.clickOn(item("shop   "));
        await("one namespace", () -> filter().text().equals("namespace:shop"));
        String pod = names(Grain.POD).stream()
                .filter(name -> name.startsWith("mariadb-"))
                .findFirst()
                .orElseThrow();
        robot.clickOn(crumb("Pod"));
        await("the pods", () -> robot.lookup(item(pod + "   ")).tryQuery().isPresent());
        robot.clickOn(item(pod + "   "));
        await("one pod", () -> filter().text().equals("namespace:shop pod:" + pod));
        await("its row alone", () -> grid("services").getItems().size() == 1);
        robot.clickOn(crumb("Namespace"));
        await(
                "the namespaces",
                () -> robot.lookup(item("All namespaces")).tryQuery().isPresent());
        robot.clickOn(item("All namespaces"));
        await("nothing kept", () -> filter().isEmpty());
    }

    @Test
    void namespacesAreIslandsThatEnterFoldsAndUnfolds() throws Exception {
        press(KeyCode.DIGIT2);
        await("the map", () -> map().isFocused() && labels().contains("Worst edges"));
        press(KeyCode.RIGHT);
        for (int up = 0; up < 12 && !state().selection().startsWith("namespace "); up++) {
            press(KeyCode.UP);
        }
        String island = state().selection();
        assertThat(island).startsWith("namespace ");
        await("what is on it", () -> labels().contains("namespace") && labels().contains("Edges, worst first"));
        press(KeyCode.F);
        assertThat(filter().text()).isEqualTo(island.replace("namespace ", "server_namespace:"));
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        await("no filter", () -> filter().isEmpty());
        press(KeyCode.ENTER);
        assertThat(state().frame()).contains("fold=" + island.replace(' ', '+'));
        await("it as one", () -> buttons().stream().anyMatch(text -> text.startsWith("Unfold the namespace")));
        press(KeyCode.ENTER);
        assertThat(state().frame()).doesNotContain("fold=");
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        settle();
        assertThat(state().frame()).contains("fold=" + island.replace(' ', '+'));
    }

    private Set<String> buttons() {
        Set<String> texts = new TreeSet<>();
        robot.lookup(".button").queryAllAs(Button.class).forEach(button -> texts.add(button.getText()));
        return texts;
    }

    private Node map() {
        return robot.lookup("#map").query();
    }

    private MenuButton choice() {
        return robot.lookup("#grain").queryAs(MenuButton.class);
    }

    private MenuButton crumb(String level) {
        return robot.lookup(node -> node instanceof MenuButton crumb
                        && crumb.isVisible()
                        && crumb.getAccessibleText() != null
                        && crumb.getAccessibleText().startsWith(level + ": "))
                .queryAs(MenuButton.class);
    }

    /** An entry of a menu by the beginning of its text. */
    private static Predicate<Node> item(String beginning) {
        return node -> node instanceof Label label
                && label.isVisible()
                && label.getText().startsWith(beginning)
                && label.getParent() != null
                && label.getParent().getStyleClass().contains("menu-item");
    }

    private Set<String> names(Grain grain) {
        Table table = table(Query.of("overview").by(By.of(grain)));
        Set<String> names = new TreeSet<>();
        for (int row = 0; row < table.rowCount(); row++) {
            names.add(String.valueOf(table.value(row, "name")));
        }
        return names;
    }

    private int rows(String name, Grain grain) {
        return table(Query.of(name).by(By.of(grain))).rowCount();
    }

    private long callsOf(Grain grain, String name) {
        Table table = table(Query.of("overview").by(By.of(grain)));
        for (int row = 0; row < table.rowCount(); row++) {
            if (name.equals(table.value(row, "name")) && table.value(row, "calls") instanceof Long calls) {
                return calls;
            }
        }
        return -1;
    }

    private long calls(Filter filter) {
        return table(Query.of("overview").where(filter)).value(0, "calls") instanceof Long calls ? calls : -1;
    }

    private Table table(Query query) {
        return Tables.run(
                session.store().snapshot(),
                query.in(window().workspace().moment().a()),
                CancelToken.NONE);
    }
}
