package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import io.forecastj.spring.ModelStatus.State;
import io.forecastj.store.ModelStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;

class VersionWrappingTest {
    @TempDir
    Path folder;

    private final List<String> closed = new ArrayList<>();
    private ModelStore store;

    @BeforeEach
    void publish() {
        store = ModelStore.open(folder.resolve("store"));
        TrainedModels.promote(store, "sales", 1);
    }

    @Test
    void aCustomizerThatRefusesAVersionLeavesTheMonitorOfTheServingOneAndNoWrapperOpen() {
        assertTheServingMonitorStays(new Second(predictor -> {
            throw new IllegalStateException("not this one");
        }));
        assertThat(closed).containsExactly("2", "1", "3");
    }

    @Test
    void aCustomizerThatReturnsNullRefusesTheVersion() {
        assertTheServingMonitorStays(new Second(predictor -> null));
        assertThat(closed).containsExactly("2", "1", "3");
    }

    @Test
    void aWrapperThatTheLastCheckRefusesLeavesTheMonitorOfTheServingVersion() {
        PredictorInfo longer = longer();
        assertTheServingMonitorStays(
                new Second(predictor -> new SwitchedPredictor(predictor, longer, () -> {}, () -> {})));
        assertThat(closed).containsExactly("2", "1", "3");
    }

    private void assertTheServingMonitorStays(Second second) {
        application(second)
                .withPropertyValues(
                        "forecastj.models.sales.store=" + folder.resolve("store"),
                        "forecastj.models.sales.alias=production",
                        "forecastj.models.sales.monitor=true")
                .run(context -> {
                    ForecastModels models = context.getBean(ForecastModels.class);
                    Predictor sales = context.getBean(Predictor.class);
                    sales.predict(TrainedModels.history(1));
                    Monitor first = models.monitor("sales").orElseThrow();

                    TrainedModels.promote(store, "sales", 2);
                    assertThat(models.reload("sales").state()).isEqualTo(State.DEGRADED);
                    assertThat(models.monitor("sales")).containsSame(first);
                    assertThat(first.snapshot().calls()).isEqualTo(1);
                    assertThat(closed).containsExactly("2");

                    TrainedModels.promote(store, "sales", 3);
                    models.reload("sales");
                    sales.predict(TrainedModels.history(1));
                    Monitor third = models.monitor("sales").orElseThrow();
                    assertThat(third).isNotSameAs(first);
                    assertThat(third.snapshot().calls()).isEqualTo(1);
                });
    }

    @Test
    void aModelOfAPathThatACustomizerRefusesHasNoMonitorAndNoWrapperOpen() {
        Path saved = folder.resolve("saved");
        try (Predictor predictor = TrainedModels.linear(1)) {
            Predictors.save(predictor, saved);
        }
        application(new Second(0, predictor -> {
                    throw new IllegalStateException("not this one");
                }))
                .withPropertyValues(
                        "forecastj.models.fixed.path=" + saved,
                        "forecastj.models.fixed.required=false",
                        "forecastj.models.fixed.monitor=true")
                .run(context -> {
                    ForecastModels models = context.getBean(ForecastModels.class);
                    assertThat(models.status("fixed").problem()).contains("not this one");
                    assertThat(models.monitor("fixed")).isEmpty();
                    assertThat(closed).containsExactly("0");
                });
    }

    private ApplicationContextRunner application(Second second) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ForecastAutoConfiguration.class))
                .withBean(Second.class, () -> second)
                .withBean(First.class, () -> new First(closed));
    }

    private static PredictorInfo longer() {
        try (Predictor predictor = Linear.forecaster()
                .column("units")
                .lookback(14)
                .horizon(4)
                .build()
                .fit(TrainedModels.history(1))) {
            return predictor.info();
        }
    }

    /** Says which of its wrappers were closed. */
    @Order(1)
    record First(List<String> closed) implements ForecastCustomizer {
        @Override
        public Predictor wrap(String name, OptionalInt version, Predictor predictor) {
            return SwitchedPredictor.of(predictor, () -> {}, () -> closed.add("" + version.orElse(0)));
        }
    }

    private interface Wrapper {
        @Nullable
        Predictor wrap(Predictor predictor);
    }

    /** Wraps one version. */
    @Order(2)
    record Second(int number, Wrapper wrapper) implements ForecastCustomizer {
        Second(Wrapper wrapper) {
            this(2, wrapper);
        }

        @Override
        public Predictor wrap(String name, OptionalInt version, Predictor predictor) {
            return version.orElse(0) == number ? wrapper.wrap(predictor) : predictor;
        }
    }
}
