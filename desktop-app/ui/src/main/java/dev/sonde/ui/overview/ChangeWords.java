package dev.sonde.ui.overview;

import dev.sonde.core.change.Change;
import dev.sonde.core.change.Target;
import dev.sonde.core.change.Trait;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.filter.FilterValue;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.store.Labels;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Offsets;
import dev.sonde.ui.number.Shares;
import java.util.List;
import java.util.Locale;

/** Puts a change into words. */
final class ChangeWords {
    private ChangeWords() {}

    /** What it is about, for example {@code Statement SELECT …}. */
    static String title(Change change) {
        Trait trait = change.trait();
        return switch (trait.kind()) {
            case STATEMENT, ENDPOINT -> trait.value();
            default -> named(trait);
        };
    }

    /** Kind and name of a trait. */
    static String named(Trait trait) {
        String kind = trait.kind().toString().replace('_', ' ');
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + " " + trait.value();
    }

    /** What happens to the calls that have the trait, and where. */
    static String sentence(Change change) {
        return place(change) + figures(change);
    }

    /** What happens to the calls that have the trait, in figures. */
    static String figures(Change change) {
        if (change.target() == Target.FAILED) {
            Change.Counts b = change.proof().b();
            String before = b == null || b.calls() == 0 ? "" : ", " + Shares.text(b.risk()) + " in B";
            String status = change.same().stream()
                    .filter(other -> other.kind() == Trait.Kind.STATUS)
                    .findFirst()
                    .map(other -> ", status " + other.value())
                    .orElse("");
            return Shares.text(change.proof().a().risk()) + " fail" + before + status;
        }
        Long a = change.latency().p99A();
        Long b = change.latency().p99B();
        return "p99 " + Durations.textOrDash(a) + (b == null ? "" : ", was " + Durations.text(b)) + version(change);
    }

    /** The revision that nearly all of them come from, or go to. */
    private static String version(Change change) {
        return change.same().stream()
                .filter(other -> other.kind() == Trait.Kind.CLIENT_VERSION || other.kind() == Trait.Kind.VERSION)
                .findFirst()
                .map(other -> (other.kind() == Trait.Kind.VERSION ? ", in " : ", from ") + other.value())
                .orElse("");
    }

    /** The service that it happens at, and a colon; empty where the trait names none beside itself. */
    static String place(Change change) {
        List<FilterTerm> terms = change.trait().terms();
        boolean pair = terms.size() == 2 && terms.getFirst().field() == FilterField.SERVICE;
        return pair && terms.getFirst().values().getFirst() instanceof FilterValue.Text(String service)
                ? service + ": "
                : "";
    }

    /** How often the calls of interest carry it, for example {@code >99.9 % of slow, 33.2 % of all}. */
    static String proof(Change change) {
        Change.Counts a = change.proof().a();
        return isLifted(change)
                ? Shares.text(a.shareOfBad()) + " of " + change.target() + ", " + Shares.text(a.shareOfAll())
                        + " of all"
                : Shares.text(a.risk()) + " of these are " + change.target() + inBaseline(change);
    }

    private static String inBaseline(Change change) {
        Change.Counts b = change.proof().b();
        return b == null || b.calls() == 0 ? "" : ", " + Shares.text(b.risk()) + " in B";
    }

    /**
     * Whether the trait is more frequent among the calls of interest than among all. One that only stands out from what the
     * changes above it leave may be less, and then tells more by how its own calls fare.
     */
    static boolean isLifted(Change change) {
        return change.proof().lift() >= 1;
    }

    /** How the risk of its calls compares with that of others, by what it is at least. */
    static String risk(Change change) {
        return change.proof().leastRatio() >= 1
                ? "at least " + Shares.times(change.proof().leastRatio()) + " that of other calls"
                : "above that of calls without the worse traits";
    }

    /** Since when, from a moment on. */
    static String onset(Change change, long breakNanos) {
        return Offsets.text(change.onsetNanos() - breakNanos);
    }

    /** The view that proves it. */
    static ViewName view(Change change) {
        return change.trait().kind() == Trait.Kind.STATEMENT ? ViewName.SQL : ViewName.REQUESTS;
    }

    /** All of it, for the tooltip and for assistive technology. */
    static String whole(Change change) {
        StringBuilder text = new StringBuilder(named(change.trait()));
        if (change.trait().kind() == Trait.Kind.STATEMENT) {
            text.append("\n").append(Labels.fingerprintId(change.trait().value()));
        }
        text.append("\n").append(sentence(change));
        text.append("\n").append(proof(change));
        text.append("; the risk is ").append(risk(change));
        if (!change.same().isEmpty()) {
            text.append("\nNearly the same calls: ")
                    .append(String.join(
                            ", ", change.same().stream().map(ChangeWords::named).toList()));
        }
        return text.append("\nEnter: ")
                .append(view(change) == ViewName.SQL ? "the statement" : "its requests")
                .toString();
    }
}
