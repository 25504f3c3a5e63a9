package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Verdict.Outcome;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model that knows how changes depend on the last one is found to be better than naive as often as theory says. */
class PowerTest {
    private static final int WORLDS = 500;

    /** Forecasts that a part of the last change follows, which is the best forecast of such a process. */
    private static Formula knowing(double coefficient) {
        return new Formula("knowing", 1, List.of(new Column("y", ColumnRole.TARGET)), series -> new SeriesState() {
            private double before;
            private double last;

            @Override
            public void update(long time, double[] row) {
                before = last;
                last = row[0];
            }

            @Override
            public void forecastInto(double[] out) {
                out[0] = last + coefficient * (last - before);
            }

            @Override
            public void save(StateWriter out) {
                out.putDouble(before);
                out.putDouble(last);
            }

            @Override
            public void restore(StateReader in) {
                before = in.getDouble();
                last = in.getDouble();
            }
        });
    }

    /** The sums of an autoregressive process of order 1. */
    private static double[] process(double coefficient, int rows, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        double change = random.nextGaussian() / Math.sqrt(1 - coefficient * coefficient);
        for (int i = 1; i < rows; i++) {
            values[i] = values[i - 1] + change;
            change = coefficient * change + random.nextGaussian();
        }
        return values;
    }

    private static Verdict verdict(double coefficient, int origins, long seed) {
        return Backtest.on(daily(process(coefficient, origins + 3, seed)))
                .windows(WalkForward.expanding(2).fitOnce())
                .seasonLength(1)
                .compare(knowing(coefficient))
                .run()
                .verdicts()
                .get(0);
    }

    /**
     * The loss difference is c²r² + 2cre for the last change r and the next shock e. So its mean is c²v for the variance
     * v of the changes, and its long-run variance the sum of those of the two parts and twice their covariances.
     */
    private static double power(double c, int origins) {
        double v = 1 / (1 - c * c);
        double fourth = Math.pow(c, 4);
        double variance = 4 * c * c * v + 2 * fourth * v * v * (1 + c * c) / (1 - c * c) + 8 * fourth * v / (1 - c * c);
        double shift = Math.sqrt(origins) * c * c * v / Math.sqrt(variance);
        int freedom = (int) (origins / (2 * Math.ceil(Math.cbrt(origins))));
        double critical = new TDistribution(null, freedom).inverseCumulativeProbability(0.975);
        return new NormalDistribution().cumulativeProbability(shift - critical);
    }

    @ParameterizedTest
    @CsvSource({"0.15, 400", "0.15, 800", "0.3, 200"})
    void knownSkillIsFoundAsOftenAsTheorySays(double coefficient, int origins) {
        int found = 0;
        for (int world = 0; world < WORLDS; world++) {
            found += verdict(coefficient, origins, world).outcome() == Outcome.BETTER ? 1 : 0;
        }
        assertThat(found / (double) WORLDS).as("seeds 0 to 499").isCloseTo(power(coefficient, origins), within(0.07));
    }

    @Test
    void theSkillIsThatOfTheProcess() {
        double skill = 1 - 1 / Math.sqrt(1 + 0.09 / (1 - 0.09));
        assertThat(verdict(0.3, 20_000, 1).skill()).isCloseTo(skill, within(0.005));
    }
}
