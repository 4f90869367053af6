package dev.sonde.ui.map;

import dev.sonde.ui.chart.Film;
import dev.sonde.ui.map.Darkroom.Shot;
import dev.sonde.ui.map.Darkroom.View;
import dev.sonde.ui.map.Picture.DrawnEdge;
import dev.sonde.ui.map.Picture.DrawnIsland;
import dev.sonde.ui.map.Picture.DrawnNode;
import dev.sonde.ui.map.layout.Box;
import org.jspecify.annotations.Nullable;

/**
 * What the pointer rests on, painted by itself to lie over the map: so the map is not painted anew for it.
 *
 * @param id of what it is
 * @param view how it was seen
 * @param place where it is on the screen
 */
record Pointed(String id, View view, Film film, Box place) {
    /** Room for what stands out. */
    private static final double MARGIN = 14;

    /** Paints it; null where there is nothing of that name in sight. */
    static @Nullable Pointed of(Shot shot, Texts texts, LabelPlan labels) {
        View view = shot.view();
        Box world = world(shot.motif().picture(), shot.emphasis().hovered());
        Box place = world == null ? null : seen(view, world);
        return place == null ? null : at(place, shot, texts, labels);
    }

    private static Pointed at(Box place, Shot shot, Texts texts, LabelPlan labels) {
        View view = shot.view();
        Film film = new Film(place.width(), place.height(), view.scale());
        film.paint(sheet -> {
            sheet.translate(-place.x(), -place.y());
            Scenery scenery = new Scenery(sheet, shot.palette(), texts, view.camera(), view.screen(), shot.emphasis());
            paint(scenery, shot.motif().picture(), labels);
        });
        return new Pointed(shot.emphasis().hovered(), view, film, place);
    }

    /** Where it belongs when the map was moved since; null when it was scaled. */
    @Nullable
    Box placed(Camera camera, Box screen) {
        Camera was = view.camera();
        return camera.zoom() != was.zoom() ? null : view.moved(place, camera, screen);
    }

    private static @Nullable Box world(Picture picture, String id) {
        DrawnEdge edge = picture.edge(id);
        return edge == null ? picture.place(id) : edge.curve().bounds();
    }

    private static @Nullable Box seen(View view, Box world) {
        Box screen = view.screen();
        Box on = view.camera().on(world, screen).grown(MARGIN);
        double left = Math.floor(Math.max(0, on.x()));
        double top = Math.floor(Math.max(0, on.y()));
        double right = Math.ceil(Math.min(screen.width(), on.right()));
        double bottom = Math.ceil(Math.min(screen.height(), on.bottom()));
        return right <= left || bottom <= top ? null : new Box(left, top, right - left, bottom - top);
    }

    private static void paint(Scenery s, Picture picture, LabelPlan labels) {
        String id = s.emphasis().hovered();
        DrawnNode node = picture.node(id);
        DrawnEdge edge = picture.edge(id);
        DrawnIsland island = picture.island(id);
        if (node != null) {
            new NodePainter(s).paint(node);
        } else if (edge != null) {
            new EdgePainter(s, picture.islands()).alone(edge, labels);
        } else if (island != null) {
            new IslandPainter(s, picture.network().calls().grain()).outline(island);
        }
    }
}
