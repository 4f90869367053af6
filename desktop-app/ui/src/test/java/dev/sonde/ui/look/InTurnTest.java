package dev.sonde.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

final class InTurnTest {
    private final InTurn frames = new InTurn();
    private final List<String> drawn = new ArrayList<>();

    InTurnTest() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void aPieceIsDrawnWithEachFrame() throws Exception {
        List<List<String>> byFrame = during(5, List.of(() -> frames.draw(true, pieces("a", "b", "c"))));
        assertThat(byFrame).allMatch(now -> now.size() <= 1);
        assertThat(drawn).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsAskedForAtOnceWaitsForNoFrame() throws Exception {
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> {
            frames.draw(true, pieces("a", "b"));
            frames.draw(false, pieces("c", "d"));
            assertThat(drawn).containsExactly("c", "d");
        });
        during(3, List.of());
        assertThat(drawn).containsExactly("c", "d");
    }

    @Test
    void aPieceGoesOnBeforeTheNextOneBegins() throws Exception {
        Runnable long_ = () -> {
            drawn.add("a");
            frames.then(pieces("a, on", "a, end"));
        };
        during(6, List.of(() -> frames.draw(true, List.of(long_, piece("b")))));
        assertThat(drawn).containsExactly("a", "a, on", "a, end", "b");
    }

    @Test
    void momentsThatFollowFastLeaveNoPieceWaiting() throws Exception {
        List<Runnable> moments = Stream.of("1", "2", "3")
                .<Runnable>map(moment -> () -> frames.draw(true, pieces("a" + moment, "b" + moment, "c" + moment)))
                .toList();
        during(8, moments);
        // Each of the first frames brought a newer moment: what waited went on, and the last moment is whole.
        assertThat(drawn).contains("a3", "b3", "c3").doesNotHaveDuplicates();
        assertThat(drawn.subList(0, 3)).map(name -> name.substring(0, 1)).containsExactly("a", "b", "c");
    }

    @Test
    void whatComesBesideHasAFrameOfItsOwn() throws Exception {
        List<List<String>> byFrame = during(6, List.of(() -> {
            frames.draw(true, pieces("a", "b"));
            frames.beside(pieces("x", "y"));
        }));
        assertThat(byFrame).allMatch(now -> now.size() <= 1);
        assertThat(drawn).containsExactlyInAnyOrder("a", "b", "x", "y");
    }

    private List<Runnable> pieces(String... names) {
        return Stream.of(names).map(this::piece).toList();
    }

    private Runnable piece(String name) {
        return () -> drawn.add(name);
    }

    /** What was drawn in each of some frames, with something to do before each of the first ones. */
    private List<List<String>> during(int count, List<Runnable> todo) throws Exception {
        List<List<String>> byFrame = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        WaitForAsyncUtils.waitForAsyncFx(
                5000,
                () -> new AnimationTimer() {
                    private int frame;
                    private int before;

                    @Override
                    public void handle(long now) {
                        byFrame.add(List.copyOf(drawn.subList(before, drawn.size())));
                        before = drawn.size();
                        if (frame < todo.size()) {
                            todo.get(frame).run();
                        }
                        if (++frame == count) {
                            stop();
                            over.countDown();
                        }
                    }
                }.start());
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        return byFrame;
    }
}
