package dev.sonde.ui.sessions;

import dev.sonde.core.library.RecordedFile;
import dev.sonde.core.library.RecordedFile.Ending;
import dev.sonde.core.library.RecordedFile.Illegible;
import dev.sonde.core.library.RecordedFile.Legible;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Sizes;

/** What is said of a recording. */
public final class RecordingWords {
    private static final CellText NOT_KNOWN = CellText.muted("–");

    private RecordingWords() {}

    /** When it was begun, or last written to where that is not known; in Unix nanoseconds. */
    static long began(RecordedFile file) {
        Legible legible = file.legible();
        return legible == null
                ? file.changed().toEpochMilli() * 1_000_000L
                : legible.span().fromNanos();
    }

    static CellText when(RecordedFile file, Clocks clocks) {
        return CellText.of(clocks.dayAndMinutes(began(file)));
    }

    static CellText duration(RecordedFile file) {
        Legible legible = file.legible();
        return legible == null
                ? NOT_KNOWN
                : CellText.of(Durations.text((double) legible.span().nanos()));
    }

    static CellText requests(RecordedFile file) {
        Legible legible = file.legible();
        return legible == null
                ? NOT_KNOWN
                : CellText.of(Counts.text(legible.counts().exchanges()));
    }

    static CellText lost(RecordedFile file) {
        Legible legible = file.legible();
        if (legible == null || !(legible.ending() instanceof Ending.Closed closed && closed.isComplete())) {
            return NOT_KNOWN;
        }
        long lost = legible.counts().lost();
        return lost == 0 ? CellText.muted("0") : new CellText(Counts.text(lost), "sd-warn");
    }

    static CellText ending(RecordedFile file) {
        return switch (file.content()) {
            case Illegible(var reason) -> new CellText("can't be read", "sd-error");
            case Legible(var span, var counts, Ending.Closed closed, var places) ->
                closed.isComplete() ? complete(counts) : new CellText(closed.reason(), "sd-warn");
            case Legible(var span, var counts, Ending.BeingWritten(), var places) ->
                new CellText("being written", "sd-ok");
            case Legible(var span, var counts, Ending.Cut(long torn), var places) ->
                new CellText("not closed", "sd-warn");
            case Legible(var span, var counts, Ending.Damaged(int parts, long bytes), var places) ->
                new CellText("damaged", "sd-error");
        };
    }

    private static CellText complete(RecordedFile.Counts counts) {
        return counts.cut() == 0 ? CellText.muted("complete") : new CellText("complete, detail cut", "sd-warn");
    }

    private static String remark(RecordedFile.Counts counts) {
        return counts.cut() == 0
                ? ""
                : "Detail was cut " + Counts.of(counts.cut(), "time")
                        + ": a long text, a time or an endpoint is not known there. Opening it says why.";
    }

    /** What is to be said of how it ended, or empty when all is well. */
    static String remark(RecordedFile file) {
        return switch (file.content()) {
            case Illegible(var reason) -> (reason.why() + " " + reason.remedy()).strip();
            case Legible(var span, var counts, Ending.Closed closed, var places) ->
                closed.isComplete() ? remark(counts) : "Recording ended with: " + closed.reason() + ".";
            case Legible(var span, var counts, Ending.BeingWritten(), var places) ->
                "It grows at this moment. Opening it shows what is there so far.";
            case Legible(var span, var counts, Ending.Cut(long torn), var places) ->
                "Its writer died before it closed the file. Everything up to then can be read"
                        + (torn > 0 ? "; the last " + Sizes.text(torn) + " are torn." : ".");
            case Legible(var span, var counts, Ending.Damaged(int parts, long bytes), var places) ->
                Counts.of(parts, "part") + " of it, " + Sizes.text(bytes)
                        + ", can't be read. Opening it shows the rest, and the gaps as lost.";
        };
    }

    static String places(RecordedFile file) {
        Legible legible = file.legible();
        return legible == null || legible.places().isEmpty() ? "–" : String.join(", ", legible.places());
    }

    /** Date and length on one line, for lists. */
    public static String brief(RecordedFile file, Clocks clocks) {
        Legible legible = file.legible();
        String when = when(file, clocks).text();
        return legible == null
                ? when + ", can't be read"
                : when + ", " + Durations.text((double) legible.span().nanos());
    }
}
