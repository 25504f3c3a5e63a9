package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Forecasts as series and as CSV. */
class ForecastColumnsTest {
    private static final long HOUR = 3_600_000;
    private static final double[] LEVELS = {(1 - 0.95) / 2, (1 + 0.95) / 2};

    private static Forecast.Builder forecast(List<Integer> steps, String... targets) {
        int horizon = steps.get(steps.size() - 1);
        PredictorInfo.Builder info = PredictorInfo.builder("test", horizon).steps(steps);
        for (String target : targets) {
            info.column(target, ColumnRole.TARGET);
        }
        long[] times = new long[horizon];
        double[] points = new double[targets.length * horizon];
        for (int i = 0; i < horizon; i++) {
            times[i] = (i + 1) * HOUR;
        }
        for (int i = 0; i < points.length; i++) {
            points[i] = i + 0.5;
        }
        return Forecast.builder(info.build(), "shop", 0, times, false, points);
    }

    private static Forecast withQuantiles() {
        return forecast(List.of(1, 2), "a", "b")
                .quantiles(0, LEVELS, new double[][] {{0, 1}, {-1.25, Double.POSITIVE_INFINITY}})
                .build();
    }

    @Test
    void aSeriesHasTheTargetsAtTheTimesOfTheSteps() {
        TimeSeries series = withQuantiles().toTimeSeries();
        assertThat(series.id()).isEqualTo("shop");
        assertThat(series.columns()).containsExactly("a", "b");
        assertThat(series.times()).containsExactly(Instant.ofEpochMilli(HOUR), Instant.ofEpochMilli(2 * HOUR));
        assertThat(series.values("a")).containsExactly(0.5, 1.5);
        assertThat(series.values("b")).containsExactly(2.5, 3.5);
    }

    @Test
    void quantilesAreColumnsNamedByTargetAndLevel() {
        Forecast forecast = withQuantiles();
        TimeSeries all = forecast.toTimeSeries(forecast.levels());
        assertThat(all.columns()).containsExactly("a", "a_q0.025", "a_q0.975", "b", "b_q0.025", "b_q0.975");
        assertThat(all.values("a_q0.025")).containsExactly(0, -1.25);
        assertThat(all.values("a_q0.975")).as("the unlimited end is missing").containsExactly(1, Double.NaN);
        assertThat(all.values("b_q0.975")).as("a target without quantiles").containsExactly(Double.NaN, Double.NaN);
        assertThat(forecast.toTimeSeries(0.975).columns()).containsExactly("a", "a_q0.975", "b", "b_q0.975");
        assertThat(all.hasColumn(Forecast.quantileColumn("a", LEVELS[0]))).isTrue();
        assertThatThrownBy(() -> forecast.toTimeSeries(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no quantile at 0.5; there are [0.025");
        assertThatThrownBy(() -> forecast.toTimeSeries(0.975, 0.975)).hasMessageContaining("occurs twice");
    }

    @Test
    void levelsAreNamedAsPeopleWriteThem() {
        assertThat(Forecast.quantileColumn("y", 0.5)).isEqualTo("y_q0.5");
        assertThat(Forecast.quantileColumn("y", 1e-4)).isEqualTo("y_q0.0001");
        assertThat(Forecast.quantileColumn("y", 0.1 + 0.2)).isEqualTo("y_q0.3");
        assertThat(Forecast.quantileColumn("y", 1e-12)).isEqualTo("y_q0.000000000001");
    }

    @Test
    void onlyForecastStepsHaveRows() {
        Forecast chosen = forecast(List.of(1, 3), "a").build();
        assertThat(chosen.toTimeSeries().timestamps()).containsExactly(HOUR, 3 * HOUR);
        assertThat(chosen.toTimeSeries().values("a")).containsExactly(0.5, 2.5);
        assertThat(chosen.toCsv()).isEqualTo("time,a\n1970-01-01T01:00:00Z,0.5\n1970-01-01T03:00:00Z,2.5\n");
    }

    @Test
    void classesAreColumnsOfProbabilities() {
        Forecast classes = forecast(List.of(1), "close")
                .probabilities(List.of("DOWN", "UP"), new double[][] {{0.25, 0.75}})
                .build();
        assertThat(classes.toTimeSeries().columns()).containsExactly("close_DOWN", "close_UP");
        assertThat(classes.toCsv()).isEqualTo("time,close_DOWN,close_UP\n1970-01-01T01:00:00Z,0.25,0.75\n");
    }

    @Test
    void aFutureFollowsItsHistory() {
        TimeSeries history = TimeSeries.builder("a").id("shop").add(0, 7).build();
        TimeSeries whole = history.concat(forecast(List.of(1, 2), "a").build().toTimeSeries());
        assertThat(whole.values("a")).containsExactly(7, 0.5, 1.5);
    }

    @Test
    void csvIsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            for (String language : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(withQuantiles().toCsv())
                        .as(language)
                        .isEqualTo("time,a,a_q0.025,a_q0.975,b,b_q0.025,b_q0.975\n"
                                + "1970-01-01T01:00:00Z,0.5,0.0,1.0,2.5,,\n"
                                + "1970-01-01T02:00:00Z,1.5,-1.25,Infinity,3.5,,\n");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void namesWithCommasAndQuotesAreQuoted() {
        assertThat(forecast(List.of(1), "a,\"b\"").build().toCsv())
                .isEqualTo("time,\"a,\"\"b\"\"\"\n1970-01-01T01:00:00Z,0.5\n");
    }

    @Test
    void aTextThatCannotBeWrittenIsReported() {
        Appendable full = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public Appendable append(char c) throws IOException {
                throw new IOException("no space left");
            }
        };
        assertThatThrownBy(() -> withQuantiles().writeCsv(full))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write the forecast: java.io.IOException: no space left");
    }
}
