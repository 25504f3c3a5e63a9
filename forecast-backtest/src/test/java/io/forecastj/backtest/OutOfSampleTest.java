package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.day;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.AbstractPredictor;
import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.WalkForward.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutOfSampleTest {
    private static final int HORIZON = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void fitsAndSessionsAreShownExactlyTheRowsOfTheirWindow(long seed) {
        Random random = new Random(seed);
        int rows = 80 + random.nextInt(40);
        int test = 1 + random.nextInt(4);
        WalkForward walk = (random.nextBoolean() ? WalkForward.expanding(30) : WalkForward.rolling(30))
                .test(test)
                .step(test + random.nextInt(4))
                .refitEvery(1 + random.nextInt(4));
        TimeSeries series = daily(randomWalk(rows, seed));
        Probe probe = new Probe("probe", HORIZON);

        Backtest.on(series).windows(walk).compare(probe).run();

        List<Window> windows = walk.windows(rows - HORIZON, HORIZON);
        List<Window> fits = windows.stream().filter(Window::refit).toList();
        assertThat(probe.fits).as("seed %d", seed).hasSameSizeAs(fits);
        for (int f = 0; f < fits.size(); f++) {
            Window window = fits.get(f);
            assertThat(probe.fits.get(f))
                    .as("seed %d, %s", seed, window)
                    .containsExactly(series.slice(window.trainFrom(), window.dataTo()));
        }
        List<Integer> origins = new ArrayList<>();
        windows.forEach(window -> {
            for (int origin = window.testFrom(); origin < window.testTo(); origin++) {
                origins.add(origin);
            }
        });
        List<Integer> forecastAt = new ArrayList<>();
        for (Probe.Seen session : probe.sessions) {
            session.forecastAt().forEach(shown -> forecastAt.add(shown - 1));
            int shown = session.times().size();
            assertThat(session.times())
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(Arrays.stream(series.head(shown).timestamps())
                            .boxed()
                            .toList());
            assertThat(session.forecastAt()).as("seed %d", seed).endsWith(shown);
        }
        assertThat(forecastAt).as("seed %d", seed).isEqualTo(origins);
        assertThat(probe.sessions).as("seed %d", seed).hasSameSizeAs(fits);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void rowsAfterAnOriginDoNotChangeAForecastAtOrBeforeIt(long seed) {
        double[] values = randomWalk(90, seed);
        int cut = 50 + new Random(seed).nextInt(20);
        double[] changed = values.clone();
        for (int i = cut + 1; i < changed.length; i++) {
            changed[i] = -1_000 * i;
        }

        List<Double> before = forecastsUpTo(cut, values);
        assertThat(before).as("seed %d, cut %d", seed, cut).hasSizeGreaterThan(30);
        assertThat(forecastsUpTo(cut, changed)).as("seed %d, cut %d", seed, cut).isEqualTo(before);
    }

    private static List<Double> forecastsUpTo(int row, double[] values) {
        return Backtest.on(daily(values))
                .windows(WalkForward.rolling(30).test(3).step(3).refitEvery(2))
                .compare(new Probe("probe", HORIZON), Baselines.mean("y", HORIZON))
                .run()
                .rows()
                .filter(one -> !one.origin().isAfter(day(row)))
                .map(ForecastRow::forecast)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void forecastsOfTheWalkingSessionEqualStatelessOnesBitForBit(long seed) {
        TimeSeries series = daily(randomWalk(120, seed));
        List<Forecaster> forecasters = List.of(
                Baselines.naive("y", HORIZON),
                Baselines.seasonalNaive("y", HORIZON, 7),
                Baselines.drift("y", HORIZON),
                Baselines.mean("y", HORIZON));
        BacktestResult result = Backtest.on(series)
                .windows(WalkForward.expanding(40).step(3).refitEvery(5))
                .compare(forecasters.subList(2, 4))
                .run();

        assertThat(result.seasonLength()).isEqualTo(7);
        for (Forecaster forecaster : forecasters) {
            List<ForecastRow> rows = result.rows()
                    .filter(row -> row.model().equals(forecaster.name()))
                    .toList();
            assertThat(rows).isNotEmpty();
            try (Predictor predictor = forecaster.fit(series.head(40))) {
                for (ForecastRow row : rows) {
                    Forecast stateless = predictor.predict(series.head(series.rowAtOrBefore(row.origin()) + 1));
                    assertThat(row.forecast()).as("seed %d, %s", seed, row).isEqualTo(stateless.point(row.step()));
                }
            }
        }
    }

    /** A forecaster that returns a model from elsewhere from every fit, which forecasts 100. */
    private record Pretrained(@Nullable Instant trainedTo) implements Forecaster {
        @Override
        public String name() {
            return "pretrained";
        }

        @Override
        public int horizon() {
            return 1;
        }

        @Override
        public List<String> targets() {
            return List.of("y");
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            return new AbstractPredictor(PredictorInfo.builder("pretrained", 1)
                    .column("y", ColumnRole.TARGET)
                    .trained(null, trainedTo)
                    .build()) {
                @Override
                protected void identify(StateWriter out) {}

                @Override
                protected SeriesState newState(SeriesContext context) {
                    return Formula.constant("hundred", 1, 100).states().apply(context);
                }
            };
        }
    }

    private static BacktestResult backtest(Forecaster forecaster) {
        return Backtest.on(daily(randomWalk(50, 1)))
                .windows(WalkForward.expanding(20))
                .compare(forecaster)
                .run();
    }

    @Test
    void aPredictorThatWasTrainedOnLaterRowsIsRefused() {
        assertThatThrownBy(() -> backtest(new Pretrained(Instant.parse("2030-01-01T00:00:00Z"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'pretrained' was trained up to 2030-01-01T00:00:00Z")
                .hasMessageContaining("its training rows end at 2024-01-21T00:00:00Z");
    }

    @Test
    void ofAModelWhoseTrainingSpanIsNotKnownNobodyCanSayThatItIsOutOfSample() {
        String note = "its training span is not known, so whether its forecasts are out of sample cannot be checked";
        BacktestResult result = backtest(new Pretrained(null));
        assertThat(result.summary()).containsOnlyOnce("pretrained: " + note + "\n");
        String page = result.report().html();
        assertThat(List.of(
                        page.indexOf("pretrained on y is"),
                        page.indexOf("pretrained: " + note + "."),
                        page.indexOf("<h2>Scores</h2>"),
                        page.indexOf("<h2>Configuration</h2>"),
                        page.lastIndexOf("; " + note)))
                .doesNotContain(-1)
                .isSorted();
    }

    @Test
    void aModelThatStatesItsTrainingSpanIsNotNoted() {
        for (Forecaster known : List.of(new Pretrained(day(10)), Baselines.drift("y", 1), new Probe("probe", 1))) {
            BacktestResult result = backtest(known);
            assertThat(result.summary()).as(known.name()).doesNotContain("training span");
            assertThat(result.report().html()).as(known.name()).doesNotContain("training span is not");
        }
    }
}
