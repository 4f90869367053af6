package dev.sonde.ui.tip;

import java.util.function.Supplier;
import javafx.geometry.Bounds;

/**
 * What the pointer rests on.
 *
 * @param key tells it from its neighbours
 * @param mark where it is, in the scene: a tooltip never stands over it
 * @param tip what is said of it; asked when it is shown, and again when there are newer figures
 */
public record Spot(Object key, Bounds mark, Supplier<Tip> tip) {}
