package io.forecastj.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.models.linear.Linear;
import io.forecastj.testkit.PredictorContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Observed predictors keep all promises of a predictor. */
class ObservedContractTest {
    private static ObservationRegistry observations() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        return registry;
    }

    private abstract static class Observed extends PredictorContract {
        @Override
        protected TimeSeries series() {
            return TimeSeries.of(
                    "y",
                    Instant.EPOCH,
                    Sampling.daily(),
                    new Random(7).doubles(120).toArray());
        }

        @Override
        protected Predictor fit() {
            return observe(Conformal.adaptive(
                            Linear.forecaster()
                                    .column("y")
                                    .lookback(6)
                                    .horizon(3)
                                    .build(),
                            0.8)
                    .fit(series()));
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(observe(Baselines.naive("y", 3).fit(series())));
        }

        abstract Predictor observe(Predictor predictor);
    }

    @Nested
    class WithMetrics extends Observed {
        @Override
        Predictor observe(Predictor predictor) {
            return ForecastMetrics.of(new SimpleMeterRegistry()).observe(predictor);
        }
    }

    @Nested
    class WithTheTagOfSeries extends Observed {
        @Override
        Predictor observe(Predictor predictor) {
            return ForecastMetrics.builder(new SimpleMeterRegistry())
                    .seriesTag(10)
                    .build()
                    .observe(Monitor.builder("m").build().watch(predictor));
        }
    }

    @Nested
    class WithObservations extends Observed {
        @Override
        Predictor observe(Predictor predictor) {
            Predictor traced = ForecastObservations.of(observations()).observe(predictor);
            assertThat(traced).isInstanceOf(TracedPredictor.class);
            return traced;
        }
    }

    @Nested
    class WithAFallbackInside extends Observed {
        @Override
        Predictor observe(Predictor predictor) {
            Predictor fallback = FallbackPredictor.builder(
                            predictor, Baselines.mean("y", 3).fit(series()))
                    .build();
            return ForecastMetrics.of(new SimpleMeterRegistry())
                    .observe("m", "1", ForecastObservations.of(observations()).observe(fallback));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ObservedPredictor.class, ObservedSession.class, TracedPredictor.class, TracedSession.class})
    void everyMethodIsDelegatedAlsoThoseWithADefault(Class<?> wrapper) throws NoSuchMethodException {
        boolean session = PredictionSession.class.isAssignableFrom(wrapper);
        for (Method method : (session ? PredictionSession.class : Predictor.class).getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                Method own = wrapper.getMethod(method.getName(), method.getParameterTypes());
                assertThat(own.getDeclaringClass()).as(own.toString()).isNotInterface();
            }
        }
    }
}
