package io.forecastj.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.models.linear.Linear;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class OutOfFoldTest {
    private static final double[] LEVELS = {0.1, 0.9};

    private static TimeSeries walk(String id, int start, int rows) {
        Random random = new Random(7 + start);
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.daily());
        double y = 50;
        for (int i = 0; i < rows; i++) {
            y += random.nextGaussian();
            series.add(Instant.EPOCH.plusSeconds(86_400L * (start + i)), y);
        }
        return series.build();
    }

    private static Forecaster linear() {
        return Linear.forecaster().column("y").lookback(5).horizon(3).build();
    }

    private static List<SeriesForecasts> collect(List<TimeSeries> series, Folds folds) {
        return OutOfFold.collect(
                "test",
                List.of(linear(), Baselines.naive("y", 3)),
                List.of("y"),
                new double[0],
                series,
                folds,
                FitListener.NONE);
    }

    @Test
    void membersForecastFromWhatWasKnownAtEachOrigin() {
        TimeSeries walk = walk("a", 0, 120);
        TimeSeries.Builder published = TimeSeries.builder("y").id("a").sampling(Sampling.daily());
        for (int row = 0; row < walk.length(); row++) {
            Instant time = walk.time(row);
            published.publish(time, time, walk.value(row, 0));
            published.publish(time, time.plusSeconds(2 * 86_400), walk.value(row, 0) + 100);
        }
        TimeSeries revised = published.build();
        SeriesForecasts forecasts = collect(List.of(revised), Folds.standard(List.of(revised), 3, 6))
                .get(0);
        int naive = 1;
        for (int row = forecasts.firstAnswer(); row <= forecasts.lastOrigin(); row++) {
            assertThat(forecasts.point(row, naive, 0, 1)).as("row %d", row).isEqualTo(walk.value(row, 0));
        }
        assertThat(forecasts.truth(forecasts.firstAnswer(), 0, 1))
                .isEqualTo(walk.value(forecasts.firstAnswer() + 1, 0) + 100);
    }

    @Test
    void everyForecastComesFromAModelOfTheRowsUpToItsFold() {
        List<TimeSeries> series = List.of(walk("a", 0, 120), walk("b", 40, 100));
        Folds folds = Folds.standard(series, 3, 6);
        assertThat(folds.folds()).hasSize(5);
        List<SeriesForecasts> forecasts = collect(series, folds);
        for (Folds.Fold fold : folds.folds()) {
            assertThat(fold.firstOrigin()).isAfterOrEqualTo(fold.to());
            try (Predictor model = linear().fit(Forecaster.Trainer.cut(series, fold.from(), fold.to()))) {
                for (SeriesForecasts one : forecasts) {
                    for (int row = one.firstRow(fold); row <= one.lastRow(fold); row++) {
                        double[] expected =
                                model.predict(one.series().head(row + 1)).points();
                        for (int step = 1; step <= 3; step++) {
                            assertThat(one.point(row, 0, 0, step)).isEqualTo(expected[step - 1]);
                            assertThat(one.point(row, 1, 0, step))
                                    .isEqualTo(one.series().value(row, "y"));
                        }
                    }
                }
            }
        }
        assertThat(forecasts.get(0).lastOrigin()).isEqualTo(118);
        assertThat(forecasts.get(0).truth(118, 0, 1)).isEqualTo(series.get(0).value(119, "y"));
        assertThat(forecasts.get(0).truth(118, 0, 2)).isNaN();
    }

    @Test
    void theStandardFoldsOfOneSeriesAreWindowsOfAnExpandingWalkForward() {
        List<TimeSeries> series = List.of(walk("a", 0, 151));
        // the last third without the last row: origins 100 to 149 in five windows
        assertThat(Folds.standard(series, 3, 6).folds())
                .isEqualTo(Folds.of(WalkForward.expanding(98).test(10).step(10), series, 3)
                        .folds())
                .isEqualTo(Folds.of(WalkForward.folds(5), series, 3).folds());
    }

    @Test
    void seriesThatEndAtOtherTimesGiveTheirOwnLastRows() {
        List<TimeSeries> series = List.of(walk("a", 0, 60), walk("b", 200, 90), walk("c", 0, 400));
        List<SeriesForecasts> forecasts = collect(series, Folds.standard(series, 3, 6));
        assertThat(forecasts).allSatisfy(one -> assertThat(one.lastOrigin()).isGreaterThan(one.firstOrigin()));
        // the last third each, without the last row; c, which is long, has no origins where a and b end
        assertThat(forecasts).extracting(SeriesForecasts::firstOrigin).containsExactly(39, 59, 266);
        assertThat(forecasts).extracting(SeriesForecasts::lastOrigin).containsExactly(58, 88, 398);
        assertThat(forecasts.get(2).point(266, 1, 0, 1)).isEqualTo(series.get(2).value(266, "y"));
    }

    @Test
    void moreForecastsThanAnArrayHoldsAreRefused() {
        TimeSeries one = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), new double[110_000]);
        Folds.Fold all = new Folds.Fold(Instant.MIN, one.time(10), one.time(10), one.time(109_999));
        assertThatThrownBy(() ->
                        new SeriesForecasts(one, 0, new Folds(List.of(all)), 2, List.of("y"), 20_000, new double[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use windows with fewer test rows");
    }

    @Test
    void quantilesComeAlongWhenAskedFor() {
        List<TimeSeries> series = List.of(walk("a", 0, 60));
        SeriesForecasts one = OutOfFold.collect(
                        "test",
                        List.of(Baselines.naive("y", 2)),
                        List.of("y"),
                        LEVELS,
                        series,
                        Folds.of(WalkForward.expanding(40).test(5).step(5), series, 2),
                        FitListener.NONE)
                .get(0);
        assertThat(one.quantile(42, 0, 0, 1, 0)).isLessThan(one.point(42, 0, 0, 1));
        assertThat(one.quantile(42, 0, 0, 1, 1)).isGreaterThan(one.point(42, 0, 0, 1));
    }

    @Test
    void aMemberWithoutAnyForecastIsNamed() {
        List<TimeSeries> series = List.of(walk("a", 0, 30));
        Forecaster greedy =
                Linear.forecaster().column("y").lookback(50).horizon(3).build();
        assertThatThrownBy(() -> OutOfFold.collect(
                        "stack",
                        List.of(Baselines.naive("y", 3), greedy),
                        List.of("y"),
                        new double[0],
                        series,
                        Folds.standard(series, 3, 6),
                        FitListener.NONE))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("'stack'")
                .hasMessageContaining("'linear'")
                .hasMessageContaining("needs at least 53 rows");
    }

    @Test
    void aListenerCancels() {
        FitListener never = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        List<TimeSeries> series = List.of(walk("a", 0, 60));
        assertThatThrownBy(() -> OutOfFold.collect(
                        "stack",
                        List.of(linear()),
                        List.of("y"),
                        new double[0],
                        series,
                        Folds.standard(series, 3, 3),
                        never))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void theLastWindowMayBeShorterSoThatEveryOriginIsUsed() {
        List<TimeSeries> series = List.of(walk("a", 0, 100));
        // origins from row 62 on: 62 to 81, and 82 to 98, since no row follows row 99
        SeriesForecasts one = collect(
                        series, Folds.of(WalkForward.expanding(60).test(20).step(20), series, 3))
                .get(0);
        assertThat(one.firstOrigin()).isEqualTo(62);
        assertThat(one.lastOrigin()).isEqualTo(98);
        for (int row = 62; row <= 98; row++) {
            assertThat(one.point(row, 0, 0, 1)).as("row %d", row).isNotNaN();
        }
    }

    @Test
    void windowsWithoutRefitShareOneFitAndOneSession() {
        List<TimeSeries> series = List.of(walk("a", 0, 120));
        int[] fits = new int[1];
        FitListener counting = progress -> fits[0] = progress.total();
        SeriesForecasts once = OutOfFold.collect(
                        "test",
                        List.of(linear()),
                        List.of("y"),
                        new double[0],
                        series,
                        Folds.of(WalkForward.expanding(60).step(2).fitOnce(), series, 3),
                        counting)
                .get(0);
        assertThat(fits[0]).isEqualTo(1);
        TimeSeries trained = series.get(0).head(63);
        try (Predictor model = linear().fit(trained)) {
            for (int row = 62; row <= 118; row++) {
                double expected = row % 2 == 0
                        ? model.predict(series.get(0).head(row + 1)).point(1)
                        : Double.NaN;
                assertThat(Double.valueOf(once.point(row, 0, 0, 1)))
                        .as("row %d", row)
                        .isEqualTo(Double.valueOf(expected));
            }
        }
    }

    @Test
    void windowsThatOverlapEndWhereTheNextOneStarts() {
        List<TimeSeries> series = List.of(walk("a", 0, 100));
        Folds folds = Folds.of(WalkForward.expanding(60).test(20).step(10), series, 3);
        List<Folds.Fold> all = folds.folds();
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i - 1).lastOrigin()).isBefore(all.get(i).firstOrigin());
        }
        assertThat(all.get(all.size() - 1).lastOrigin()).isEqualTo(series.get(0).time(98));
    }

    @Test
    void aForecastIsDueAsManyRowsLaterAsItsStep() {
        DueForecasts due = new DueForecasts(3, 1);
        for (int row = 0; row < 20; row++) {
            due.advance();
            for (int step = 1; step <= 3; step++) {
                int origin = row - step;
                if (origin >= 0 && origin % 5 != 4) {
                    assertThat(due.issued(step))
                            .as("step " + step + " of row " + row)
                            .containsExactly(origin);
                } else {
                    assertThat(due.issued(step)).isNull();
                }
            }
            if (row % 5 != 4) {
                due.issue()[0] = row;
            }
        }
    }
}
