package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.AbstractPredictor;
import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import io.forecastj.models.Allocation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineEnsembleTest {
    private static final Forecaster NAIVE = Baselines.naive("y", 2);
    private static final Forecaster SEASONAL = Baselines.seasonalNaive("y", 2, 4);

    /** A season of four, then from a row on a random walk. */
    private static TimeSeries broken(String id, int rows, int from, double scale) {
        Random random = new Random(4);
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.hourly());
        double level = 0;
        for (int i = 0; i < rows; i++) {
            level += i < from ? 0 : random.nextGaussian();
            double season = i < from ? 3 * (i % 4) : 0;
            series.add(Instant.EPOCH.plusSeconds(3600L * i), scale * (level + season + 0.1 * random.nextGaussian()));
        }
        return series.build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ml-poly", "boa", "exponential(0.05)", "fixed-share(0.05,0.01)", "ridge(10)"})
    void weightMovesToTheMemberThatHasBecomeBetter(String combination) {
        TimeSeries series = broken("a", 700, 300, 1);
        Forecaster online = Ensembles.online(NAIVE, SEASONAL).combination(Combination.parse(combination));
        try (Predictor predictor = online.fit(series.head(250))) {
            try (PredictionSession session = predictor.openSession(series.head(290))) {
                assertThat(Ensembles.weights(session).at(1)[1])
                        .as("in the season")
                        .isGreaterThan(0.75);
            }
            try (PredictionSession session = predictor.openSession(series)) {
                // not the naive member's weight: it moves nothing, so the ridge has nothing to learn of it
                assertThat(Ensembles.weights(session).at(1)[1])
                        .as("in the walk")
                        .isLessThan(0.6);
            }
        }
    }

    @Test
    void aSeriesOfAnotherScaleHasTheSameWeights() {
        Forecaster online = Ensembles.online(NAIVE, SEASONAL).combination(Combination.EXPONENTIAL);
        try (Predictor small = online.fit(broken("a", 200, 150, 1));
                Predictor large = online.fit(broken("a", 200, 150, 1 << 20));
                PredictionSession one = small.openSession(broken("a", 300, 150, 1));
                PredictionSession other = large.openSession(broken("a", 300, 150, 1 << 20))) {
            assertThat(Ensembles.weights(other).at(2))
                    .isEqualTo(Ensembles.weights(one).at(2));
        }
    }

    @Test
    void aTrainingSeriesHasItsOwnWeightsAndAnUnseenOneThePooled() {
        TimeSeries season = broken("season", 200, 200, 1);
        TimeSeries walk = broken("walk", 200, 0, 1);
        try (Predictor predictor = Ensembles.online(NAIVE, SEASONAL).fit(List.of(season, walk))) {
            assertThat(firstWeights(predictor, season)[1]).isGreaterThan(0.95);
            assertThat(firstWeights(predictor, walk)[0]).isGreaterThan(0.75);
            double[] unseen = firstWeights(predictor, broken("new", 200, 200, 1));
            double[] other = firstWeights(predictor, broken("newer", 200, 0, 1));
            assertThat(unseen).isEqualTo(other);
            assertThat(unseen).isNotEqualTo(firstWeights(predictor, season));
        }
    }

    @Test
    void aTrainingSeriesTooShortToHaveBeenForecastStartsFromThePooledWeights() {
        TimeSeries season = broken("season", 200, 200, 1);
        TimeSeries brief = broken("brief", 1, 1, 1);
        try (Predictor predictor = Ensembles.online(NAIVE, SEASONAL).fit(List.of(season, brief))) {
            double[] pooled = firstWeights(predictor, broken("new", 200, 200, 1));
            assertThat(pooled[1]).isGreaterThan(0.95);
            assertThat(firstWeights(predictor, broken("brief", 200, 200, 1))).isEqualTo(pooled);
        }
    }

    @Test
    void askingForThePointsAndThenForTheForecastEvaluatesEachMemberOnce() {
        int[] asked = {0};
        Forecaster counted = new Counted(asked, Long.MAX_VALUE);
        TimeSeries series = broken("a", 200, 100, 1);
        // a member that is dropped in between does not have the others asked again
        Forecaster dropped = new Counted(new int[1], series.timestamp(180));
        try (Predictor predictor = Ensembles.online(NAIVE, counted, dropped).fit(series.head(150));
                PredictionSession session = predictor.openSession(series.head(160))) {
            double[] points = new double[2];
            session.forecastInto(points);
            for (int row = 160; row < 200; row++) {
                asked[0] = 0;
                session.append(series.timestamp(row), new double[] {series.value(row, 0)});
                session.forecastInto(points);
                assertThat(session.forecast().points()).isEqualTo(points);
                session.forecast();
                assertThat(asked[0]).as("row %d", row).isEqualTo(1);
            }
        }
    }

    /** Repeats the last value and counts how often it is asked; from a time on it fails on rows. */
    private record Counted(int[] asked, long failsFrom) implements Forecaster {
        @Override
        public String name() {
            return "counted";
        }

        @Override
        public int horizon() {
            return 2;
        }

        @Override
        public List<String> targets() {
            return List.of("y");
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            PredictorInfo info = PredictorInfo.builder("counted", 2)
                    .column("y", ColumnRole.TARGET)
                    .trainedOn(series)
                    .build();
            return new AbstractPredictor(info) {
                @Override
                protected void identify(StateWriter out) {}

                @Override
                protected SeriesState newState(SeriesContext context) {
                    return new SeriesState() {
                        private double last;

                        @Override
                        public void update(long time, double[] row) {
                            last = row[0];
                            if (time >= failsFrom) {
                                throw new IllegalStateException("fails on rows");
                            }
                        }

                        @Override
                        public void save(StateWriter out) {
                            out.putDouble(last);
                        }

                        @Override
                        public void restore(StateReader in) {
                            last = in.getDouble();
                        }

                        @Override
                        public void forecastInto(double[] out) {
                            asked[0]++;
                            Arrays.fill(out, last);
                        }
                    };
                }
            };
        }
    }

    private static double[] firstWeights(Predictor predictor, TimeSeries series) {
        try (PredictionSession session = predictor.openSession(series)) {
            return Ensembles.weights(session).at(1);
        }
    }

    @Test
    void rowsOfTheTrainingOnlyWarmUp() {
        TimeSeries series = broken("a", 200, 100, 1);
        try (Predictor predictor = Ensembles.online(NAIVE, SEASONAL).fit(series)) {
            assertThat(firstWeights(predictor, series.tail(20))).isEqualTo(firstWeights(predictor, series));
        }
    }

    @Test
    void aCombinationWithoutScoresIsTheMean() {
        TimeSeries series = broken("a", 60, 30, 1);
        TimeSeries constant = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), new double[60]);
        try (Predictor predictor = Ensembles.online(NAIVE, SEASONAL).fit(constant)) {
            assertThat(firstWeights(predictor, constant)).containsExactly(0.5, 0.5);
            assertThat(predictor.predict(constant).point(1)).isZero();
            assertThat(predictor.predict(series).point(1)).isFinite();
        }
    }

    @Test
    void regimesKeepWeightsOfTheirOwn() {
        Random random = new Random(8);
        TimeSeries.Builder built = TimeSeries.builder("y", "calm").sampling(Sampling.hourly());
        double level = 0;
        for (int i = 0; i < 900; i++) {
            boolean calm = i / 30 % 2 == 0;
            level += calm ? 0 : random.nextGaussian();
            double season = calm ? 3 * (i % 4) : 0;
            built.add(Instant.EPOCH.plusSeconds(3600L * i), level + season + 0.1 * random.nextGaussian(), calm ? 1 : 0);
        }
        TimeSeries series = built.build();
        try (Predictor predictor = Ensembles.online(NAIVE, SEASONAL)
                .regime(Features.column("calm"))
                .fit(series)) {
            assertThat(firstWeights(predictor, series.head(806))[1]).isGreaterThan(0.8);
            assertThat(firstWeights(predictor, series.head(836))[0]).isGreaterThan(0.6);
        }
    }

    @Test
    void appendAndForecastIntoAllocateNothing() {
        TimeSeries series = Walks.hours(1, 300);
        try (Predictor predictor = Ensembles.online(Walks.linear(), Walks.naive(), Walks.seasonal())
                        .fit(series);
                PredictionSession session = predictor.openSession(series)) {
            double[] row = {100, 10};
            double[] out = new double[Walks.HORIZON];
            long[] time = {series.timestamp(299)};
            int[] count = {0};
            long bytes = Allocation.leastOfWindows(2_000, 200, () -> {
                time[0] += 3_600_000;
                row[0] = 100 + count[0]++ % 17;
                session.append(time[0], row);
                session.forecastInto(out);
            });
            assertThat(bytes).isZero();
        }
    }

    @Test
    void membersThatDoNotFitAreNamed() {
        assertThatThrownBy(() -> Ensembles.online(NAIVE)).hasMessage("an ensemble needs at least two members, found 1");
        assertThatThrownBy(() -> Ensembles.online(NAIVE, Baselines.naive("y", 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the members of an ensemble need one horizon, found 2 of 'naive' and 3 of 'naive'");
        assertThatThrownBy(() -> Ensembles.stack(NAIVE, Baselines.drift("z", 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the members of an ensemble need a common target, found [y] of 'naive' and [z] of 'drift'");
    }

    @Test
    void twoSeriesOfOneIdAreRefused() {
        TimeSeries series = broken("a", 100, 50, 1);
        assertThatThrownBy(() -> Ensembles.online(NAIVE, SEASONAL).fit(List.of(series, series)))
                .hasMessageContaining("found the id 'a' twice");
    }

    @Test
    void aCombinationsTextReadsBack() {
        for (Combination combination : List.of(
                Combination.ML_POLY,
                Combination.BOA,
                Combination.EXPONENTIAL,
                Combination.FIXED_SHARE,
                Combination.RIDGE)) {
            assertThat(Combination.parse(combination.toString())).isEqualTo(combination);
        }
        assertThatThrownBy(() -> Combination.parse("median")).hasMessageContaining("found 'median'");
        assertThatThrownBy(() -> Combination.parse("ridge(x)")).hasMessageContaining("'ridge(x)'");
        assertThatThrownBy(() -> Combination.parse("ridge(-1)")).hasMessageContaining("found -1.0");
    }
}
