package dev.sonde.core.series;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Scan;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.latency.ThreeDigits;
import dev.sonde.core.store.AggregateChunk;
import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Parties;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.Protocol;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass over a window, bucket by bucket. Belongs to one thread. */
final class SeriesPass {
    /** Numbers of three digits are up to a hundredth apart. */
    private static final double LEAST_FACTOR_ROUNDED = 1.01;

    private static final Set<Signal> PERCENTILES = EnumSet.of(Signal.P50, Signal.P90, Signal.P95, Signal.P99);

    private final Snapshot snapshot;
    private final SeriesRequest request;
    private final Scan scan;
    private final double bucketsPerNano;
    private final long fromNanos;
    private final int lastBucket;

    SeriesPass(Snapshot snapshot, SeriesRequest request, CancelToken cancel) {
        this.snapshot = snapshot;
        this.request = request;
        this.scan = new Scan(snapshot, request.window(), request.filter(), cancel);
        this.bucketsPerNano =
                (double) request.buckets() / (double) request.window().durationNanos();
        this.fromNanos = request.window().fromNanos();
        this.lastBucket = request.buckets() - 1;
    }

    Series series(Set<Signal> signals, Slowness.Threshold slow) {
        Buckets buckets = new Buckets(request.buckets(), signals);
        boolean slowAsked = signals.contains(Signal.SLOW);
        scan.exchanges((slice, rows, row) -> buckets.add(
                bucket(rows.startNanos(row)), rows, row, slowAsked ? slow.nanos(rows, row) : Long.MAX_VALUE));
        scan.aggregates((rows, row) -> buckets.add(bucket(rows.startNanos(row)), rows, row, slow.nanos(rows, row)));
        Map<Signal, double[]> values = new EnumMap<>(Signal.class);
        for (Signal signal : signals) {
            double[] column = new double[request.buckets()];
            for (int i = 0; i < column.length; i++) {
                column[i] = buckets.value(signal, i, coveredSeconds(i));
            }
            values.put(signal, column);
        }
        return new Series(request.window(), request.buckets(), values, buckets.calls);
    }

    Sparklines sparklines(Parties parties) {
        Lines byPeer = new Lines(parties, snapshot.peerCount(), request.buckets());
        LineOfConnection known = new LineOfConnection(snapshot.connectionCount(), byPeer);
        scan.exchanges((slice, rows, row) -> {
            Sparklines.Line line = known.at(rows.connection(row));
            int bucket = bucket(rows.startNanos(row));
            line.calls[bucket]++;
            line.errors[bucket] += rows.error(row) ? 1 : 0;
            if (rows.durationNanos(row) >= 0) {
                line.durations(bucket).add(rows.durationNanos(row));
            }
        });
        scan.aggregates((rows, row) -> {
            Sparklines.Line line = byPeer.at(parties.server(rows.connection(row)));
            int bucket = bucket(rows.startNanos(row));
            line.calls[bucket] += rows.calls(row);
            line.errors[bucket] += rows.error(row) ? rows.calls(row) : 0;
            LatencyHistogram timed = rows.durations(row);
            if (timed != null) {
                line.durations(bucket).add(timed);
            }
        });
        return new Sparklines(byPeer.named());
    }

    /** By statement and who answers it. */
    Sparklines statements(Parties parties) {
        Map<Long, Sparklines.Line> lines = new HashMap<>();
        scan.exchanges((slice, rows, row) -> {
            if (rows.protocol(row) == Protocol.MYSQL_VALUE) {
                long key = (long) parties.server(rows.connection(row)) << 32 | rows.endpoint(row);
                Sparklines.Line line = lines.computeIfAbsent(key, ignored -> new Sparklines.Line(request.buckets()));
                int bucket = bucket(rows.startNanos(row));
                line.calls[bucket]++;
                line.errors[bucket] += rows.error(row) ? 1 : 0;
                if (rows.durationNanos(row) >= 0) {
                    line.durations(bucket).add(rows.durationNanos(row));
                }
            }
        });
        Map<String, Sparklines.Line> named = new LinkedHashMap<>();
        lines.forEach((key, line) -> named.merge(
                Sparklines.statementKey(parties.name((int) (key >> 32)), Labels.endpoint(snapshot, key.intValue())),
                line,
                Sparklines.Line::plus));
        return new Sparklines(named);
    }

    Heatmap heatmap(int rows) {
        LatencyHistogram all = new LatencyHistogram();
        scan.exchanges((slice, chunk, row) -> {
            if (chunk.durationNanos(row) >= 0) {
                all.add(chunk.durationNanos(row));
            }
        });
        scan.aggregates((chunk, row) -> {
            LatencyHistogram timed = chunk.durations(row);
            if (timed != null) {
                all.add(timed);
            }
        });
        long[] edges = edges(all, rows);
        int cells = edges.length == 0 ? 0 : request.buckets() * (edges.length - 1);
        long[] counts = new long[cells];
        long[] errors = new long[cells];
        if (cells > 0) {
            fill(edges, counts, errors);
        }
        return new Heatmap(request, edges, counts, errors);
    }

    private void fill(long[] edges, long[] counts, long[] errors) {
        int rows = edges.length - 1;
        scan.exchanges((slice, chunk, row) -> {
            long duration = chunk.durationNanos(row);
            if (duration >= 0) {
                int cell = bucket(chunk.startNanos(row)) * rows + range(edges, duration);
                counts[cell]++;
                errors[cell] += chunk.error(row) ? 1 : 0;
            }
        });
        scan.aggregates((chunk, row) -> {
            LatencyHistogram timed = chunk.durations(row);
            if (timed != null) {
                int first = bucket(chunk.startNanos(row)) * rows;
                timed.forEach((nanos, count) -> counts[first + range(edges, nanos)] += count);
            }
        });
    }

    /**
     * Edges that grow by a constant factor and span all that occurs; none when nothing does. As far as ranges are wide enough their edges have
     * three digits, so that what is said and typed of a range is the range itself.
     */
    private static long[] edges(LatencyHistogram all, int rows) {
        if (all.count() == 0 || rows < 1) {
            return new long[0];
        }
        double low = Math.max(1, all.quantileNanos(0) * (1 - LatencyHistogram.RELATIVE_ERROR));
        double high = Math.max(low * 2, all.maxNanos() * 1.01);
        long[] edges = new long[rows + 1];
        for (int i = 0; i <= rows; i++) {
            edges[i] = Math.round(low * Math.pow(high / low, (double) i / rows));
        }
        if (Math.pow(high / low, 1.0 / rows) > LEAST_FACTOR_ROUNDED) {
            for (int i = 0; i <= rows; i++) {
                // All lies between the first and the last.
                edges[i] = i == 0
                        ? ThreeDigits.atMost(edges[i])
                        : i == rows ? ThreeDigits.atLeast(edges[i]) : ThreeDigits.nearest(edges[i]);
            }
        }
        return edges;
    }

    private static int range(long[] edges, long nanos) {
        int found = Arrays.binarySearch(edges, nanos);
        return Math.clamp(found >= 0 ? found : -found - 2, 0, edges.length - 2);
    }

    private int bucket(long nanos) {
        int bucket = (int) ((double) (nanos - fromNanos) * bucketsPerNano);
        // A row may have moved a little since it was found to lie in the window, when its other end was told.
        return Math.max(0, Math.min(bucket, lastBucket));
    }

    private double coveredSeconds(int bucket) {
        if (snapshot.isEmpty()) {
            return 0;
        }
        Window part = new Window(
                request.bucketStartNanos(bucket),
                Math.max(request.bucketStartNanos(bucket), request.bucketStartNanos(bucket + 1)));
        return part.intersect(snapshot.extent()).durationNanos() / 1e9;
    }

    /** Lines by the number of their party; peers have the low ones. */
    private static final class Lines {
        private final Parties parties;
        private final int buckets;
        private final Sparklines.@Nullable Line[] ofPeers;
        private final Map<Integer, Sparklines.Line> others = new LinkedHashMap<>();

        Lines(Parties parties, int peers, int buckets) {
            this.parties = parties;
            this.buckets = buckets;
            this.ofPeers = new Sparklines.@Nullable Line[peers];
        }

        /** The line of who answers a connection. */
        Sparklines.Line of(int connection) {
            return at(parties.server(connection));
        }

        Sparklines.Line at(int party) {
            if (party >= ofPeers.length) {
                return others.computeIfAbsent(party, number -> new Sparklines.Line(buckets));
            }
            Sparklines.Line line = ofPeers[party];
            if (line == null) {
                line = new Sparklines.Line(buckets);
                ofPeers[party] = line;
            }
            return line;
        }

        /** By name: a unit and an executable of the same name are one service, as in tables. */
        Map<String, Sparklines.Line> named() {
            Map<String, Sparklines.Line> lines = new LinkedHashMap<>();
            for (int peer = 0; peer < ofPeers.length; peer++) {
                Sparklines.Line line = ofPeers[peer];
                if (line != null) {
                    lines.merge(parties.name(peer), line, Sparklines.Line::plus);
                }
            }
            others.forEach((party, line) -> lines.merge(parties.name(party), line, Sparklines.Line::plus));
            return lines;
        }
    }

    /** Lines by connection: who answers it is asked once, not with each of its calls. */
    private static final class LineOfConnection {
        private final Sparklines.@Nullable Line[] known;
        private final Lines lines;

        LineOfConnection(int connections, Lines lines) {
            known = new Sparklines.@Nullable Line[connections];
            this.lines = lines;
        }

        Sparklines.Line at(int connection) {
            if (connection >= known.length) {
                return lines.of(connection);
            }
            Sparklines.Line line = known[connection];
            if (line == null) {
                line = lines.of(connection);
                known[connection] = line;
            }
            return line;
        }
    }

    /** What is counted of each bucket. */
    private static final class Buckets {
        final long[] calls;
        private final long[] errors;
        private final long[] slow;
        private final long[] bytes;
        private final LatencyHistogram[] durations;
        private final boolean bytesAsked;
        private final boolean timesAsked;

        Buckets(int count, Set<Signal> signals) {
            boolean percentiles = signals.stream().anyMatch(PERCENTILES::contains);
            bytesAsked = signals.contains(Signal.BYTES);
            timesAsked = percentiles || signals.contains(Signal.SLOW);
            calls = new long[count];
            errors = new long[count];
            slow = new long[count];
            bytes = new long[count];
            durations = new LatencyHistogram[percentiles ? count : 0];
            Arrays.setAll(durations, i -> new LatencyHistogram());
        }

        void add(int bucket, ExchangeChunk rows, int row, long slowNanos) {
            calls[bucket]++;
            errors[bucket] += rows.error(row) ? 1 : 0;
            if (bytesAsked) {
                bytes[bucket] += Math.max(0, rows.requestBytes(row)) + Math.max(0, rows.responseBytes(row));
            }
            long duration = timesAsked ? rows.durationNanos(row) : -1;
            if (duration >= 0) {
                slow[bucket] += duration >= slowNanos ? 1 : 0;
                if (durations.length > 0) {
                    durations[bucket].add(duration);
                }
            }
        }

        void add(int bucket, AggregateChunk rows, int row, long slowNanos) {
            calls[bucket] += rows.calls(row);
            errors[bucket] += rows.error(row) ? rows.calls(row) : 0;
            bytes[bucket] += rows.requestBytes(row) + rows.responseBytes(row);
            LatencyHistogram timed = rows.durations(row);
            if (timed != null) {
                slow[bucket] += timed.countFrom(slowNanos);
                if (durations.length > 0) {
                    durations[bucket].add(timed);
                }
            }
        }

        double value(Signal signal, int bucket, double seconds) {
            return switch (signal) {
                case RATE -> perSecond(calls[bucket], seconds);
                case ERRORS -> perSecond(errors[bucket], seconds);
                case SLOW -> perSecond(slow[bucket], seconds);
                case BYTES -> perSecond(bytes[bucket], seconds);
                case ERROR_RATIO -> calls[bucket] == 0 ? Double.NaN : (double) errors[bucket] / calls[bucket];
                case P50 -> quantile(bucket, 0.5);
                case P90 -> quantile(bucket, 0.9);
                case P95 -> quantile(bucket, 0.95);
                case P99 -> quantile(bucket, 0.99);
            };
        }

        private double quantile(int bucket, double quantile) {
            long nanos = durations[bucket].quantileNanos(quantile);
            return nanos < 0 ? Double.NaN : nanos;
        }

        private static double perSecond(long count, double seconds) {
            return seconds <= 0 ? Double.NaN : count / seconds;
        }
    }
}
