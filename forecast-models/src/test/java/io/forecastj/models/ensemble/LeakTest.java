package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.Folds;
import io.forecastj.models.internal.OutOfFold;
import io.forecastj.models.internal.OutOfFoldFit;
import io.forecastj.models.internal.OutOfFoldTrainer;
import io.forecastj.models.internal.SeriesForecasts;
import io.forecastj.models.lightgbm.LightGbm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value from some row on becomes 1e9, and nothing at an earlier origin changes, not in its last bit. */
class LeakTest {
    private static final int ROWS = 240;
    private static final int TRAINED = 160;
    private static final double POISON = 1e9;

    static List<Forecaster> ensembles() {
        Forecaster[] members = {Walks.linear(), Walks.naive(), Walks.seasonal()};
        List<Forecaster> all = new ArrayList<>();
        for (Combination combination : List.of(
                Combination.ML_POLY,
                Combination.BOA,
                Combination.EXPONENTIAL,
                Combination.FIXED_SHARE,
                Combination.RIDGE)) {
            all.add(Ensembles.online(members)
                    .naiveMembers(false)
                    .combination(combination)
                    .name(combination.toString()));
        }
        for (Stacking stacking : List.of(
                Stacking.RIDGE,
                Stacking.RIDGE_TOWARDS_EQUAL,
                Stacking.NON_NEGATIVE,
                Stacking.SIMPLEX,
                Stacking.SCALED_ERROR,
                new Stacking.Boosted(
                        LightGbm.parameters().rounds(3).leaves(4).minLeafRows(5).build()))) {
            all.add(Ensembles.stack(members)
                    .naiveMembers(false)
                    .stacking(stacking)
                    .name(stacking.toString()));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void noForecastOfASessionKnowsOfLaterRows(Forecaster ensemble) {
        TimeSeries clean = Walks.hours("one", 5, ROWS, ROWS, 0);
        try (Predictor predictor = ensemble.fit(clean.head(TRAINED));
                PredictionSession live = predictor.openSession(clean.head(TRAINED))) {
            for (int row = TRAINED; row < ROWS; row++) {
                live.append(clean.timestamp(row), new double[] {clean.value(row, 0), clean.value(row, 1)});
                if (row % 8 == 0) {
                    TimeSeries poisoned = Walks.hours("one", 5, ROWS, row + 1, POISON);
                    double[] expected =
                            predictor.predict(poisoned.head(row + 1)).points();
                    assertThat(live.forecast().points())
                            .as("origin at row %d", row)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void noFitKnowsOfRowsAfterItsTraining(Forecaster ensemble) {
        TimeSeries clean = Walks.hours("one", 5, ROWS, ROWS, 0);
        TimeSeries poisoned = Walks.hours("one", 5, ROWS, TRAINED, POISON);
        try (Predictor one = ensemble.fit(clean.head(TRAINED));
                Predictor other = ensemble.fit(poisoned.head(TRAINED))) {
            assertThat(other.predict(clean).points())
                    .isEqualTo(one.predict(clean).points());
        }
    }

    @Test
    void ofTheKnownFutureOnlyTheColumnsThatAreKnownAheadAreRead() {
        TimeSeries clean = Walks.hours("one", 5, ROWS, ROWS, 0);
        int origin = 200;
        TimeSeries.Builder poisoned = TimeSeries.builder("load", "temperature").sampling(Sampling.hourly());
        for (int row = origin; row < ROWS; row++) {
            poisoned.add(clean.timestamp(row), POISON, clean.value(row, 1));
        }
        Forecaster ensemble = Ensembles.online(Walks.naive(), Walks.withKnownFuture(), Walks.linear())
                .naiveMembers(false);
        try (Predictor predictor = ensemble.fit(clean.head(TRAINED))) {
            TimeSeries history = clean.head(origin);
            assertThat(predictor.predict(history, poisoned.build()).points())
                    .isEqualTo(predictor
                            .predict(history, clean.slice(origin, ROWS))
                            .points());
            assertThatThrownBy(() -> predictor.predict(history))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("temperature");
        }
    }

    /** The weights at an origin, and so what it forecast, must not know how the forecasts of later rows turned out. */
    @Test
    void noWeightThatIsLearntInTrainingKnowsOfRowsAfterItsOrigin() {
        int poisonedFrom = 130;
        List<double[]> clean = issued(collect(Walks.hours("one", 5, TRAINED, TRAINED, 0)));
        List<double[]> poisoned = issued(collect(Walks.hours("one", 5, TRAINED, poisonedFrom, POISON)));
        int first = TRAINED - clean.size() - 1;
        for (int i = 0; first + i < poisonedFrom; i++) {
            assertThat(poisoned.get(i)).as("origin at row %d", first + i).isEqualTo(clean.get(i));
        }
        assertThat(poisoned.get(clean.size() - 1)).isNotEqualTo(clean.get(clean.size() - 1));
    }

    /** The forecasts that the online combination issues at each origin of a training. */
    private static List<double[]> issued(List<SeriesForecasts> collected) {
        SeriesForecasts one = collected.get(0);
        WeightRule rule = WeightRule.of(Combination.ML_POLY, 2);
        OnlineWeights weights =
                new OnlineWeights(rule, 1, Walks.HORIZON, 1, OnlineWeights.start(rule, 1, Walks.HORIZON, 1));
        List<double[]> all = new ArrayList<>();
        for (int row = 0; row <= one.lastOrigin(); row++) {
            weights.take(new double[] {one.value(row, 0)});
            if (row >= one.firstOrigin()) {
                double[][] said = new double[2][Walks.HORIZON];
                for (int member = 0; member < 2; member++) {
                    for (int step = 1; step <= Walks.HORIZON; step++) {
                        said[member][step - 1] = one.point(row, member, 0, step);
                    }
                }
                double[] out = new double[Walks.HORIZON];
                weights.issue(said, 0.5, true, out);
                all.add(out);
            }
        }
        return all;
    }

    @Test
    void noForecastThatIsLearntFromKnowsOfRowsAfterItsOrigin() {
        int poisonedFrom = 130;
        List<SeriesForecasts> clean = collect(Walks.hours("one", 5, TRAINED, TRAINED, 0));
        List<SeriesForecasts> poisoned = collect(Walks.hours("one", 5, TRAINED, poisonedFrom, POISON));
        int compared = 0;
        for (int row = clean.get(0).firstOrigin(); row < poisonedFrom; row++) {
            for (int member = 0; member < 2; member++) {
                for (int step = 1; step <= Walks.HORIZON; step++) {
                    assertThat(poisoned.get(0).point(row, member, 0, step))
                            .isEqualTo(clean.get(0).point(row, member, 0, step));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void noOutOfFoldForecastOfAnEnsembleKnowsOfRowsAfterItsOrigin(Forecaster ensemble) {
        int poisonedFrom = 140;
        SeriesForecasts clean = replay(ensemble, Walks.hours("one", 5, TRAINED, TRAINED, 0));
        SeriesForecasts poisoned = replay(ensemble, Walks.hours("one", 5, TRAINED, poisonedFrom, POISON));
        int compared = 0;
        for (int row = clean.firstOrigin(); row < poisonedFrom; row++) {
            for (int step = 1; step <= Walks.HORIZON; step++) {
                assertThat(Double.valueOf(poisoned.point(row, 0, 0, step)))
                        .as("origin at row %d, step %d", row, step)
                        .isEqualTo(Double.valueOf(clean.point(row, 0, 0, step)));
                compared += Double.isNaN(clean.point(row, 0, 0, step)) ? 0 : 1;
            }
        }
        assertThat(compared).isGreaterThan(40);
        assertThat(poisoned.point(clean.lastOrigin(), 0, 0, 1)).isNotEqualTo(clean.point(clean.lastOrigin(), 0, 0, 1));
    }

    private static SeriesForecasts replay(Forecaster ensemble, TimeSeries series) {
        OutOfFoldTrainer trainer = (OutOfFoldTrainer) ensemble.prepare(List.of(series));
        OutOfFoldFit fit = trainer.fitAll(trainer.folds(), FitListener.NONE);
        fit.predictor().close();
        return fit.forecasts().get(0);
    }

    private static List<SeriesForecasts> collect(TimeSeries series) {
        return OutOfFold.collect(
                "test",
                List.of(Walks.linear(), Walks.seasonal()),
                List.of("load"),
                new double[0],
                List.of(series),
                Folds.standard(List.of(series), Walks.HORIZON, 6),
                FitListener.NONE);
    }
}
