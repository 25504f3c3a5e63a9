package io.forecastj.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.KnownFuture;
import io.forecastj.Sampling;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In these series the price of a row is known ahead, and the demand is twice the price. */
class KnownFutureTest {
    private static final int HORIZON = 3;

    private final List<Integer> stepsKnown = new ArrayList<>();
    private final List<List<String>> names = new ArrayList<>();
    private final List<Integer> stepsKnownInUpdates = new ArrayList<>();

    private final Formula twicePrice = new Formula(
            "twice",
            HORIZON,
            List.of(new Column("y", ColumnRole.TARGET), new Column("price", ColumnRole.KNOWN_FUTURE)),
            series -> {
                KnownFuture future = series.future();
                names.add(future.names());
                return new SeriesState() {
                    private boolean forecast;

                    @Override
                    public void update(long time, double[] row) {
                        if (forecast) {
                            stepsKnownInUpdates.add(future.steps());
                        }
                    }

                    @Override
                    public void save(StateWriter out) {
                        out.putBoolean(forecast);
                    }

                    @Override
                    public void restore(StateReader in) {
                        forecast = in.getBoolean();
                    }

                    @Override
                    public void forecastInto(double[] out) {
                        forecast = true;
                        stepsKnown.add(future.steps());
                        for (int step = 1; step <= HORIZON; step++) {
                            out[step - 1] = 2 * future.value(step, 0);
                        }
                    }
                };
            });

    private static TimeSeries prices(String id, int rows, long seed) {
        Random random = new Random(seed);
        TimeSeries.Builder series =
                TimeSeries.builder("other", "y", "price").id(id).sampling(Sampling.daily());
        for (int i = 0; i < rows; i++) {
            double price = random.nextInt(100);
            series.add(SeriesMaker.day(i), -1, 2 * price, price);
        }
        return series.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void forecastsGetTheKnownColumnsOfTheNextRowsAndNoMore(int step) {
        BacktestResult result = Backtest.on(prices("", 60, step))
                .windows(WalkForward.expanding(20).step(step).refitEvery(4))
                .compare(twicePrice)
                .run();

        assertThat(result.scores("twice").overall().rmse()).isZero();
        assertThat(result.scores("twice").overall().skill()).isEqualTo(1);
        assertThat(stepsKnown).hasSizeGreaterThan(5).containsOnly(HORIZON);
        assertThat(names).containsOnly(List.of("price"));
        // a predictor that forecasts for itself as a row comes in knows as far ahead as at an origin, and one row more
        assertThat(stepsKnownInUpdates).hasSizeGreaterThan(5).containsOnly(HORIZON + 1);
    }

    @Test
    void originsWhoseKnownColumnsEndTooEarlyAreSkippedAndCounted() {
        BacktestResult result = Backtest.on(List.of(prices("whole", 60, 1), prices("short", 40, 2)))
                .windows(WalkForward.expanding(20).fitOnce())
                .compare(twicePrice)
                .run();

        // of the short series' origins 22 to 38, the last two have fewer than three rows after them
        assertThat(result.scores("twice").skipped()).isEqualTo(Map.of(SkipReason.UNKNOWN_FUTURE, 2L));
        assertThat(result.scores("twice").byId().get("short").pairs()).isEqualTo(15 * HORIZON);
        assertThat(result.pairs().notForecast()).isEqualTo(2 + 1);
        assertThat(result.pairs().beyondEnd()).isEqualTo(1 + 2);
        assertThat(result.scores("naive").skipped()).isEmpty();
        assertThat(result.summary()).contains("twice skipped: 2 origins (known-future columns end too early)");
    }
}
