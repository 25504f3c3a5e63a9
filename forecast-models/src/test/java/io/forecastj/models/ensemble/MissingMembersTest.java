package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.AbstractPredictor;
import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members that fail, in every place: the others answer, and the forecast says so. */
class MissingMembersTest {
    private static final int TRAINED = 200;
    private static final TimeSeries SERIES = Walks.hours(2, 260);
    private static final long FROM = SERIES.timestamp(230);

    private enum Fault {
        THROWS_ON_ROWS,
        THROWS_ON_FORECASTS,
        GIVES_NAN,
        GIVES_INFINITY
    }

    /** Repeats the last value plus 1, and fails for a while. */
    private record Faulty(Fault fault, long from, long to) implements Forecaster {
        Faulty(Fault fault, long from) {
            this(fault, from, Long.MAX_VALUE);
        }

        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public int horizon() {
            return Walks.HORIZON;
        }

        @Override
        public List<String> targets() {
            return List.of("load");
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            PredictorInfo info = PredictorInfo.builder("faulty", Walks.HORIZON)
                    .column("load", ColumnRole.TARGET)
                    .trainedOn(series)
                    .build();
            return new AbstractPredictor(info) {
                @Override
                protected void identify(StateWriter out) {}

                @Override
                protected SeriesState newState(SeriesContext context) {
                    return new State(Faulty.this);
                }
            };
        }
    }

    private static final class State implements SeriesState {
        private final Faulty faulty;
        private double last;
        private boolean failing;

        State(Faulty faulty) {
            this.faulty = faulty;
        }

        @Override
        public void update(long time, double[] row) {
            last = row[0];
            failing = time >= faulty.from() && time < faulty.to();
            if (failing && faulty.fault() == Fault.THROWS_ON_ROWS) {
                throw new IllegalStateException("the row is bad");
            }
        }

        @Override
        public void save(StateWriter out) {
            out.putDouble(last);
            out.putBoolean(failing);
        }

        @Override
        public void restore(StateReader in) {
            last = in.getDouble();
            failing = in.getBoolean();
        }

        @Override
        public void forecastInto(double[] out) {
            if (failing && faulty.fault() == Fault.THROWS_ON_FORECASTS) {
                throw new IllegalStateException("the forecast is bad");
            }
            double bad = faulty.fault() == Fault.GIVES_INFINITY ? Double.NEGATIVE_INFINITY : Double.NaN;
            Arrays.fill(out, failing ? bad : last + 1);
        }
    }

    private static Forecaster[] members(int position, Forecaster faulty) {
        Forecaster[] members = new Forecaster[3];
        members[position] = faulty;
        members[(position + 1) % 3] = Walks.naive();
        members[(position + 2) % 3] = Walks.linear();
        return members;
    }

    @ParameterizedTest
    @CsvSource({
        "THROWS_ON_ROWS, it failed on a row and was dropped from the session: the row is bad",
        "THROWS_ON_FORECASTS, it failed: the forecast is bad",
        "GIVES_NAN, its forecast is NaN or beyond 1e50",
        "GIVES_INFINITY, its forecast is NaN or beyond 1e50"
    })
    void theOthersAnswerAndTheForecastSaysSo(Fault fault, String reason) {
        for (int position = 0; position < 3; position++) {
            Forecaster[] members = members(position, new Faulty(fault, FROM));
            for (Forecaster ensemble : List.of(
                    Ensembles.online(members),
                    Ensembles.online(members).combination(Combination.BOA),
                    Ensembles.online(members).combination(Combination.FIXED_SHARE),
                    Ensembles.online(members).combination(Combination.RIDGE),
                    Ensembles.stack(members),
                    Ensembles.stack(members).stacking(Stacking.RIDGE),
                    Ensembles.stack(members).stacking(Stacking.SCALED_ERROR))) {
                check(ensemble, position, reason);
            }
        }
    }

    private static void check(Forecaster ensemble, int position, String reason) {
        try (Predictor predictor = ensemble.fit(SERIES.head(TRAINED));
                PredictionSession session = predictor.openSession(SERIES)) {
            assertThat(predictor.predict(SERIES.head(230)).status()).isEqualTo(ForecastStatus.OK);
            Forecast forecast = session.forecast();
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.reasons()).containsExactly("without 'faulty': " + reason);
            double last = SERIES.value(SERIES.length() - 1, "load");
            for (double point : forecast.points()) {
                assertThat(point).isBetween(last - 30, last + 30);
            }
            double[] weights = Ensembles.weights(session).at(1);
            assertThat(weights[position]).isZero();
            assertThat(forecast).isEqualTo(predictor.predict(SERIES));
        }
    }

    @Test
    void onlineWeightsOfTheOthersAddUpToOne() {
        Forecaster[] members = members(1, new Faulty(Fault.GIVES_NAN, FROM));
        try (Predictor predictor = Ensembles.online(members).fit(SERIES.head(TRAINED));
                PredictionSession session = predictor.openSession(SERIES)) {
            assertThat(Arrays.stream(Ensembles.weights(session).at(2)).sum()).isBetween(1 - 1e-12, 1 + 1e-12);
        }
    }

    @Test
    void byScaledErrorTheOthersTakeOverInProportionOnAnUnseenSeriesToo() {
        Forecaster faulty = new Faulty(Fault.GIVES_NAN, FROM);
        TimeSeries unseen = Walks.hours("unseen", 2, 260, 260, 0);
        try (Predictor predictor = Ensembles.stack(
                                Walks.seasonal(), faulty, Baselines.seasonalNaive("load", Walks.HORIZON, 20))
                        .naiveMembers(false)
                        .stacking(Stacking.SCALED_ERROR)
                        .fit(SERIES.head(TRAINED));
                PredictionSession before = predictor.openSession(unseen.head(230));
                PredictionSession after = predictor.openSession(unseen)) {
            double[] with = Ensembles.weights(before).at(1);
            double[] without = Ensembles.weights(after).at(1);
            assertThat(with[1]).isGreaterThan(0.01);
            for (int k : new int[] {0, 2, 3}) {
                assertThat(without[k]).isCloseTo(with[k] / (1 - with[1]), within(1e-12));
            }
        }
    }

    @Test
    void withoutAnyMemberTheReasonsOfAllAreGiven() {
        Forecaster online = Ensembles.online(
                        new Faulty(Fault.THROWS_ON_ROWS, FROM), new Faulty(Fault.THROWS_ON_FORECASTS, FROM))
                .naiveMembers(false);
        try (Predictor predictor = online.fit(SERIES.head(TRAINED))) {
            assertThatThrownBy(() -> predictor.predict(SERIES))
                    .isInstanceOf(ForecastException.class)
                    .hasMessage(
                            "no member of 'online' forecasts [load]: 'faulty': it failed on a row and was dropped from"
                                    + " the session: the row is bad; 'faulty 2': it failed: the forecast is bad");
        }
    }

    @Test
    void aMemberThatNeverAnswersInTrainingIsNamed() {
        Forecaster dead = new Faulty(Fault.THROWS_ON_FORECASTS, Long.MIN_VALUE);
        assertThatThrownBy(() -> Ensembles.online(Walks.naive(), dead).fit(SERIES))
                .hasMessageContaining("'faulty' made none")
                .hasMessageContaining("the forecast is bad");
    }

    @Test
    void aMemberThatComesBackIsHeardAgain() {
        Forecaster away = new Faulty(Fault.GIVES_NAN, FROM, SERIES.timestamp(250));
        try (Predictor predictor = Ensembles.online(away, Walks.naive())
                        .naiveMembers(false)
                        .combination(Combination.EXPONENTIAL)
                        .fit(SERIES.head(TRAINED));
                PredictionSession before = predictor.openSession(SERIES.head(230));
                PredictionSession during = predictor.openSession(SERIES.head(240));
                PredictionSession after = predictor.openSession(SERIES.head(251))) {
            assertThat(Ensembles.weights(before).at(1)[0]).isBetween(0.1, 0.9);
            assertThat(during.forecast().status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(Ensembles.weights(during).at(1)).containsExactly(0, 1);
            assertThat(after.forecast().status()).isEqualTo(ForecastStatus.OK);
            // what was due while it was away taught nothing, but for the forecasts issued before
            assertThat(Ensembles.weights(after).at(1)[0])
                    .isCloseTo(Ensembles.weights(before).at(1)[0], within(0.1));
        }
    }

    @Test
    void aGapIsSaidOnceAndNotOnceForEachMember() {
        TimeSeries.Builder gappy =
                TimeSeries.builder("load", "temperature").id(SERIES.id()).sampling(Sampling.hourly());
        for (int i = 0; i < 240; i++) {
            if (i < 233 || i > 235) {
                gappy.add(SERIES.timestamp(i), SERIES.value(i, 0), SERIES.value(i, 1));
            }
        }
        try (Predictor predictor = Ensembles.online(Walks.linear(), Walks.seasonal(), Walks.naive())
                .fit(SERIES.head(TRAINED))) {
            Forecast forecast = predictor.predict(gappy.build());
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.reasons()).singleElement().asString().startsWith("about 3 rows are absent");
        }
    }

    @Test
    void aReasonOfSeveralMembersIsSaidOnceWithTheirNames() {
        TimeSeries.Builder missing =
                TimeSeries.builder("load", "temperature").id(SERIES.id()).sampling(Sampling.hourly());
        for (int i = 0; i < 240; i++) {
            missing.add(SERIES.timestamp(i), i == 239 ? Double.NaN : SERIES.value(i, 0), SERIES.value(i, 1));
        }
        try (Predictor predictor =
                Ensembles.online(Walks.seasonal(), Walks.naive()).fit(SERIES.head(TRAINED))) {
            assertThat(predictor.predict(missing.build()).reasons())
                    .singleElement()
                    .asString()
                    .startsWith("'seasonal-naive', 'naive': 'load' is missing at ");
        }
    }
}
