package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of forecaster on every series of {@link HardSeries}: a finite forecast, or the documented reason. */
class HardSeriesTest {
    private static final Map<String, TimeSeries> SERIES = HardSeries.series();
    private static final Map<String, Forecaster> FORECASTERS = HardSeries.forecasters();
    private static final Map<String, Double> CONSTANTS =
            Map.of("constant", 5.0, "constant, no exact binary number", 0.1, "zero", 0.0);

    static Set<String> forecasters() {
        return FORECASTERS.keySet();
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void aHardSeriesGivesAFiniteForecastOrTheDocumentedReason(String name) {
        SERIES.forEach((kind, series) -> {
            String reason = reason(name, kind);
            if (reason != null) {
                assertThatThrownBy(() -> forecast(name, series))
                        .as("%s on %s", name, kind)
                        .isInstanceOfAny(IllegalArgumentException.class, io.forecastj.ForecastException.class)
                        .hasMessageContaining(reason);
                return;
            }
            Forecast forecast = forecast(name, series);
            // no other window of this series changes, so that there is none to compare
            boolean doubted = name.startsWith("nearest") && kind.equals("spike at the end");
            assertThat(forecast.status())
                    .as("%s on %s", name, kind)
                    .isEqualTo(doubted ? ForecastStatus.DEGRADED : ForecastStatus.OK);
            double[] numbers = numbers(forecast);
            assertThat(Arrays.stream(numbers).allMatch(Double::isFinite))
                    .as("%s on %s: %s", name, kind, Arrays.toString(numbers))
                    .isTrue();
            Double constant = CONSTANTS.get(kind);
            if (constant != null && forecast.classes().isEmpty()) {
                for (double number : numbers) {
                    assertThat(number).as("%s on %s", name, kind).isCloseTo(constant, within(4e-8 * constant));
                }
            }
        });
    }

    private static Forecast forecast(String name, TimeSeries series) {
        try (Predictor predictor = FORECASTERS.get(name).fit(series)) {
            return predictor.predict(series);
        }
    }

    /** All points, quantiles and probabilities of the first target. */
    private static double[] numbers(Forecast forecast) {
        if (!forecast.classes().isEmpty()) {
            return forecast.probabilities(1).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }
        double[] points = forecast.points();
        double[] levels = forecast.levels();
        double[] numbers = Arrays.copyOf(points, points.length * (1 + levels.length));
        for (int step = 1; step <= points.length; step++) {
            for (int level = 0; level < levels.length; level++) {
                numbers[points.length + (step - 1) * levels.length + level] = forecast.quantile(step, levels[level]);
            }
        }
        return numbers;
    }

    private static @Nullable String reason(String name, String kind) {
        boolean boosted = name.contains("lightgbm")
                || name.contains("quantile")
                || name.contains("cqr")
                || name.equals("absolute error")
                || name.equals("huber");
        if (name.equals("direction") && (kind.contains("zero") || kind.equals("alternating"))) {
            return "needs positive values";
        }
        if (name.startsWith("bars") && (kind.contains("zero") || kind.equals("alternating"))) {
            return "bars need positive prices";
        }
        if (boosted && !name.startsWith("bars") && (kind.equals("large") || kind.equals("huge"))) {
            return "finite as 32-bit floats";
        }
        if (kind.equals("huge") && (name.contains("stack") || name.startsWith("online"))) {
            return "beyond 1e50";
        }
        return null;
    }
}
