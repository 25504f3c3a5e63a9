package io.forecastj.evaluations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class M4DataTest {
    @TempDir
    private Path folder;

    private static String rows(String id, int count, IntToDoubleFunction value) {
        StringBuilder text = new StringBuilder();
        for (int t = 1; t <= count; t++) {
            text.append(id)
                    .append(',')
                    .append(t)
                    .append(',')
                    .append(value.applyAsDouble(t))
                    .append('\n');
        }
        return text.toString();
    }

    /** H1 rises by 1 an hour, H2 alternates between 1 and 3. */
    @BeforeEach
    void write() throws IOException {
        IntToDoubleFunction alternating = t -> t % 2 == 0 ? 1 : 3;
        Files.writeString(
                folder.resolve("m4_hourly_train.csv"),
                "id,t,y\n" + rows("H1", 96, t -> t) + rows("H2", 72, alternating));
        Files.writeString(
                folder.resolve("m4_hourly_test.csv"),
                "id,t,y\n" + rows("H1", 48, t -> 96 + t) + rows("H2", 48, alternating));
        Files.writeString(
                folder.resolve("m4_hourly_naive2.csv"),
                "id,t,yhat\n" + rows("H1", 48, t -> 96) + rows("H2", 48, t -> 2));
    }

    @Test
    void scoresAreMeansOfTheSeriesScores() {
        M4Data one = first(M4Data.read(folder));
        M4Data.Score score =
                one.score(List.of(M4Data.seasonalNaive(one.training().get(0))));
        // in the first 24 hours the last season is 24 too low, in the next 48: the scale is 24
        assertThat(score.mase()).isCloseTo((24 * 1.0 + 24 * 2.0) / 48, within(1e-12));
        double smape = 0;
        for (int t = 1; t <= 48; t++) {
            double low = 24 * (t <= 24 ? 1 : 2);
            smape += 200 * low / (2 * (96 + t) - low) / 48;
        }
        assertThat(score.smape()).isCloseTo(smape, within(1e-12));
        M4Data.Score benchmark = one.score(one.naive2());
        assertThat(benchmark.owa(benchmark)).isEqualTo(1);
        assertThat(one.score(one.actual()).owa(benchmark)).isZero();
        assertThat(score.owa(benchmark))
                .isCloseTo(score.smape() / benchmark.smape() / 2 + score.mase() / benchmark.mase() / 2, within(1e-12));
    }

    private static M4Data first(M4Data data) {
        return new M4Data(
                data.training().subList(0, 1),
                data.actual().subList(0, 1),
                data.naive2().subList(0, 1));
    }

    @Test
    void dailySeriesAreScaledByTheChangeFromDayToDay() throws IOException {
        Files.writeString(folder.resolve("m4_daily_subset_train.csv"), "id,t,y\n" + rows("D1", 40, t -> 2 * t));
        Files.writeString(folder.resolve("m4_daily_subset_test.csv"), "id,t,y\n" + rows("D1", 14, t -> 80 + 2 * t));
        Files.writeString(folder.resolve("m4_daily_subset_naive2.csv"), "id,t,yhat\n" + rows("D1", 14, t -> 80));
        M4Data daily = M4Data.readDaily(folder);
        // the naive forecast is 2, 4, ... 28 too low, and a day changes by 2
        assertThat(daily.score(daily.naive2()).mase()).isCloseTo(7.5, within(1e-12));
    }

    @Test
    void theLastWindowOfTrainingKnowsNothingLater() {
        M4Data window = M4Data.read(folder).lastWindowOfTraining();
        assertThat(window.training()).extracting(TimeSeries::length).containsExactly(48, 24);
        assertThat(window.actual().get(0)).startsWith(49, 50).endsWith(96).hasSize(48);
        assertThat(window.naive2().get(0)).startsWith(25, 26).endsWith(48);
    }

    @Test
    void aSeriesWithoutItsFutureIsNamed() throws IOException {
        Files.writeString(folder.resolve("m4_hourly_test.csv"), "id,t,y\n" + rows("H1", 48, t -> t));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> M4Data.read(folder))
                .withMessageContaining("48 values of H2")
                .withMessageContaining("found 0");
    }

    @Test
    void lagsCountFromTheHourThatIsForecast() {
        // the seasonal difference of row t is t
        double[] y = new double[600];
        for (int t = 24; t < y.length; t++) {
            y[t] = y[t - 24] + t;
        }
        TimeSeries series = TimeSeries.of(M4Data.COLUMN, Instant.EPOCH, Sampling.hourly(), y);
        int origin = 500;
        double[] features = M4Features.pipeline().rows(series)[origin];
        for (int i = 0; i < 14; i++) {
            assertThat(features[i]).isEqualTo(origin + 1 - 24 * (i + 1));
        }
        assertThat(features).hasSize(20);
        // a mean that weighs the newest value by 0.3 lags a rising line by 0.7 / 0.3, one of n values by (n - 1) / 2
        for (int i = 0; i < 2; i++) {
            double lagged = origin + 1 - 24 * (i + 1);
            assertThat(features[14 + 3 * i]).isCloseTo(lagged - 7.0 / 3, within(1e-9));
            assertThat(features[15 + 3 * i]).isCloseTo(lagged - 167 / 2.0, within(1e-9));
            assertThat(features[16 + 3 * i]).isCloseTo(lagged - 335 / 2.0, within(1e-9));
        }
    }
}
