package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Two steps of the value 10, with 8 to 12 at step 1 and 6 to 14 at step 2 as the interval of 80 %. The origins are rows
 * 4 and 5, so the actual values are 12 and 20, then 20 and 13.
 */
class IntervalScoresTest {
    private static final Offset<Double> EXACT = within(1e-14);
    private static final double[] LEVELS = {(1 - 0.8) / 2, 0.5, (1 + 0.8) / 2};

    private final TimeSeries series = daily(1, 2, 4, 7, 11, 12, 20, 13);

    /** Quantiles at each forecast but the first {@code without}. */
    private static Formula intervals(String name, int without, double... levels) {
        return new Formula(name, 2, List.of(new Column("y", ColumnRole.TARGET)), context -> new SeriesState() {
            private int rows;

            @Override
            public void update(long time, double[] row) {
                rows++;
            }

            @Override
            public void save(StateWriter out) {
                out.putInt(rows);
            }

            @Override
            public void restore(StateReader in) {
                rows = in.getInt();
            }

            @Override
            public void forecastInto(double[] out) {
                Arrays.fill(out, 10);
            }

            @Override
            public void complete(Forecast.Builder forecast, double[] points) {
                if (rows > 4 + without) {
                    double[][] values = {{8, 10, 12}, {6, 10, 14}};
                    for (int step = 0; step < 2; step++) {
                        values[step] = Arrays.copyOf(values[step], levels.length);
                    }
                    forecast.quantiles(0, levels, values);
                }
            }
        });
    }

    private BacktestResult run(Formula... models) {
        return Backtest.on(series)
                .windows(WalkForward.expanding(3))
                .seasonLength(1)
                .compare(models)
                .run();
    }

    @Test
    void theScoresOfIntervalsAreThoseComputedByHand() {
        ModelScores scores = run(intervals("sure", 0, LEVELS)).scores("sure");

        assertThat(scores.levels()).containsExactly(0.1, 0.5, 0.9);
        QuantileScores all = scores.quantiles();
        assertThat(all.pairs()).isEqualTo(4);
        IntervalScore central = all.interval(0.8);
        assertThat(central.coverage()).isEqualTo(0.5);
        assertThat(central.width()).isEqualTo(6);
        // misses: 20 above 14 by 6, 20 above 12 by 8
        assertThat(central.winkler()).isCloseTo(6 + 10 * 14 / 4.0, EXACT);
        assertThat(all.pinball().get(0.5)).isCloseTo((2 + 10 + 10 + 3) / 8.0, EXACT);
        assertThat(all.crps())
                .isCloseTo(
                        2
                                * all.pinball().values().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .sum()
                                / 3,
                        EXACT);
        assertThat(all.intervals()).hasSize(1);
    }

    @Test
    void theScoresAreThereByStepAndBySeries() {
        ModelScores scores = run(intervals("sure", 0, LEVELS)).scores("sure");

        Map<Integer, QuantileScores> steps = scores.quantilesByStep();
        assertThat(steps.get(1).interval(0.8).width()).isEqualTo(4);
        assertThat(steps.get(2).interval(0.8).width()).isEqualTo(8);
        assertThat(steps.get(2).interval(0.8).coverage()).isEqualTo(0.5);
        assertThat(scores.quantilesById()).containsOnlyKeys("").containsValue(scores.quantiles());
    }

    @Test
    void aForecastWithoutQuantilesIsLeftOutOfTheirScoresAlone() {
        BacktestResult result = run(intervals("late", 1, LEVELS));

        assertThat(result.scores("late").overall().pairs()).isEqualTo(4);
        assertThat(result.scores("late").quantiles().pairs()).isEqualTo(2);
        assertThat(result.rows().filter(row -> row.model().equals("late")).map(ForecastRow::quantiles))
                .contains(Map.of(0.1, Double.NaN, 0.5, Double.NaN, 0.9, Double.NaN))
                .contains(Map.of(0.1, 8.0, 0.5, 10.0, 0.9, 12.0));
    }

    @Test
    void aModelOfPointsSaysThatItHasNoQuantiles() {
        BacktestResult result = run(intervals("points", 9, LEVELS));

        assertThat(result.scores("points").levels()).isEmpty();
        assertThatThrownBy(() -> result.scores("points").quantiles())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'points' gave points without quantiles");
        assertThat(result.summary().lines().dropWhile(line -> !line.startsWith("intervals")))
                .anyMatch(line -> line.startsWith("naive"))
                .noneMatch(line -> line.startsWith("points  "));
    }

    @Test
    void levelsWithoutTheirCounterpartMakeNoInterval() {
        QuantileScores scores = run(intervals("low", 0, 0.1, 0.5)).scores("low").quantiles();

        assertThat(scores.intervals()).isEmpty();
        assertThatThrownBy(() -> scores.interval(0.8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no intervals of coverage 0.8; there are []");
    }

    @Test
    void theSummaryShowsTheIntervalsOfModelsThatHaveThem() {
        String summary = run(intervals("sure", 0, LEVELS), intervals("other", 0, 0.25, 0.75))
                .summary();

        assertThat(summary.lines().filter(line -> line.startsWith("intervals")))
                .containsExactly("intervals  cov50  Winkler50   cov80  Winkler80   cov95  Winkler95");
        assertThat(summary.lines().map(String::strip))
                .anyMatch(line -> line.matches("sure +- +- +50\\.00% +41\\.000 +- +-"))
                .anyMatch(line -> line.startsWith("other"))
                .anyMatch(line -> line.startsWith("Cov: the share of actual values inside"));
    }

    @Test
    void theCsvHasAColumnForEachLevel() {
        StringBuilder csv = new StringBuilder();
        run(intervals("sure", 0, LEVELS), intervals("other", 0, 0.025, 0.5)).writeCsv(csv);

        assertThat(csv.toString().lines())
                .contains("id,model,target,origin,step,time,actual,forecast,q0.025,q0.1,q0.5,q0.9,q0.975")
                .contains(",sure,y,2024-01-05T00:00:00Z,1,2024-01-06T00:00:00Z,12.0,10.0,,8.0,10.0,12.0,")
                .contains(",other,y,2024-01-05T00:00:00Z,1,2024-01-06T00:00:00Z,12.0,10.0,8.0,,10.0,,")
                .anyMatch(line -> line.matches(",naive,.*,12\\.0,11\\.0,5\\.6\\d+,7\\.4\\d+,,14\\.5\\d+,16\\.3\\d+"));
    }
}
