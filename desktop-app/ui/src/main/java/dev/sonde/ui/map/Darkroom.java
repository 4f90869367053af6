package dev.sonde.ui.map;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.Jobs;
import dev.sonde.ui.chart.Film;
import dev.sonde.ui.chart.Sheet;
import dev.sonde.ui.look.Palette;
import dev.sonde.ui.map.Scenery.Emphasis;
import dev.sonde.ui.map.layout.Box;
import dev.sonde.ui.workspace.Refresher;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Paints the map in the background, one painting after the other: what is asked for meanwhile waits, and only the last of it is
 * painted. Owned by the FX thread, but for what jobs do.
 */
final class Darkroom {
    /** One is shown, one may still be on its way to the screen, one is painted. */
    private static final int PRINTS = 3;

    private final Refresher<Print> refresher;
    private final Refresher<Optional<Pointed>> pointing;
    private final @Nullable Print[] prints = new @Nullable Print[PRINTS];
    private final Texts texts = new Texts();
    private LabelPlan plan = LabelPlan.NONE;
    private @Nullable Planned planned;
    private int turn;

    /**
     * What is painted.
     *
     * @param picture the picture
     * @param before where nodes come from while they move, or null
     * @param share how far they are
     * @param label what edges are labelled with
     * @param compared whether there is a baseline
     */
    record Motif(Picture picture, @Nullable Picture before, double share, Frame.Label label, boolean compared) {}

    /** How it is seen; {@code scale} is pixels of the screen for each logical pixel. */
    record View(Camera camera, Box screen, double scale) {
        /** Where what was painted at a place belongs when seen from beside, at the same zoom. */
        Box moved(Box place, Camera now, Box screenNow) {
            // Not between two pixels, where it would be blurred.
            double x = Math.rint(now.screenX(camera.x(), screenNow.width()) - screen.width() / 2);
            double y = Math.rint(now.screenY(camera.y(), screenNow.height()) - screen.height() / 2);
            return place.at(place.x() + x, place.y() + y);
        }
    }

    /** All that a painting depends on. */
    record Shot(Motif motif, View view, Emphasis emphasis, Palette palette) {}

    /** What a plan of labels depends on. */
    private record Planned(Picture picture, double zoom, Frame.Label label) {}

    /** A painting: the map, and what stands over it. */
    record Print(View view, Film map, Film legend, Film minimap) {
        /** The size of the map's painting, on the screen as it was. */
        Box paper() {
            return paper(view.screen());
        }

        private static Box paper(Box screen) {
            return screen.grown(Scenery.MARGIN);
        }

        /**
         * Where the upper left of the map's painting belongs when seen from elsewhere. Seen from nearer or farther it stays
         * where it is: scaling it would take longer than painting it anew in the background does.
         */
        Box placed(Camera camera, Box screen) {
            Box paper = paper();
            return camera.zoom() == view.camera().zoom() ? view.moved(paper, camera, screen) : paper;
        }

        private Print of(View other) {
            Box paper = paper(other.screen());
            double scale = other.scale();
            boolean fits = map.fits(paper.width(), paper.height(), scale);
            return fits ? new Print(other, map, legend, minimap) : blank(other);
        }

        private static Print blank(View view) {
            Box paper = paper(view.screen());
            Box legend = Legend.frame(view.screen());
            return new Print(
                    view,
                    new Film(paper.width(), paper.height(), view.scale()),
                    new Film(legend.width(), legend.height(), view.scale()),
                    new Film(Minimap.WIDTH, Minimap.HEIGHT, view.scale()));
        }
    }

    Darkroom(Jobs jobs, Consumer<Print> onPrint, Consumer<Optional<Pointed>> onPointed) {
        refresher = new Refresher<>(jobs, "map.painting", onPrint, Darkroom::fail);
        pointing = new Refresher<>(jobs, "map.pointed", onPointed, Darkroom::fail);
    }

    private static void fail(SondeException error) {
        throw new IllegalStateException(error);
    }

    /** Asks for a painting of all but what the pointer rests on. */
    void develop(Shot shot) {
        refresher.ask(job -> paint(shot));
    }

    /** Asks for what the pointer rests on. */
    void point(Shot shot) {
        pointing.askAnew(job -> pointed(shot));
    }

    private synchronized Optional<Pointed> pointed(Shot shot) {
        return Optional.ofNullable(Pointed.of(shot, texts, plan));
    }

    private synchronized Print paint(Shot shot) {
        turn = (turn + 1) % PRINTS;
        Print old = prints[turn];
        Print print = old == null ? Print.blank(shot.view()) : old.of(shot.view());
        prints[turn] = print;
        Motif motif = shot.motif();
        boolean moving = motif.before() != null;
        Picture picture =
                motif.before() == null ? motif.picture() : motif.picture().from(motif.before(), motif.share());
        LabelPlan labels = moving ? LabelPlan.NONE : plan(picture, shot);
        print.map().paint(sheet -> {
            sheet.translate(Scenery.MARGIN, Scenery.MARGIN);
            MapPainter.paint(scenery(sheet, shot), picture, labels);
        });
        Box legend = Legend.frame(shot.view().screen());
        print.legend().paint(sheet -> {
            sheet.translate(-legend.x(), -legend.y());
            Legend.paint(scenery(sheet, shot), motif.compared());
        });
        Minimap minimap = new Minimap(picture.bounds(), shot.view().screen());
        print.minimap().paint(sheet -> {
            sheet.translate(-minimap.frame().x(), -minimap.frame().y());
            minimap.paint(scenery(sheet, shot), picture);
        });
        return print;
    }

    private LabelPlan plan(Picture picture, Shot shot) {
        Planned wanted =
                new Planned(picture, shot.view().camera().zoom(), shot.motif().label());
        if (!wanted.equals(planned)) {
            planned = wanted;
            plan = LabelPlan.of(picture, wanted.zoom(), wanted.label(), plan);
        }
        return plan;
    }

    private Scenery scenery(Sheet sheet, Shot shot) {
        View view = shot.view();
        return new Scenery(sheet, shot.palette(), texts, view.camera(), view.screen(), shot.emphasis());
    }
}
