package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.FoldFailure;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class ScoreTotalsTest {
    /** A forecaster that cannot be fitted to more than a number of rows. */
    private record CappedForecaster(Forecaster other, int rows) implements Forecaster {
        @Override
        public String name() {
            return "capped";
        }

        @Override
        public int horizon() {
            return other.horizon();
        }

        @Override
        public List<String> targets() {
            return other.targets();
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            if (series.get(0).length() > rows) {
                throw new ArithmeticException("too many rows");
            }
            return other.fit(series, listener);
        }
    }

    private static BacktestResult backtest(int s) {
        return Backtest.on(ShopSales.one(s, 56, 21))
                .windows(WalkForward.expanding(28).step(7))
                .compare(ClusterRun.theta(), new CappedForecaster(ClusterRun.theta(), 36))
                .run();
    }

    private static Dataset<Row> dataset(List<Row> rows) {
        return SparkRuns.local().createDataFrame(rows, ScoreSums.schema(DataTypes.StringType));
    }

    @Test
    void failedSeriesAndOriginsAreCountedOverPartitions() {
        List<Row> rows = new ArrayList<>();
        long failed = 0;
        for (int s = 0; s < 3; s++) {
            BacktestResult result = backtest(s);
            rows.addAll(ScoreSums.of(ShopSales.id(s), result));
            for (FoldFailure failure : result.scores("capped").failures()) {
                failed += failure.failed();
            }
        }
        rows.add(ScoreSums.failed("a", "too short"));
        List<Row> more = List.of(ScoreSums.failed("b", "too short"));
        assertThat(failed).isPositive();
        for (int partitions : new int[] {1, 100}) {
            Dataset<Row> backtest = dataset(rows).union(dataset(more)).coalesce(partitions);
            for (MergedScore score : ForecastSpark.scores(backtest)) {
                assertThat(score.series()).isEqualTo(3);
                assertThat(score.failedSeries()).isEqualTo(2);
                assertThat(score.failedOrigins()).isEqualTo(score.model().equals("capped") ? failed : 0);
                assertThat(score.toString()).endsWith("; failed: 2 more series, " + score.failedOrigins() + " origins");
            }
        }
    }

    @Test
    void scoresOfNothingButFailedSeriesAreRefused() {
        ScoreTotals totals = new ScoreTotals();
        assertThat(totals.scores()).isEmpty();
        totals.add(ScoreSums.failed("a", "too short"));
        assertThatThrownBy(totals::scores)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("found 1 that all failed");
    }
}
