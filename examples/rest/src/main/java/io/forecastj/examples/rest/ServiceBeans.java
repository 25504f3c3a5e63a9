package io.forecastj.examples.rest;

import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.signal.SignalRule;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/** The beans that are made of the library. The predictors are beans of {@code forecastj.models}. */
@Configuration(proxyBeanMethods = false)
class ServiceBeans {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceBeans.class);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Recipes recipes() {
        return Recipes.standard();
    }

    /** The store, in which each model has a version when the predictors are opened. */
    @Bean
    ModelStore modelStore(ServiceSettings settings, Trainer trainer, KnownBars bars) {
        ModelStore store = ModelStore.open(settings.store());
        for (String model : trainer.models()) {
            ModelVersion version = store.model(model).find(Trainer.ALIAS).orElse(null);
            if (version == null) {
                LOG.info("Training '{}', of which {} has no version yet", model, store);
                version = trainer.train(store, model, new TrainingProgress());
            }
            Instant trainedTo = version.info().trainedTo();
            if (trainedTo != null) {
                bars.knowUntil(trainedTo);
            }
        }
        return store;
    }

    @Bean
    PatternRecognizer patterns() throws IOException {
        byte[] network = new ClassPathResource("data/pattern-cnn.onnx").getContentAsByteArray();
        return Onnx.loadPatterns(network, OnnxOptions.defaults());
    }

    @Bean
    SignalRule signalRule() {
        return SignalRule.builder()
                .target(ForecastAnswers.TARGET)
                .step(5)
                .costPerTrade(0.0005)
                .minConfidence(0.6)
                .build();
    }
}
