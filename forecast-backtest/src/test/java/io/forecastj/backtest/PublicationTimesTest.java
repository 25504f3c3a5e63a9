package io.forecastj.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.Join;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.splits.PurgedKFold;
import io.forecastj.backtest.splits.SplitBacktest;
import io.forecastj.backtest.strategy.TradingStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Backtests of series whose values are published late and revised. */
class PublicationTimesTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int ROWS = 80;
    private static final WalkForward WINDOWS = WalkForward.expanding(20).test(2).step(2);

    private static Instant day(int row) {
        return START.plus(Duration.ofDays(row));
    }

    /**
     * Makes a walk of which each value is published a day late, and revised ten days after its row.
     *
     * @param changedAfter values published after this time are others
     */
    private static TimeSeries late(String id, long seed, Instant changedAfter) {
        Random random = new Random(seed);
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.daily());
        double value = 100;
        for (int row = 0; row < ROWS; row++) {
            value += random.nextGaussian();
            for (int delay : new int[] {1, 10}) {
                double one = value + (delay == 1 ? random.nextGaussian() : 0);
                Instant published = day(row + delay);
                series.publish(day(row), published, published.isAfter(changedAfter) ? 1000 - one : one);
            }
        }
        return series.build();
    }

    private static Map<Instant, String> scoresSeenBy(TimeSeries series) {
        Map<Instant, String> seen = new TreeMap<>();
        Backtest.on(series)
                .windows(WINDOWS)
                .seasonLength(1)
                .compare(Baselines.drift("y", 3))
                .refitWhen(soFar -> {
                    seen.put(soFar.origin(), soFar.folds().toString());
                    return false;
                })
                .run();
        return seen;
    }

    @Test
    void aRuleForRefittingSeesScoresOfWhatWasPublishedByThen() {
        Instant day = day(50);
        Map<Instant, String> all = scoresSeenBy(late("a", 1, Instant.MAX));
        Map<Instant, String> changed = scoresSeenBy(late("a", 1, day));
        assertThat(all).hasSizeGreaterThan(20).isNotEqualTo(changed);
        all.forEach((origin, scores) -> {
            if (!origin.isAfter(day)) {
                assertThat(changed.get(origin)).as("asked at %s", origin).isEqualTo(scores);
            }
        });
        assertThat(String.join("", all.values())).as("scores").contains("pairs=6");
    }

    @Test
    void theNaiveForecastRepeatsTheLastPublishedValue() {
        TimeSeries series = late("a", 2, Instant.MAX);
        BacktestResult result = Backtest.on(series)
                .windows(WINDOWS)
                .seasonLength(1)
                .compare(Baselines.drift("y", 1))
                .run();
        double sum = 0;
        List<ForecastRow> rows = result.rows().toList();
        for (ForecastRow row : rows) {
            int origin = series.rowAtOrBefore(row.origin());
            double known = series.publications(origin - 1, "y").get(0).value();
            sum += Math.abs(series.value(origin + 1, 0) - known);
        }
        assertThat(result.scores("naive").overall().mae()).isCloseTo(sum / rows.size(), within(1e-9));
    }

    @Test
    void parallelFitsOnSeveralSeriesForecastWhatFitsInOrderDo() {
        List<TimeSeries> series = List.of(late("a", 3, Instant.MAX), late("b", 4, Instant.MAX));
        Backtest inOrder = Backtest.on(series).windows(WINDOWS.refitEvery(3)).compare(Baselines.drift("y", 3));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            BacktestResult parallel = Backtest.on(series)
                    .windows(WINDOWS.refitEvery(3))
                    .compare(Baselines.drift("y", 3))
                    .parallel(pool)
                    .run();
            assertThat(parallel.rows().filter(row -> row.model().equals("drift")))
                    .containsExactlyElementsOf(inOrder.run()
                            .rows()
                            .filter(row -> row.model().equals("drift"))
                            .toList())
                    .isNotEmpty();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aSplitTrainsOnWhatWasPublishedByTheEndOfEachPart() {
        TimeSeries series = late("a", 5, Instant.MAX);
        TimeSeries both = series.join(TimeSeries.of("x", START, Sampling.daily(), new double[ROWS]), Join.EXACT);
        Probe probe = new Probe("probe", 2);
        SplitBacktest.on(both).splits(PurgedKFold.of(4)).compare(probe).run();
        assertThat(probe.fits).hasSize(4);
        for (TimeSeries part : probe.fits.stream().flatMap(List::stream).toList()) {
            assertThat(part.vintageColumns()).containsExactly("y");
            assertThat(part.columns()).containsExactly("y", "x");
            assertThat(part.id()).startsWith("a from ");
            Instant end = part.time(part.length() - 1);
            int first = both.rowAtOrBefore(part.time(0));
            TimeSeries expected = both.slice(first, first + part.length()).publishedBy(end);
            for (int row = 0; row < part.length(); row++) {
                assertThat(part.publications(row, "y")).isEqualTo(expected.publications(row, "y"));
            }
            assertThat(part.declaredSampling()).isEqualTo(Sampling.daily());
        }
    }

    @Test
    void aDecisionSeesTheColumnsAsTheyWereKnown() {
        TimeSeries late = late("a", 6, Instant.MAX);
        double[] prices = new double[ROWS];
        Arrays.setAll(prices, row -> 100 + row % 5);
        TimeSeries bars = TimeSeries.of("open", START, Sampling.daily(), prices)
                .with("close", prices)
                .join(late, Join.EXACT);
        List<String> wrong = new ArrayList<>();
        List<Instant> asked = new ArrayList<>();
        BacktestResult result = Backtest.on(late)
                .windows(WINDOWS)
                .compare(Baselines.drift("y", 1))
                .run();
        TimeSeries named = bars.select("y", "open", "close");
        TradingStrategy rule = TradingStrategy.of(context -> {
            asked.add(context.time());
            TimeSeries expected = named.head(context.history().length()).asOf(context.time());
            for (int row = 0; row < expected.length(); row++) {
                double found = context.history().value(row, "y");
                if (Double.compare(found, expected.value(row, "y")) != 0) {
                    wrong.add(context.time() + " row " + row + ": " + found);
                }
            }
            return 1;
        });
        rule.run(result, "drift", withId(named));
        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(wrong).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.prices("y", "close").run(result, "drift", withId(named)))
                .withMessageContaining("'y'")
                .withMessageContaining("publication times")
                .withMessageContaining("asOf(...)");
    }

    private static TimeSeries withId(TimeSeries series) {
        return TimeSeries.of("spare", START, Sampling.daily(), new double[ROWS]).toBuilder()
                .id("a")
                .build()
                .join(series, Join.EXACT)
                .select("y", "open", "close");
    }
}
