package dev.sonde.ui.connect;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.Node;

/** One kind of thing to start from: what of it is watched, what is permitted, and the start. Owned by the FX thread. */
interface Pane {
    /** Where its scope is chosen. */
    Node scope();

    /** What is permitted and what will happen. */
    Node plan();

    /** What a start means, and the button. */
    Node foot();

    /** It has been opened, or chosen: what it shows is looked at anew. */
    void opened();

    /** Moves the keyboard to where work begins. */
    void focus();

    /** Lets go of what is typed or picked; says whether there was something. */
    boolean escape();

    /** Starts, if it may. */
    void start();

    /** What is chosen: a context, then what is picked of it, as far as they are. */
    List<String> place();

    /** Tells of the step of {@link StepsBar} that is to be done now, at once and when it is another. */
    void onStep(IntConsumer listener);
}
