package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Join;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Allocation;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.RecordingRegressor;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import io.forecastj.models.saving.SavedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeseasonalisedTest {
    private static final int HORIZON = 60;

    /** A level with seasons of 8 and 40 rows. */
    private static TimeSeries twoSeasons(String id, Sampling sampling, int rows, double noise, long seed) {
        Random random = new Random(seed);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = 100 + season(i) + noise * random.nextGaussian();
        }
        return TimeSeries.of("y", Instant.parse("2020-01-01T00:00:00Z"), sampling, y).toBuilder()
                .id(id)
                .build();
    }

    private static double season(int i) {
        return 10 * Math.sin(2 * Math.PI * i / 8) + (i % 40 < 10 ? 9 : -3);
    }

    private static TimeSeries hours(int rows, double noise, long seed) {
        return twoSeasons("y", Sampling.hourly(), rows, noise, seed);
    }

    private static Forecaster naive() {
        return Baselines.naive("y", HORIZON);
    }

    private static Deseasonalised.Builder naiveWithoutSeasons() {
        return Deseasonalised.forecaster(naive()).seasons(8, 40);
    }

    private static double error(Forecast forecast, TimeSeries all) {
        int origin = all.rowAtOrBefore(forecast.origin());
        return IntStream.rangeClosed(1, HORIZON)
                .mapToDouble(step -> Math.abs(forecast.point(step) - all.value(origin + step, "y")))
                .average()
                .orElseThrow();
    }

    @Test
    void seasonsContinueFromAnyRowOfAnyHistory() {
        TimeSeries all = hours(600, 0, 1);
        try (Predictor predictor = naiveWithoutSeasons().build().fit(all.head(400))) {
            for (int end : new int[] {7, 311, 400, 401, 417, 440, 539}) {
                for (int rows : new int[] {7, end, Math.min(end, 33)}) {
                    Forecast forecast = predictor.predict(all.slice(end - rows, end));
                    assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
                    for (int step = 1; step <= HORIZON; step++) {
                        assertThat(forecast.point(step))
                                .as("%d rows to %d, step %d", rows, end, step)
                                .isCloseTo(100 + season(end - 1 + step), within(0.2));
                    }
                }
            }
        }
    }

    @Test
    void monthsAndLocalDaysKeepTheirPlaces() {
        for (Sampling sampling : List.of(Sampling.monthly(), Sampling.daily(ZoneId.of("Europe/Berlin")))) {
            TimeSeries all = twoSeasons("y", sampling, 400, 0, 1);
            try (Predictor predictor = naiveWithoutSeasons().build().fit(all.head(250))) {
                for (int end : new int[] {100, 250, 333}) {
                    assertThat(error(predictor.predict(all.slice(end - 10, end)), all))
                            .as("%s to %d", sampling, end)
                            .isLessThan(0.2);
                }
            }
        }
    }

    @Test
    void absentRowsDoNotShiftTheSeason() {
        TimeSeries all = hours(600, 0, 1);
        TimeSeries.Builder some = all.head(1).toBuilder();
        for (int i = 1; i < 500; i++) {
            if (i % 13 != 5 && (i < 430 || i > 435)) {
                some.add(all.timestamp(i), all.value(i, 0));
            }
        }
        TimeSeries history = some.build();
        int training = history.rowAtOrBefore(all.time(400)) + 1;
        try (Predictor predictor = naiveWithoutSeasons().build().fit(history.head(training))) {
            assertThat(error(predictor.predict(history), all)).isLessThan(0.5);
            assertThat(error(predictor.predict(history.tail(20)), all)).isLessThan(0.5);
        }
    }

    @Test
    void missingValuesStayMissingForTheMember() {
        TimeSeries all = hours(460, 0, 1);
        double[] y = all.values("y");
        for (int i = 0; i < 400; i++) {
            y[i] = i < 5 || i % 7 == 2 || i / 8 == 21 ? Double.NaN : y[i];
        }
        TimeSeries history = all.with("y", y).head(400);
        SeasonalPattern pattern = new SeasonalSettings("y", new int[] {8, 40}, false).estimate(history);
        TimeSeries adjusted = pattern.remove(history, "y");
        for (int i = 0; i < 400; i++) {
            double value = adjusted.value(i, 0);
            assertThat(Double.isNaN(value)).as("row %d", i).isEqualTo(Double.isNaN(y[i]));
            assertThat(Double.isNaN(value) || Math.abs(value - 100) < 1)
                    .as("row %d: %s", i, value)
                    .isTrue();
        }
        try (Predictor predictor = naiveWithoutSeasons().build().fit(history)) {
            assertThat(error(predictor.predict(history), all)).isLessThan(1);
        }
    }

    @Test
    void aSeriesWithTwoSeasonsIsForecastBetterWithoutThem() {
        long seed = 11;
        TimeSeries all = hours(1000, 2, seed);
        Forecaster linear =
                Linear.forecaster().column("y").lookback(12).horizon(HORIZON).build();
        for (Forecaster member : List.of(linear, Baselines.drift("y", HORIZON), naive())) {
            double with = 0;
            double without = 0;
            double one = 0;
            try (Predictor plain = member.fit(all.head(800));
                    Predictor once =
                            Deseasonalised.forecaster(member).seasons(8).build().fit(all.head(800));
                    Predictor both = Deseasonalised.forecaster(member)
                            .seasons(8, 40)
                            .build()
                            .fit(all.head(800))) {
                for (int end = 800; end <= 940; end += 7) {
                    with += error(plain.predict(all.head(end)), all);
                    one += error(once.predict(all.head(end)), all);
                    without += error(both.predict(all.head(end)), all);
                }
            }
            assertThat(without).as("%s, seed %d", member.name(), seed).isLessThan(0.7 * with);
            assertThat(without).as("%s, seed %d", member.name(), seed).isLessThan(one);
        }
    }

    @Test
    void aMultiplicativeSeasonGrowsWithTheLevel() {
        TimeSeries all = TimeSeries.of(
                "y",
                Instant.EPOCH,
                Sampling.monthly(),
                IntStream.range(0, 180)
                        .mapToDouble(i -> Math.exp(0.02 * i) * (1 + 0.5 * Math.sin(2 * Math.PI * i / 12)))
                        .toArray());
        Forecaster member =
                Linear.forecaster().column("y").lookback(3).horizon(12).build();
        try (Predictor factor = Deseasonalised.forecaster(member)
                        .multiplicative()
                        .build()
                        .fit(all.head(120));
                Predictor summand = Deseasonalised.forecaster(member).build().fit(all.head(120))) {
            // the rest of the error is the member's, which forecasts a line
            assertThat(worstShare(factor.predict(all.head(168)), all))
                    .isLessThan(0.5 * worstShare(summand.predict(all.head(168)), all));
            TimeSeries adjusted = new SeasonalSettings("y", new int[] {12}, true)
                    .estimate(all.head(120))
                    .remove(all, "y");
            for (int i = 0; i < 180; i++) {
                assertThat(adjusted.value(i, "y") / Math.exp(0.02 * i))
                        .as("row %d", i)
                        .isCloseTo(0.93, within(0.03));
            }
            assertThat(factor.info().parameters())
                    .containsEntry("seasons", "[12]")
                    .containsEntry("decomposition", "STL, multiplicative");
        }
    }

    private static double worstShare(Forecast forecast, TimeSeries all) {
        int origin = all.rowAtOrBefore(forecast.origin());
        return forecast.steps().stream()
                .mapToDouble(step -> Math.abs(forecast.point(step) / all.value(origin + step, "y") - 1))
                .max()
                .orElseThrow();
    }

    @Test
    void multiplicativeSeasonsRefuseAValueThatIsNotPositive() {
        double[] y = hours(200, 0, 1).values("y");
        y[57] = 0;
        TimeSeries series = hours(200, 0, 1).with("y", y);
        Forecaster forecaster = naiveWithoutSeasons().multiplicative().build();
        assertThatThrownBy(() -> forecaster.fit(series))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 57 at " + series.time(57));
        try (Predictor predictor = forecaster.fit(hours(200, 0, 1))) {
            TimeSeries unseen = series.toBuilder().id("unseen").build();
            assertThatThrownBy(() -> predictor.predict(unseen))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("row 57 at " + series.time(57));
        }
    }

    @Test
    void quantilesMoveWithTheSeason() {
        TimeSeries all = hours(400, 2, 5);
        try (Predictor predictor = naiveWithoutSeasons().build().fit(all.head(350))) {
            SeasonalPattern pattern =
                    ((DeseasonalisedPredictor) predictor).patterns().get("y");
            TimeSeries history = all.head(373);
            try (Predictor member = naive().fit(pattern.remove(all.head(350), "y"))) {
                Forecast inner = member.predict(pattern.remove(history, "y"));
                Forecast forecast = predictor.predict(history);
                assertThat(forecast.levels()).isEqualTo(inner.levels()).isNotEmpty();
                for (int step = 1; step <= HORIZON; step++) {
                    double component = pattern.at(23 + step);
                    assertThat(forecast.point(step)).isEqualTo(inner.point(step) + component);
                    for (double level : inner.levels()) {
                        assertThat(forecast.quantile(step, level)).isEqualTo(inner.quantile(step, level) + component);
                    }
                }
            }
        }
    }

    @Test
    void aSeriesTooShortForASeasonIsForecastWithoutItAndSaysSo() {
        TimeSeries shorter = twoSeasons("short", Sampling.hourly(), 60, 1, 2);
        TimeSeries tiny = twoSeasons("tiny", Sampling.hourly(), 16, 1, 3);
        try (Predictor predictor = naiveWithoutSeasons().build().fit(List.of(hours(400, 1, 1), shorter, tiny))) {
            assertThat(predictor.info().parameters())
                    .containsEntry("series too short for a season", "2 of 3: 'short', 'tiny'");
            assertThat(predictor.predict(hours(400, 1, 1)).status()).isEqualTo(ForecastStatus.OK);
            assertThat(predictor.predict(shorter).status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(predictor.predict(shorter).reasons())
                    .containsExactly("too few values of 'y' for a season of 40 rows, which needs more than two of"
                            + " them; forecast without this season");
            assertThat(predictor.predict(tiny).reasons().get(0)).contains("a season of 8 rows");
            assertThat(predictor.predict(tiny).points()).containsOnly(tiny.value(15, "y"));
        }
    }

    @Test
    void anUnseenSeriesIsForecastByItsOwnSeasonOrRefused() {
        TimeSeries all = twoSeasons("new", Sampling.hourly(), 500, 1, 6);
        TimeSeries other = hours(400, 1, 1).map("y", value -> 100);
        try (Predictor predictor = naiveWithoutSeasons().build().fit(other)) {
            TimeSeries history = all.head(400);
            assertThat(error(predictor.predict(history), all)).isLessThan(4);
            List<Forecast> together = predictor.predictAll(List.of(history, other, all.head(401)));
            assertThat(together)
                    .containsExactly(
                            predictor.predict(history), predictor.predict(other), predictor.predict(all.head(401)));
        }
        try (Predictor predictor =
                naiveWithoutSeasons().unseen(UnseenSeries.REFUSE).build().fit(other)) {
            assertThatThrownBy(() -> predictor.predict(all))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("no season of the series 'new'");
        }
    }

    @Test
    void seriesOfASpacingWithoutASeasonStayAsTheyAre() {
        TimeSeries years = twoSeasons("y", new Sampling.Calendar(12, 1), 100, 1, 6);
        try (Predictor predictor = Deseasonalised.forecaster(naive()).build().fit(years);
                Predictor plain = naive().fit(years)) {
            assertThat(predictor.predict(years).points())
                    .isEqualTo(plain.predict(years).points());
            assertThat(predictor.predict(years).status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void anAppendedRowAllocatesNothing() {
        TimeSeries all = hours(400, 1, 1);
        try (Predictor predictor = naiveWithoutSeasons().build().fit(all);
                PredictionSession session = predictor.openSession(all)) {
            session.keepRows(0);
            long[] time = {all.timestamp(399)};
            double[] row = {100};
            double[] points = new double[HORIZON];
            long bytes = Allocation.leastOfWindows(2000, 1000, () -> {
                time[0] += 3_600_000L;
                row[0] += 0.01;
                session.append(time[0], row);
                session.forecastInto(points);
            });
            assertThat(bytes).isZero();
        }
    }

    @Test
    void aFitOnSeveralThreadsIsEqualAndCanBeCancelled() {
        List<TimeSeries> series = IntStream.range(0, 12)
                .mapToObj(i -> twoSeasons("s" + i, Sampling.hourly(), 150 + i, 1, i))
                .toList();
        Forecaster forecaster = naiveWithoutSeasons().build();
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try (Predictor serial = forecaster.fit(series);
                Predictor parallel = forecaster.fit(series, FitListener.NONE.on(executor))) {
            assertThat(parallel.modelHash()).isEqualTo(serial.modelHash());
        } finally {
            executor.shutdown();
        }
        FitListener cancelling = new FitListener() {
            @Override
            public void onProgress(FitProgress event) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> forecaster.fit(series, cancelling)).isInstanceOf(CancellationException.class);
    }

    @Test
    void refusesMembersAndSeriesThatItCannotAdjust() {
        Forecaster direction = Regression.forecaster()
                .regressor(new RecordingRegressor(3, Integer.MAX_VALUE))
                .features(FeaturePipeline.of(Features.difference("y", 1)))
                .target(Target.direction("y", 0.1))
                .strategy(Strategy.DIRECT)
                .horizon(1)
                .build();
        assertThatThrownBy(() -> Deseasonalised.forecaster(direction).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("classes");
        assertThatThrownBy(() -> Deseasonalised.forecaster(naive()).seasons())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> naiveWithoutSeasons().build().fit(List.of(hours(200, 1, 1), hours(200, 1, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than one series has the id 'y'");
        assertThatThrownBy(() -> naiveWithoutSeasons().build().fit(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs at least one series");
        assertThat(naiveWithoutSeasons().build().name()).isEqualTo("naive+deseasonalised");
        assertThat(naiveWithoutSeasons().name("load").build().name()).isEqualTo("load");
    }

    @Test
    void filesThatWereEditedAreRefused(@TempDir Path folder) throws IOException {
        Path saved = folder.resolve("model");
        try (Predictor predictor =
                naiveWithoutSeasons().multiplicative().build().fit(hours(200, 1, 1))) {
            Predictors.save(predictor, saved);
        }
        assertRefused(saved, "\"seasons\":\\[8,40\\]", "\"seasons\":[40,8]", "increasing numbers");
        assertRefused(saved, "\"seasons\":\\[8,40\\]", "\"seasons\":[8]", "40");
        assertRefused(saved, "\"8\":\\[", "\"8\":[1.5,", "8");
        assertRefused(saved, "\"8\":\\[", "\"8\":[-", "factors must be positive");
        assertRefused(saved, "\"anchor\":", "\"anchor\":99", "20,000 years");
        assertRefused(saved, "\"unseen\":\"ESTIMATE\"", "\"unseen\":\"IGNORE\"", "IGNORE");
        Predictors.load(saved).close();
    }

    private static void assertRefused(Path saved, String from, String to, String reason) throws IOException {
        Path file = saved.resolve("seasons.json");
        String text = Files.readString(file);
        SavedFiles.forge(saved, "seasons.json", from, to);
        assertThatThrownBy(() -> Predictors.load(saved))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(reason);
        Files.writeString(file, text);
        SavedFiles.rehash(saved, file);
    }

    @Test
    void everyPublicationOfTheTargetLosesTheSeasonOfItsRow() {
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        TimeSeries.Builder published = TimeSeries.builder("y").id("a").sampling(Sampling.daily());
        for (int row = 0; row < 6; row++) {
            Instant time = start.plus(Duration.ofDays(row));
            published.publish(time, time, 10 * row).publish(time, time.plus(Duration.ofDays(1)), 10 * row + 1);
        }
        TimeSeries series = published
                .build()
                .join(TimeSeries.of("x", start, Sampling.daily(), 1, 2, 3, 4, 5, 6), Join.EXACT)
                .select("x", "y");
        SeasonalPattern pattern =
                new SeasonalPattern(series.timestamp(0), Sampling.daily(), false, new double[][] {{100, 200}});
        TimeSeries removed = pattern.remove(series, "y");
        assertThat(removed.columns()).containsExactly("x", "y");
        assertThat(removed.vintageColumns()).containsExactly("y");
        assertThat(removed.id()).isEqualTo("a");
        for (int day = 0; day < 8; day++) {
            Instant known = start.plus(Duration.ofDays(day));
            assertThat(removed.asOf(known)).as("day %d", day).isEqualTo(pattern.remove(series.asOf(known), "y"));
        }
    }
}
