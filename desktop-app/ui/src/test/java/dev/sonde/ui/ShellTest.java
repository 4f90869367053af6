package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.navigation.NavigationLink;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.time.Window;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.palette.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

/** The shell by keyboard, on the sample: palette, keys, windows, links. */
final class ShellTest extends OnTheSample {
    @Test
    void thePaletteOpensAServiceByAFewLetters() throws Exception {
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        await("objects", () -> entries().stream().anyMatch(entry -> entry.kind() == Entry.Kind.SERVICE));
        robot.write("mariadb service");
        await("the service first", () -> first().title().equals("mariadbd") && first().kind() == Entry.Kind.SERVICE);
        press(KeyCode.ENTER);
        assertThat(view()).isEqualTo(ViewName.REQUESTS);
        assertThat(filter().text()).isEqualTo("service:mariadbd");
        assertThat(robot.lookup("#palette").tryQuery()).isEmpty();
    }

    @Test
    void thePaletteOpensTheStatementWhoseIndexWasDropped() throws Exception {
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        await("objects", () -> entries().stream().anyMatch(entry -> entry.kind() == Entry.Kind.STATEMENT));
        robot.write("customer_id limit");
        await("the statement", () -> first().title().contains("WHERE customer_id = ?"));
        press(KeyCode.ENTER);
        assertThat(view()).isEqualTo(ViewName.SQL);
        assertThat(state().selection()).startsWith("Q-").endsWith("@mariadbd");
    }

    @Test
    void enterTakesWhatIsTypedAlsoWhereItIsNotFoundYet() throws Exception {
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        await("objects", () -> entries().stream().anyMatch(entry -> entry.kind() == Entry.Kind.STATEMENT));
        // In one go, as a hand that knows what it wants: nothing of it can be found in between.
        onFx(() -> {
            TextField field = robot.lookup("#palette-field").queryAs(TextField.class);
            field.setText("customer_id limit");
            field.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
            return true;
        });
        await("the statement", () -> view() == ViewName.SQL);
        assertThat(state().selection()).startsWith("Q-").endsWith("@mariadbd");
    }

    @Test
    void thePaletteDoesCommandsAndKnowsFiltersUsedBefore() throws Exception {
        onFx(() -> {
            window().workspace().filter(Filter.parse("status:503"));
            window().workspace().filter(Filter.ALL);
            return true;
        });
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("503");
        await("the filter", () -> first().kind() == Entry.Kind.FILTER);
        press(KeyCode.ENTER);
        assertThat(filter().text()).isEqualTo("status:503");
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("clear");
        await("the command", () -> first().title().equals(Command.CLEAR_FILTER.title()));
        press(KeyCode.ENTER);
        assertThat(filter()).isEqualTo(Filter.ALL);
    }

    @Test
    void leavingThePaletteGivesTheKeyboardBack() throws Exception {
        Node before = onFx(() -> window().scene().getFocusOwner());
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        settle();
        assertThat(robot.lookup("#palette-field").queryAs(TextField.class).isFocused())
                .isTrue();
        press(KeyCode.ESCAPE);
        assertThat(onFx(() -> window().scene().getFocusOwner())).isSameAs(before);
    }

    @Test
    void theSheetShowsExactlyTheKeysThatWorkInTheView() {
        robot.write("?");
        settle();
        assertThat(labels()).contains("Keys of Overview", Command.SQL.key(), "Statements of the service");
        assertThat(labels()).doesNotContain("Find on the map", "Its stacks", "Open Network");
        press(KeyCode.ESCAPE);
        press(KeyCode.DIGIT2);
        robot.write("?");
        settle();
        assertThat(labels()).contains("Keys of Map", "Find on the map", "Zoom the map in");
        press(KeyCode.ESCAPE);
    }

    @Test
    void noTwoCommandsHaveOneKey() {
        List<String> keys = Arrays.stream(Command.values())
                .map(Command::key)
                .filter(key -> !key.isEmpty())
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void aKeyWhoseViewDoesNotExistYetSaysSo() {
        press(KeyCode.T);
        assertThat(labels()).anyMatch(text -> text.contains("no Network view yet"));
        press(KeyCode.P);
        assertThat(labels()).anyMatch(text -> text.contains("no Profile view yet"));
        assertThat(view()).isEqualTo(ViewName.OVERVIEW);
    }

    @Test
    void windowsAreZoomedSwappedAndSetToAll() {
        Window all = a();
        robot.write("+");
        settle();
        assertThat(span(a())).isBetween(span(all) / 2 - 2, span(all) / 2 + 2);
        robot.write("-");
        settle();
        assertThat(span(a())).isBetween(span(all) - 4, span(all));
        robot.write("+");
        Window half = a();
        press(KeyCode.B);
        assertThat(window().workspace().moment().b()).isEqualTo(half);
        press(KeyCode.DIGIT0);
        assertThat(a()).isEqualTo(all);
        press(KeyCode.X);
        assertThat(a()).isEqualTo(half);
        assertThat(window().workspace().moment().b()).isEqualTo(all);
        press(KeyCode.A);
        assertThat(a()).isEqualTo(all);
    }

    @Test
    void theLinkOfAViewIsCopiedAndReadsAsTheSamePlace() throws Exception {
        press(KeyCode.DOWN);
        robot.push(KeyCode.SHORTCUT, KeyCode.L);
        settle();
        String link = onFx(() -> Clipboard.getSystemClipboard().getString());
        assertThat(link).startsWith("sonde:overview?").contains("select=");
        assertThat(NavigationLink.read(link)).isEqualTo(state());
    }

    @Test
    void aLinkThatIsPastedIntoThePaletteLeadsWhereItWasCopied() throws Exception {
        press(KeyCode.DIGIT4);
        onFx(() -> {
            window().workspace().filter(Filter.parse("service:mariadbd"));
            return true;
        });
        robot.write("+");
        robot.push(KeyCode.SHORTCUT, KeyCode.L);
        settle();
        NavigationState there = state();
        press(KeyCode.DIGIT1);
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.push(KeyCode.SHORTCUT, KeyCode.V);
        await("the link", () -> first().kind() == Entry.Kind.LINK);
        assertThat(first().title()).startsWith("sql, ").endsWith(", service:mariadbd");
        press(KeyCode.ENTER);
        assertThat(NavigationLink.text(state())).isEqualTo(NavigationLink.text(there));
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("sonde:nowhere?a=1..2");
        await("why not", () -> labels().stream().anyMatch(text -> text.startsWith("SD-3030")));
        press(KeyCode.ESCAPE);
    }

    @Test
    void aLinkToAViewThatIsNotHereIsRefusedAndLeadsNowhere() throws Exception {
        press(KeyCode.DIGIT4);
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("sonde:profile?a=1..2");
        await("why not", () -> labels().stream().anyMatch(text -> text.startsWith("SD-3031")));
        press(KeyCode.ENTER);
        assertThat(view()).isEqualTo(ViewName.SQL);
        press(KeyCode.ESCAPE);
    }

    @Test
    void theDifferenceLeadsToWhatChangedOfTheSelection() throws Exception {
        press(KeyCode.DIGIT4);
        await("the statements", () -> !grid("statements").getItems().isEmpty());
        press(KeyCode.DOWN);
        press(KeyCode.D);
        assertThat(view()).isEqualTo(ViewName.OVERVIEW);
        assertThat(filter().text()).contains("endpoint:");
        assertThat(labels()).contains("What changed");
    }

    @Test
    void aReplayIsSteppedAndGoesBackToItsEnd() {
        long end = window().workspace().moment().data().toNanos();
        robot.write(",,");
        settle();
        assertThat(window().workspace().playhead().or(end)).isEqualTo(end - 2_000_000_000L);
        robot.write(".");
        settle();
        assertThat(window().workspace().playhead().or(end)).isEqualTo(end - 1_000_000_000L);
        press(KeyCode.L);
        assertThat(window().workspace().playhead().or(end)).isEqualTo(end);
        assertThat(state().time()).isInstanceOf(TimeSelection.class);
    }

    private Window a() {
        return window().workspace().moment().a();
    }

    private static long span(Window window) {
        return window.toNanos() - window.fromNanos();
    }

    private Entry first() {
        return entries().isEmpty()
                ? new Entry(Entry.Kind.COMMAND, "", new Entry.Detail("", "", 0), () -> {})
                : entries().getFirst();
    }

    private List<Entry> entries() {
        @SuppressWarnings("unchecked")
        ListView<Entry> list = robot.lookup("#palette-list").queryAs(ListView.class);
        return list.getItems().stream().collect(Collectors.toList());
    }
}
