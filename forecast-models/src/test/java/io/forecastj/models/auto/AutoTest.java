package io.forecastj.models.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoTest {
    private static final int HORIZON = 6;

    private static List<TimeSeries> months(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> AutoContractTest.monthly(i, 60 + i).toBuilder()
                        .id("s" + i)
                        .build())
                .toList();
    }

    private static Auto.Builder fast() {
        return Auto.forecaster().column("y").horizon(HORIZON).preset(Preset.FAST);
    }

    @Test
    void theReportShowsTheDataTheCandidatesAndTheWeights(@TempDir Path directory) {
        List<TimeSeries> series = months(12);
        try (Predictor predictor = fast().build().fit(series)) {
            AutoReport report = Auto.report(predictor);
            assertThat(report.data()).isEqualTo("12 series of 66 rows (median), seasons [12], all values above 0");
            assertThat(report.windows()).isEqualTo(1);
            assertThat(report.tried()).extracting(AutoReport.Tried::name).contains("theta", "seasonal-naive");
            assertThat(report.tried()).anyMatch(AutoReport.Tried::used);
            assertThat(report.error()).isBetween(0.01, 1.0);
            assertThat(report.toString()).contains("candidate", report.combination());
            assertThat(predictor.info().parameters())
                    .containsEntry("data", report.data())
                    .containsEntry("members", report.usedText());

            Predictors.save(predictor, directory.resolve("model"));
            try (Predictor loaded = Predictors.load(directory.resolve("model"))) {
                assertThat(Auto.report(loaded)).hasToString(report.toString());
            }
        }
        assertThatThrownBy(() -> Auto.report(Baselines.naive("y", 1).fit(series.get(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a predictor of Auto.forecaster()");
    }

    @Test
    void aFitIsTheSameWithAnyExecutorAndEndsItsProgressAtOne() {
        List<TimeSeries> series = months(8);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<FitProgress> reports = new ArrayList<>();
        FitListener listener = reports::add;
        try (Predictor serial = fast().build().fit(series, listener.on(Runnable::run));
                Predictor parallel = fast().build().fit(series, FitListener.NONE.on(pool))) {
            assertThat(parallel.modelHash()).isEqualTo(serial.modelHash());
        } finally {
            pool.shutdown();
        }
        assertThat(reports).isSortedAccordingTo((a, b) -> Double.compare(a.completed(), b.completed()));
        assertThat(reports.get(reports.size() - 1).completed()).isEqualTo(1);
    }

    @Test
    void aFitCanBeCancelled() {
        FitListener cancelling = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> fast().build().fit(months(3), cancelling)).isInstanceOf(CancellationException.class);
    }

    /** Knows the answer: the rows that follow. */
    private static Forecaster oracle(List<TimeSeries> whole) {
        return new Oracle(whole);
    }

    @Test
    void aCandidateThatIsAlwaysRightGetsTheWeight() {
        List<TimeSeries> whole = months(6);
        List<TimeSeries> training =
                whole.stream().map(one -> one.head(one.length() - HORIZON)).toList();
        try (Predictor predictor = fast().candidate(oracle(whole)).build().fit(training)) {
            AutoReport.Tried tried = Auto.report(predictor).tried().stream()
                    .filter(one -> one.name().equals("oracle"))
                    .findFirst()
                    .orElseThrow();
            assertThat(tried.error()).isZero();
            assertThat(tried.weight()).isGreaterThan(0.95);
        }
    }

    @Test
    void aCandidateThatFailsIsLeftOutWithItsReason() {
        Forecaster failing = new FailingForecaster("broken", HORIZON);
        try (Predictor predictor = fast().candidate(failing).build().fit(months(3))) {
            assertThat(Auto.report(predictor).tried())
                    .filteredOn(one -> one.name().equals("broken"))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.used()).isFalse();
                        assertThat(one.note()).isEqualTo("it never works");
                    });
        }
    }

    @Test
    void aBudgetThatIsUsedUpLeavesOutTheSlowerCandidates() {
        Forecaster auto = fast().preset(Preset.BEST).budget(Duration.ofNanos(1)).build();
        assertThatThrownBy(() -> Auto.forecaster().budget(Duration.ZERO)).hasMessageContaining("above 0");
        try (Predictor predictor = auto.fit(months(3))) {
            assertThat(Auto.report(predictor).tried())
                    .extracting(AutoReport.Tried::note)
                    .contains("no time left in the budget");
            assertThat(predictor.predict(months(3).get(0)).points()).doesNotContain(Double.NaN);
        }
    }

    @Test
    void aSeriesThatTrainingDidNotSeeHasAForecastWithIntervals() {
        TimeSeries other =
                AutoContractTest.monthly(99, 70).toBuilder().id("other").build();
        try (Predictor predictor = fast().build().fit(months(8))) {
            Forecast forecast = predictor.predict(other);
            assertThat(forecast.status()).as("%s", forecast.reasons()).isEqualTo(ForecastStatus.OK);
            assertThat(forecast.interval(1, 0.95).lower()).isLessThan(forecast.point(1));
            assertThat(forecast.interval(1, 0.95).upper()).isGreaterThan(forecast.point(1));
        }
    }

    @Test
    void intervalsAreInTheUnitOfTheHistoryAlsoIfTrainingSawItsIdInAnother() {
        List<TimeSeries> series = months(8);
        // without the last training row, at which statistical members would go on
        TimeSeries other = series.get(3).head(60).map("y", y -> 1000 * y);
        TimeSeries few = series.get(3).head(5);
        for (Preset preset : List.of(Preset.FAST, Preset.BALANCED)) {
            try (Predictor predictor = fast().preset(preset).build().fit(series)) {
                Forecast usual = predictor.predict(series.get(3));
                Forecast large = predictor.predict(other);
                assertThat(width(large) / large.point(6))
                        .isCloseTo(width(usual) / usual.point(6), withinPercentage(30));
                assertThat(width(predictor.predict(few))).isPositive();
            }
        }
    }

    private static double width(Forecast forecast) {
        return forecast.interval(6, 0.95).upper() - forecast.interval(6, 0.95).lower();
    }

    @Test
    void forecastsOfDemandAreNeverNegative() {
        Random random = new Random(4);
        List<TimeSeries> demand = IntStream.range(0, 10)
                .mapToObj(i -> TimeSeries.of(
                                "y",
                                Instant.parse("2020-01-06T00:00:00Z"),
                                Sampling.daily(),
                                random.doubles(90)
                                        .map(u -> u < 0.7 ? 0 : Math.floor(1 + 10 * (u - 0.7)))
                                        .toArray())
                        .toBuilder()
                        .id("item" + i)
                        .build())
                .toList();
        try (Predictor predictor = fast().build().fit(demand)) {
            assertThat(Auto.report(predictor).tried())
                    .extracting(AutoReport.Tried::name)
                    .contains("croston", "croston-blocks");
            for (Forecast forecast : predictor.predictAll(demand)) {
                for (int step = 1; step <= HORIZON; step++) {
                    assertThat(forecast.point(step)).isNotNegative();
                    assertThat(forecast.interval(step, 0.95).lower()).isNotNegative();
                }
            }
        }
    }

    @Test
    void columnsThatAreKnownAheadAreUsed() {
        Random random = new Random(8);
        double[] price = random.doubles(90, 1, 3).toArray();
        double[] y = new double[price.length];
        for (int t = 0; t < y.length; t++) {
            y[t] = 100 - 20 * price[t] + random.nextGaussian();
        }
        TimeSeries all = TimeSeries.of("y", Instant.parse("2020-01-06T00:00:00Z"), Sampling.daily(), y)
                .with("price", price);
        TimeSeries training = all.head(80);
        Forecaster auto = Auto.forecaster()
                .column("y")
                .horizon(HORIZON)
                .knownFuture("price")
                .build();
        try (Predictor predictor = auto.fit(training)) {
            Forecast forecast = predictor.predict(training, all.slice(80, 90));
            for (int step = 1; step <= HORIZON; step++) {
                assertThat(forecast.point(step)).as("step " + step).isCloseTo(all.value(79 + step, "y"), within(4.0));
            }
            assertThatThrownBy(() -> predictor.predict(training))
                    .hasMessageContaining("[price] are needed for 6 steps");
        }
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Auto.forecaster().horizon(3).build()).hasMessageContaining("set column(...)");
        assertThatThrownBy(() -> Auto.forecaster().seasons(24, 12)).hasMessageContaining("at least 2 and increasing");
        assertThatThrownBy(() -> fast().candidate(Baselines.naive("y", 3)).build())
                .hasMessageContaining("the horizon of 'naive' must be 6, found 3");
        assertThatThrownBy(() -> fast().candidate(Baselines.naive("z", 6)).build())
                .hasMessageContaining("the target of 'naive' must be 'y', found [z]");
        assertThatThrownBy(() -> fast().build().fit(List.of())).hasMessageContaining("at least one series");
        TimeSeries one = months(1).get(0);
        assertThatThrownBy(() -> fast().build().fit(List.of(one, one)))
                .hasMessageContaining("more than one series has the id 's0'");
        assertThatThrownBy(() -> fast().knownFuture("y").build())
                .hasMessageContaining("columns other than the one to forecast");
        assertThatThrownBy(() -> fast().knownFuture("price").build().fit(one))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("needs the column 'price', which is set as known ahead")
                .hasMessageContaining("has [y]");
        assertThatThrownBy(() -> fast().staticAttributes("size").build().fit(one))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("needs the attribute 'size'; no series has it");
        assertThatThrownBy(() -> fast().build().fit(one.map("y", y -> Double.NaN)))
                .isInstanceOf(InsufficientHistoryException.class);
    }
}
