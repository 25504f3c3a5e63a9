package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random chains of operations on series with publication times. */
class VintageChainsTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int CHAINS = 500;

    private record Step(String name, UnaryOperator<TimeSeries> operation) {}

    /** Checks that an operation on all publications gives at a time what it gives on those known then. */
    @Test
    void operationsKeepWhatWasKnownAtEachTimeOrAreRefused() {
        int refused = 0;
        int applied = 0;
        for (long seed = 1; seed <= CHAINS; seed++) {
            Random random = new Random(seed);
            TimeSeries series = series(random, "a", "b", "c");
            Instant known = START.plus(Duration.ofHours(random.nextInt(-48, 24 * 40)));
            TimeSeries then = series.asOf(known);
            StringBuilder chain = new StringBuilder("seed " + seed + " at " + known + ":");
            for (int i = random.nextInt(1, 7); i > 0; i--) {
                Step step = step(random, series, known);
                chain.append(' ').append(step.name());
                TimeSeries changed;
                try {
                    changed = step.operation().apply(series);
                } catch (InvalidSeriesException e) {
                    assertThat(e).as(chain.toString()).hasMessageContaining("publication times");
                    assertThat(series.hasVintages()).as(chain.toString()).isTrue();
                    refused++;
                    continue;
                }
                then = step.operation().apply(then).asOf(known);
                series = changed;
                applied++;
                assertThat(series.asOf(known)).as(chain.toString()).isEqualTo(then);
                assertThat(series.publishedBy(known.plusSeconds(1)).asOf(known))
                        .as(chain.toString())
                        .isEqualTo(then);
                requireConsistent(series, known, chain.toString());
            }
        }
        assertThat(refused).isGreaterThan(CHAINS / 10);
        assertThat(applied).isGreaterThan(CHAINS);
    }

    private static void requireConsistent(TimeSeries series, Instant known, String chain) {
        TimeSeries then = series.asOf(known);
        TimeSeries last = series.asOf(Instant.MAX);
        assertThat(series).as(chain).hasSameHashCodeAs(series.publishedBy(Instant.MAX));
        assertThat(series).as(chain).isEqualTo(series.publishedBy(Instant.MAX));
        for (int row = 0; row < series.length(); row++) {
            for (int c = 0; c < series.columns().size(); c++) {
                same(series.valueAsOf(row, c, known.toEpochMilli()), then.value(row, c), chain);
                same(series.value(row, c), last.value(row, c), chain);
                List<PublishedValue> all =
                        series.publications(row, series.columns().get(c));
                assertThat(all).as(chain).isSortedAccordingTo((x, y) -> x.published()
                        .compareTo(y.published()));
                if (!all.isEmpty()) {
                    same(all.get(all.size() - 1).value(), series.value(row, c), chain);
                }
            }
        }
    }

    private static void same(double found, double expected, String chain) {
        assertThat(Double.valueOf(found)).as(chain).isEqualTo(Double.valueOf(expected));
    }

    private static Step step(Random random, TimeSeries series, Instant known) {
        int rows = series.length();
        int from = random.nextInt(rows + 1);
        int to = from + random.nextInt(rows - from + 1);
        String first = series.columns().get(random.nextInt(series.columns().size()));
        String fresh = "n" + random.nextInt(1_000_000);
        long seed = random.nextLong();
        return switch (random.nextInt(18)) {
            case 0 -> new Step("slice(" + from + "," + to + ")", one -> one.slice(from, to));
            case 1 -> new Step("head(" + to + ")", one -> one.head(to));
            case 2 -> new Step("tail(" + to + ")", one -> one.tail(to));
            case 3 ->
                new Step(
                        "between",
                        one -> one.between(START.plus(Duration.ofDays(from)), START.plus(Duration.ofDays(to))));
            case 4 -> new Step("select(" + first + ")", one -> one.select(first));
            case 5 -> new Step("rename(" + first + ")", one -> one.rename(first, fresh));
            case 6 -> new Step("map(" + first + ")", one -> one.map(first, value -> 2 * value - 1));
            case 7 -> new Step("with(" + first + ")", one -> one.with(first, values(one.length())));
            case 8 -> new Step("with(" + fresh + ")", one -> one.with(fresh, values(one.length())));
            case 9 -> new Step("with(" + fresh + ", function)", one -> one.with(fresh, row -> row.value(first) + 1));
            case 10 -> new Step("fill(" + first + ")", one -> one.fill(Fill.previous(), first));
            case 11 -> new Step("onGrid", one -> one.onGrid(Sampling.daily(), Aggregation.LAST));
            case 12 -> new Step("toBuilder", one -> one.toBuilder().id("other").build());
            case 13 -> new Step("resample", one -> one.resample(Sampling.fixed(Duration.ofDays(2)), Aggregation.LAST));
            case 14 ->
                new Step(
                        "concat(slices " + from + ")", one -> one.slice(0, from).concat(one.slice(from, one.length())));
            case 15 -> {
                // the joined series is known as of the same time in both orders of the two operations
                TimeSeries other = series(new Random(seed), "x" + fresh);
                Join policy = List.of(Join.MISSING, Join.COMMON, Join.ALL, Join.PREVIOUS)
                        .get(random.nextInt(4));
                yield new Step(
                        "join(" + policy + ")", one -> one.join(one.hasVintages() ? other : other.asOf(known), policy));
            }
            case 16 -> new Step("publishedBy later", one -> one.publishedBy(known.plus(Duration.ofHours(5))));
            default -> new Step("requireSame", one -> one.slice(0, one.length()));
        };
    }

    private static double[] values(int rows) {
        return IntStream.range(0, rows).mapToDouble(row -> row % 7).toArray();
    }

    /** Days, some of them absent, whose values are published up to three times, early or late, or never. */
    private static TimeSeries series(Random random, String... columns) {
        TimeSeries.Builder published = TimeSeries.builder(columns).id("random").attribute("size", 3);
        TimeSeries.Builder plain =
                TimeSeries.builder("plain" + columns[0]).id("random").attribute("size", 3);
        for (int day = 0; day < 12; day++) {
            if (random.nextInt(8) == 0) {
                continue;
            }
            Instant time = START.plus(Duration.ofDays(day));
            plain.add(time, random.nextInt(4) == 0 ? Double.NaN : day);
            double[] none = new double[columns.length];
            Arrays.fill(none, Double.NaN);
            published.publish(time, time, none);
            int hours = -50;
            for (int count = random.nextInt(4); count > 0; count--) {
                hours += 1 + random.nextInt(200);
                double[] row = new double[columns.length];
                for (int c = 0; c < row.length; c++) {
                    row[c] = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(100);
                }
                published.publish(time, time.plus(Duration.ofHours(hours)), row);
            }
        }
        TimeSeries both = published.build().join(plain.build(), Join.EXACT);
        List<String> order = new ArrayList<>(both.columns());
        Collections.shuffle(order, random);
        return both.select(order.toArray(String[]::new));
    }
}
