package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Holds the ways of feeding one connection to each other. */
final class Agreement {
    /** One server refuses it before its body came: when that has settled, the exchange ends with what was sent so far. */
    private static final String ANSWERED_EARLY = "POST /chunks";

    private static final int SHORTEST_PREFIX = 192;

    private Agreement() {}

    /** What keeps every byte agrees in everything; what keeps prefixes is right, or says that it doesn't know. */
    static void check(Capture.Connection connection) {
        Found whole = Fixtures.dissect(connection, Capture::whole);
        for (Map.Entry<String, Capture.Feeder> feeder : Fixtures.WHOLE.entrySet()) {
            Found other = Fixtures.dissect(connection, feeder.getValue());
            assertThat(other.exchanges).as(feeder.getKey()).isEqualTo(whole.exchanges);
            assertThat(other.unpaired).as(feeder.getKey()).isEqualTo(whole.unpaired);
            assertThat(other.opaque).as(feeder.getKey()).isEqualTo(whole.opaque);
        }
        for (Map.Entry<String, Capture.Feeder> feeder : Fixtures.AGENT.entrySet()) {
            Found cut = Fixtures.dissect(connection, feeder.getValue());
            // Of what overlapped before the stream was asked for, only what was seen whole is certain.
            boolean overlapped = whole.exchanges.stream().anyMatch(e -> e.has(ExchangeFlag.PIPELINED));
            if (cut.unpaired.isEmpty() && !overlapped) {
                prefixes(whole.exchanges, cut.exchanges, feeder.getKey());
            } else {
                statuses(whole.exchanges, cut, feeder.getKey());
            }
        }
    }

    private static void statuses(List<Found.Seen> whole, Found cut, String feeder) {
        Iterator<Found.Seen> all = whole.iterator();
        for (Found.Seen c : cut.exchanges) {
            Found.Seen w = all.next();
            while (w.startNanos() != c.startNanos()
                    || !(c.has(ExchangeFlag.REQUEST_CUT) || w.endpoint().equals(c.endpoint()))) {
                assertThat(cut.unpaired).as(feeder + ": lost " + w.endpoint()).isNotEmpty();
                assertThat(all.hasNext())
                        .as(feeder + ": invented " + c.endpoint())
                        .isTrue();
                w = all.next();
            }
            assertThat(c.status()).as(feeder + ": " + c.endpoint()).isIn(w.status(), (int) ExchangeView.UNKNOWN);
        }
        assertThat(all.hasNext() && cut.unpaired.isEmpty())
                .as(feeder + ": lost silently")
                .isFalse();
    }

    /** A response that no short prefix holds: whether an error came behind its rows can't be told. */
    private static boolean endUnseen(Found.Seen whole) {
        return whole.protocol() == Protocol.MYSQL && whole.responseBytes() > SHORTEST_PREFIX;
    }

    private static void prefixes(List<Found.Seen> whole, List<Found.Seen> cut, String feeder) {
        assertThat(cut).as(feeder).hasSameSizeAs(whole);
        for (int i = 0; i < cut.size(); i++) {
            Found.Seen w = whole.get(i);
            Found.Seen c = cut.get(i);
            String name = feeder + ": " + w.endpoint();
            if (!c.has(ExchangeFlag.REQUEST_CUT)) {
                assertThat(c.endpoint()).as(name).isEqualTo(w.endpoint());
            }
            if (c.status() != -1 || !endUnseen(w)) {
                assertThat(c.status()).as(name + " status").isEqualTo(w.status());
                assertThat(c.error()).as(name + " error").isEqualTo(w.error());
            }
            assertThat(c.startNanos()).as(name + " start").isEqualTo(w.startNanos());
            assertThat(c.firstByteNanos()).as(name + " first byte").isEqualTo(w.firstByteNanos());
            assertThat(c.endNanos()).as(name + " end").isEqualTo(w.endNanos());
            if (!w.endpoint().equals(ANSWERED_EARLY)) {
                assertThat(c.requestBytes()).as(name + " request bytes").isEqualTo(w.requestBytes());
            }
            assertThat(c.responseBytes()).as(name + " response bytes").isEqualTo(w.responseBytes());
            assertThat(c.rows()).as(name + " rows").isIn(w.rows(), ExchangeView.UNKNOWN);
        }
    }
}
