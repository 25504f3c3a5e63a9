package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.CalendarFeatures;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.features.Kernel;
import io.forecastj.models.Allocation;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.saving.SavedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The calendar of the forecast step is an input of the models, in training and in serving alike. */
class StepCalendarTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final CalendarFeatures LOCAL = Features.calendar(NEW_YORK);
    private static final LocalDate INDEPENDENCE_DAY = LocalDate.of(2025, 7, 4);

    private static final Sampling TRADING_DAYS =
            Sampling.weekdays(NEW_YORK).withHolidays(List.of(INDEPENDENCE_DAY, LocalDate.of(2025, 5, 26)));

    /** Weekdays at 16:00 in New York up to and with a day, without holidays; each weekday has a level of its own. */
    private static TimeSeries tradingDays(LocalDate last, int rows) {
        ZonedDateTime start = last.minusDays(rows * 2L).atTime(16, 0).atZone(NEW_YORK);
        long seed = 5;
        Random random = new Random(seed);
        TimeSeries.Builder series =
                TimeSeries.builder("y").id("shop").sampling(TRADING_DAYS).zone(NEW_YORK);
        long[] times = new long[2 * rows];
        TRADING_DAYS.after(start.toInstant().toEpochMilli(), times);
        long end = last.atTime(17, 0).atZone(NEW_YORK).toInstant().toEpochMilli();
        for (long time : times) {
            if (time < end) {
                int day = Instant.ofEpochMilli(time)
                        .atZone(NEW_YORK)
                        .getDayOfWeek()
                        .getValue();
                series.add(time, 100 + 10 * day + random.nextGaussian());
            }
        }
        return series.build();
    }

    private static Regression.Builder builder(Regressor regressor, Strategy strategy) {
        return Regression.forecaster()
                .regressor(regressor)
                .features(FeaturePipeline.of(Features.column("y"), Features.lag("y", 1)))
                .target(Target.level("y"))
                .strategy(strategy)
                .stepCalendar(
                        LOCAL.dayOfWeek(),
                        LOCAL.hourOfDay(),
                        LOCAL.daysToHoliday(List.of(INDEPENDENCE_DAY), 9),
                        Features.calendar().hourOfDay())
                .horizon(5);
    }

    /** The calendar's inputs for a time, computed with java.time. */
    private static double[] calendar(long time) {
        ZonedDateTime local = Instant.ofEpochMilli(time).atZone(NEW_YORK);
        long ahead = INDEPENDENCE_DAY.toEpochDay() - local.toLocalDate().toEpochDay();
        return new double[] {
            local.getDayOfWeek().getValue(),
            local.getHour(),
            ahead < 0 ? 9 : Math.min(9, ahead),
            Math.floorMod(time, 86_400_000L) / 3_600_000
        };
    }

    @ParameterizedTest
    @EnumSource
    void modelsLearnFromTheTimeOfTheRowTheyForecast(Strategy strategy) {
        TimeSeries series = tradingDays(LocalDate.of(2025, 7, 11), 90);
        RecordingRegressor recording = new RecordingRegressor();
        Instant end = series.time(series.length() - 1).plusMillis(1);
        Predictor predictor = builder(recording, strategy)
                .build()
                .prepare(List.of(series))
                .fit(series.time(7), end, RecordingRegressor.IN_ORDER);
        assertThat(predictor.info().featureNames().subList(2, 6))
                .containsExactly(
                        "future(dayOfWeek(\"America/New_York\"))",
                        "future(hourOfDay(\"America/New_York\"))",
                        "future(daysToHoliday(\"America/New_York\",9,20250704))",
                        "future(hourOfDay())");
        for (int model = 0; model < recording.training.size(); model++) {
            double[][] rows = recording.training.get(model).rows();
            for (int i = 0; i < rows.length; i++) {
                int step = strategy == Strategy.DIRECT ? model + 1 : strategy == Strategy.DIRECT_SHARED ? i % 5 + 1 : 1;
                int origin = 8 + (strategy == Strategy.DIRECT_SHARED ? i / 5 : i);
                if (strategy == Strategy.DIRECT_SHARED && origin + 5 >= series.length()) {
                    break; // the last origins have fewer steps
                }
                assertThat(Arrays.copyOfRange(rows[i], 2, 6))
                        .as("model %d, example %d", model, i)
                        .containsExactly(calendar(series.timestamp(origin + step)));
            }
        }
    }

    /** The steps skip a weekend, a holiday and, in March, a change of clocks. */
    @ParameterizedTest
    @EnumSource
    void forecastsTakeTheTimesOfTheSampling(Strategy strategy) {
        RecordingRegressor recording = new RecordingRegressor();
        Predictor predictor = builder(recording, strategy).build().fit(tradingDays(LocalDate.of(2025, 6, 20), 90));
        for (LocalDate last : List.of(LocalDate.of(2025, 7, 2), LocalDate.of(2025, 3, 6))) {
            TimeSeries history = tradingDays(last, 60);
            Forecast forecast = predictor.predict(history);
            double before = history.value(history.length() - 1, "y");
            double earlier = history.value(history.length() - 2, "y");
            for (int step = 1; step <= 5; step++) {
                double[] inputs = new double[strategy == Strategy.DIRECT_SHARED ? 7 : 6];
                inputs[0] = before;
                inputs[1] = earlier;
                System.arraycopy(calendar(forecast.time(step).toEpochMilli()), 0, inputs, 2, 4);
                if (strategy == Strategy.DIRECT_SHARED) {
                    inputs[6] = step;
                }
                double expected = recording.models.get(0).predict(inputs);
                assertThat(forecast.points()[step - 1])
                        .as("step %d after %s", step, last)
                        .isEqualTo(expected);
                if (strategy == Strategy.RECURSIVE) {
                    earlier = before;
                    before = expected;
                }
            }
        }
    }

    /** Hours of a market from 9 to 15 o'clock, of a series that does not declare them; the clocks change meanwhile. */
    @Test
    void closedHoursAreSkippedInLocalTime() {
        TimeSeries.Builder hours = TimeSeries.builder("y").zone(NEW_YORK);
        ZonedDateTime end = LocalDate.of(2025, 3, 7).atTime(14, 0).atZone(NEW_YORK);
        for (ZonedDateTime at = end.minusWeeks(9); !at.isAfter(end); at = at.plusHours(1)) {
            if (at.getDayOfWeek().getValue() < 6 && at.getHour() >= 9 && at.getHour() <= 15) {
                hours.add(at.toInstant(), at.getHour());
            }
        }
        RecordingRegressor recording = new RecordingRegressor();
        Predictor predictor = Regression.forecaster()
                .regressor(recording)
                .features(FeaturePipeline.of(Features.column("y")))
                .target(Target.level("y"))
                .strategy(Strategy.DIRECT)
                .stepCalendar(LOCAL.hourOfDay(), LOCAL.dayOfWeek())
                .horizon(3)
                .build()
                .fit(hours.build());
        Forecast forecast = predictor.predict(hours.build());
        double[][] expected = {{14, 15, 5}, {14, 9, 1}, {14, 10, 1}}; // Friday at 15, then Monday, in summer time
        for (int step = 1; step <= 3; step++) {
            assertThat(forecast.point(step))
                    .as("step %d at %s", step, forecast.time(step))
                    .isEqualTo(recording.models.get(0).predict(expected[step - 1]));
        }
        assertThat(forecast.time(2)).isEqualTo(Instant.parse("2025-03-10T13:00:00Z"));
    }

    @ParameterizedTest
    @EnumSource
    void sessionsAndManySeriesAgreeWithPredict(Strategy strategy) {
        TimeSeries all = tradingDays(LocalDate.of(2025, 7, 30), 120);
        Predictor predictor = builder(Linear.regressor(1), strategy).build().fit(all.head(60));
        List<TimeSeries> histories = List.of(all.head(60), all.head(61), all.head(75), all);
        try (PredictionSession session = predictor.openSession(all.head(60))) {
            for (int row = 60; row < all.length(); row++) {
                assertThat(session.forecast()).isEqualTo(predictor.predict(all.head(row)));
                session.append(all.timestamp(row), new double[] {all.value(row, "y")});
            }
        }
        assertThat(predictor.predictAll(histories))
                .isEqualTo(histories.stream().map(predictor::predict).toList());
    }

    @Test
    void theWeekdayOfTheStepImprovesAWeeklyPattern() {
        TimeSeries all = tradingDays(LocalDate.of(2025, 7, 30), 300);
        double with = error(Features.calendar().oneHot(LOCAL.dayOfWeek(), 1, 5), all);
        assertThat(with).isLessThan(0.5 * error(List.of(), all));
    }

    private static double error(List<Feature> calendar, TimeSeries all) {
        Predictor predictor = builder(Linear.regressor(0.001), Strategy.DIRECT)
                .stepCalendar(calendar)
                .build()
                .fit(all.head(200));
        double sum = 0;
        for (int row = 200; row + 5 < all.length(); row++) {
            double[] points = predictor.predict(all.head(row)).points();
            for (int step = 1; step <= 5; step++) {
                sum += Math.abs(points[step - 1] - all.value(row + step - 1, "y"));
            }
        }
        return sum;
    }

    @Test
    void aKnownFutureRowGivesTheTimeOfItsStep() {
        RecordingRegressor recording = new RecordingRegressor();
        TimeSeries.Builder series = TimeSeries.builder("y", "price").sampling(Sampling.hourly());
        for (int i = 0; i < 50; i++) {
            series.add(i * 3_600_000L, i % 6, i % 4);
        }
        Predictor predictor = Regression.forecaster()
                .regressor(recording)
                .features(FeaturePipeline.of(Features.column("y")))
                .knownFuture("price")
                .stepCalendar(Features.calendar().fourier(1, 1))
                .target(Target.level("y"))
                .strategy(Strategy.DIRECT_SHARED)
                .horizon(2)
                .build()
                .fit(series.build());
        assertThat(predictor.info().featureNames())
                .containsExactly("y", "future(price)", "future(fourier(1,1).sin)", "future(fourier(1,1).cos)", "step");
        long late = 50 * 3_600_000L + 600_000; // ten minutes after the hour
        TimeSeries future = TimeSeries.builder("price")
                .add(late, 1)
                .add(late + 3_600_000, 2)
                .build();
        double angle = 2 * Math.PI * (50.0 / 24 + 600_000.0 / 86_400_000 - 2);
        double expected = recording.models.get(0).predict(new double[] {1, 1, Math.sin(angle), Math.cos(angle), 1});
        assertThat(predictor.predict(series.build(), future).points()[0]).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void appendingAndForecastingAllocateNothing(Strategy strategy) {
        TimeSeries.Builder hourly = TimeSeries.builder("y").sampling(Sampling.hourly());
        for (int i = 0; i < 200; i++) {
            hourly.add(i * 3_600_000L, i % 24);
        }
        Predictor predictor = builder(Linear.regressor(1), strategy).build().fit(hourly.build());
        long[] time = {Instant.parse("2025-01-01T00:00:00Z").toEpochMilli()};
        double[] out = new double[5];
        double[] row = {7};
        try (PredictionSession session = predictor.openSession(hourly.build())) {
            assertThat(Allocation.leastOfWindows(10_000, 500, () -> {
                        time[0] += 3_600_000;
                        session.append(time[0], row);
                        session.forecastInto(out);
                    }))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCalendarIsSaved(Strategy strategy, @TempDir Path folder) throws IOException {
        TimeSeries all = tradingDays(LocalDate.of(2025, 7, 30), 120);
        Predictor predictor = builder(Linear.regressor(1), strategy).build().fit(all);
        Path model = folder.resolve("model");
        Predictors.save(predictor, model);
        Predictor loaded = Predictors.load(model);
        assertThat(loaded.info()).isEqualTo(predictor.info());
        assertThat(loaded.predict(all)).isEqualTo(predictor.predict(all));
        assertThat(predictor.info().parameters())
                .containsEntry(
                        "step calendar",
                        "dayOfWeek(\"America/New_York\"), hourOfDay(\"America/New_York\"),"
                                + " daysToHoliday(\"America/New_York\",9,20250704), hourOfDay()");
        assertThatThrownBy(() -> Predictors.load(forged(predictor, folder.resolve("date"), "20250704", "20250705")))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("the calendar in regression.json");
        assertThatThrownBy(() -> Predictors.load(forged(predictor, folder.resolve("zone"), "New_York", "Gotham")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("America/Gotham");
        assertThatThrownBy(() -> Predictors.load(
                        forged(predictor, folder.resolve("lag"), "\"hourOfDay\\(\\)\"", "\"lag(hourOfDay(),1)\"")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("depends on earlier rows");
    }

    private static Path forged(Predictor predictor, Path model, String from, String to) throws IOException {
        Predictors.save(predictor, model);
        SavedFiles.forge(model, "regression.json", from, to);
        return model;
    }

    @Test
    void aFeatureOfAUserWithoutAValueIsNamed() {
        TimeSeries all = tradingDays(LocalDate.of(2025, 7, 30), 120);
        Predictor predictor = builder(Linear.regressor(1), Strategy.DIRECT)
                .stepCalendar(
                        Features.custom("tide", List.of(), new double[0], 0, slots -> new Tide()), LOCAL.dayOfWeek())
                .build()
                .fit(all.head(100));
        assertThat(predictor.predict(all.head(90)).status()).isEqualTo(ForecastStatus.OK);
        TimeSeries summer = tradingDays(LocalDate.of(2025, 8, 29), 120);
        assertThat(predictor.predict(summer).reasons())
                .containsExactly("the feature 'tide()' of step 1 is missing at 2025-09-01T20:00:00Z");
    }

    /** A table that ends with August 2025. */
    private static final class Tide extends Kernel {
        Tide() {
            super(0);
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            boolean known = row[TIME] < Instant.parse("2025-09-01T00:00:00Z").toEpochMilli();
            out[at] = known ? Math.floorMod((long) row[TIME], 45_000_000L) : Double.NaN;
        }
    }

    @Test
    void refusesFeaturesOfMoreThanTheTimeAndNamesThatClash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Linear.regressor(1), Strategy.DIRECT).stepCalendar(Features.column("y")))
                .withMessageContaining("these need [y]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Linear.regressor(1), Strategy.DIRECT)
                        .knownFuture("price")
                        .stepCalendar(Features.named("price", LOCAL.dayOfWeek()))
                        .build())
                .withMessageContaining("[future(price)]");
    }
}
