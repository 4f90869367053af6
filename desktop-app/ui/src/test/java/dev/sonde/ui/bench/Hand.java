package dev.sonde.ui.bench;

import javafx.animation.AnimationTimer;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Window;

/** A hand at the window that does not rest: with each pulse the pointer moves over the view, and the wheel turns. FX thread. */
final class Hand extends AnimationTimer {
    private static final double LEFT = 120;
    private static final double TOP = 240;

    private final Robot robot = new Robot();
    private final Window window;
    private int step;

    Hand(Window window) {
        this.window = window;
    }

    /** Presses a key and lets go of it. */
    void press(KeyCode key) {
        robot.keyPress(key);
        robot.keyRelease(key);
    }

    @Override
    public void handle(long now) {
        step++;
        double width = window.getWidth() - LEFT - 40;
        double height = window.getHeight() - TOP - 60;
        robot.mouseMove(
                window.getX() + LEFT + width * (0.5 + 0.5 * Math.sin(step / 37.0)),
                window.getY() + TOP + height * (0.5 + 0.5 * Math.sin(step / 23.0)));
        if (step % 8 == 0) {
            robot.mouseWheel(step / 160 % 2 == 0 ? 1 : -1);
        }
    }
}
