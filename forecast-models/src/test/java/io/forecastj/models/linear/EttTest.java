package io.forecastj.models.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The linear forecaster on the benchmark that neural forecasters publish: ETTh1 (Zhou and others, Informer, AAAI
 * 2021), 12 months of hours to train on, 4 to leave out, 4 to test on, each column standardised by its training part,
 * the error averaged over every test origin, step and column. Needs {@code -Dforecastj.data=<folder with
 * ett/ETTh1.csv>}.
 */
class EttTest {
    private static final int TRAIN = 8640;
    private static final int TEST_FROM = TRAIN + 2880;
    private static final int TEST_TO = TEST_FROM + 2880;
    private static final int LOOKBACK = 336;

    @ParameterizedTest
    @CsvSource({"96, 0.370", "192, 0.403", "336, 0.426", "720, 0.422"})
    void meanSquaredErrorIsThatOfPublishedTransformers(int horizon, double expected) throws IOException {
        assertThat(error(horizon, linear(horizon).ridge(100))).isCloseTo(expected, within(0.0005));
    }

    @ParameterizedTest
    @CsvSource({"96, 0.367", "192, 0.402", "336, 0.425", "720, 0.420"})
    void weightingWindowsByTheirErrorsOnceIsBetter(int horizon, double most) throws IOException {
        assertThat(error(horizon, linear(horizon).ridge(1000).robust(1))).isLessThanOrEqualTo(most);
    }

    private static Linear.Builder linear(int horizon) {
        return Linear.forecaster().column("y").lookback(LOOKBACK).horizon(horizon);
    }

    /** Returns the mean squared error of the test part. */
    private static double error(int horizon, Linear.Builder linear) throws IOException {
        List<TimeSeries> all = read();
        Predictor predictor =
                linear.build().fit(all.stream().map(one -> one.head(TRAIN)).toList());
        double squares = 0;
        long count = 0;
        for (TimeSeries one : all) {
            double[] y = one.values("y");
            double[] out = new double[horizon];
            // the first test window begins where the test part does; its lookback reaches before it
            try (PredictionSession session = predictor.openSession(one.slice(TEST_FROM - LOOKBACK, TEST_FROM))) {
                for (int origin = TEST_FROM - 1; origin + horizon < TEST_TO; origin++) {
                    if (origin >= TEST_FROM) {
                        session.append(one.timestamp(origin), new double[] {y[origin]});
                    }
                    session.forecastInto(out);
                    for (int step = 1; step <= horizon; step++) {
                        double error = y[origin + step] - out[step - 1];
                        squares += error * error;
                        count++;
                    }
                }
            }
        }
        assertThat(count).isEqualTo(7L * horizon * (2880 - horizon + 1));
        return squares / count;
    }

    private static List<TimeSeries> read() throws IOException {
        String folder = System.getProperty("forecastj.data");
        assumeTrue(folder != null, "skipped: set -Dforecastj.data to a folder with ett/ETTh1.csv to run it");
        List<String> lines = Files.readAllLines(Path.of(folder, "ett", "ETTh1.csv"));
        String[] names = lines.get(0).split(",");
        List<TimeSeries> series = new ArrayList<>();
        for (int column = 1; column < names.length; column++) {
            int index = column;
            double[] values = lines.stream()
                    .skip(1)
                    .limit(TEST_TO)
                    .mapToDouble(line -> Double.parseDouble(line.split(",")[index]))
                    .toArray();
            series.add(
                    TimeSeries.of("y", Instant.parse("2016-07-01T00:00:00Z"), Sampling.hourly(), standardised(values)));
        }
        return series;
    }

    private static double[] standardised(double[] values) {
        double sum = 0;
        for (int i = 0; i < TRAIN; i++) {
            sum += values[i];
        }
        double mean = sum / TRAIN;
        double squares = 0;
        for (int i = 0; i < TRAIN; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        double deviation = Math.sqrt(squares / TRAIN);
        double[] standardised = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            standardised[i] = (values[i] - mean) / deviation;
        }
        return standardised;
    }
}
