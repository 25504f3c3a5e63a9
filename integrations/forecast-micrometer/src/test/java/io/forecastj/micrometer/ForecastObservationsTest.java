package io.forecastj.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.fallback.FallbackPredictor;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ForecastObservationsTest extends MetricsTest {
    private final List<String> ended = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final ObservationRegistry observed = ObservationRegistry.create();

    ForecastObservationsTest() {
        observed.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

            @Override
            public void onError(Observation.Context context) {
                errors.add(context.getError());
            }

            @Override
            public void onStop(Observation.Context context) {
                ended.add(context.getName() + " (" + context.getContextualName() + ") "
                        + text(context.getLowCardinalityKeyValues())
                        + text(context.getHighCardinalityKeyValues()));
            }
        });
    }

    private static String text(Iterable<KeyValue> values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining(" "));
    }

    @Test
    void everyCallIsAnObservationWithModelVersionCallAndStatus() {
        Gated primary = new Gated("primary");
        Predictor fallback =
                FallbackPredictor.builder(primary, new Gated("standby")).build();
        try (Predictor predictor = ForecastObservations.of(observed).observe("m", "1", fallback)) {
            predictor.predict(series("a", 5));
            primary.failing = true;
            predictor.predict(series("a", 5), TimeSeries.empty());
            predictor.predictAll(List.of(series("a", 5)));
            predictor.predictEach(List.of(series("a", 5), series("a", 5).head(0)));
            try (PredictionSession session = predictor.openSession(series("a", 5))) {
                session.append(day(5), new double[] {1});
                session.forecast();
                session.forecastInto(new double[2]);
                predictor.restore(session.snapshot()).close();
            }
        }
        assertThat(ended)
                .containsExactly(
                        "forecastj.predict (predict m) call=predict model=m status=OK version=1",
                        "forecastj.predict (predict m) call=predict model=m status=FALLBACK version=1",
                        "forecastj.predict (predictAll m) call=predictAll model=m status=FALLBACK version=1",
                        "forecastj.predict (predictEach m) call=predictEach model=m status=FAILED version=1",
                        "forecastj.predict (openSession m) call=openSession model=m status=OK version=1",
                        "forecastj.predict (forecast m) call=forecast model=m status=FALLBACK version=1",
                        "forecastj.predict (restore m) call=restore model=m status=OK version=1");
        assertThat(errors).isEmpty();
    }

    @Test
    void anExceptionIsTheErrorOfTheObservationAndThrownOn() {
        try (Predictor predictor = ForecastObservations.of(observed).observe("m", "1", naive())) {
            assertThatThrownBy(() -> predictor.predict(series("a", 5).head(0)))
                    .isInstanceOf(InsufficientHistoryException.class)
                    .isSameAs(errors.get(0));
        }
        assertThat(ended).containsExactly("forecastj.predict (predict m) call=predict model=m status=FAILED version=1");
    }

    @Test
    void aConventionMayAddTheSeries() {
        ObservationConvention<ForecastObservationContext> bySeries = new ObservationConvention<>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof ForecastObservationContext;
            }

            @Override
            public String getName() {
                return "predictions";
            }

            @Override
            public KeyValues getHighCardinalityKeyValues(ForecastObservationContext context) {
                return KeyValues.of(
                        "series", String.join(",", context.seriesIds()), "model", context.model() + context.version());
            }
        };
        try (Predictor predictor =
                ForecastObservations.of(observed).convention(bySeries).observe("m", "1", naive())) {
            predictor.predictAll(List.of(series("a", 5), series("b", 5)));
        }
        assertThat(ended).containsExactly("predictions (null) model=m1 series=a,b");
    }

    @Test
    void withoutObservationsThePredictorStaysAsItIs() {
        try (Predictor naive = naive()) {
            assertThat(ForecastObservations.of(ObservationRegistry.NOOP).observe(naive))
                    .isSameAs(naive);
            assertThat(ForecastObservations.of(observed).observe(naive)).isNotSameAs(naive);
        }
    }

    @Test
    void partsInsideATracedPredictorHaveTheirGauges() {
        Predictor fallback = FallbackPredictor.builder(naive(), naive()).build();
        Predictor traced = ForecastObservations.of(observed).observe("m", "1", fallback);
        try (Predictor both = ForecastMetrics.of(registry).observe("m", "1", traced)) {
            assertThat(both.info()).isEqualTo(fallback.info());
            assertThat(value("forecastj.fallback.running", "member", "naive 2")).isZero();
        }
    }
}
