package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ModelIntegrityException;
import io.forecastj.Predictor;
import io.forecastj.models.Predictors;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadedPredictorsTest {
    @Test
    void aPredictorIsReadOnceByHashAndAnotherModelIsRefused() {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        AtomicInteger reads = new AtomicInteger();
        try (Predictor drift = Baselines.drift("sales", 9).fit(ShopSales.one(0, 30, 1))) {
            Predictors.saveZip(drift, archive);
            Predictor first = LoadedPredictors.forTask(drift.modelHash(), () -> {
                reads.incrementAndGet();
                return archive.toByteArray();
            });
            Predictor second = LoadedPredictors.forTask(drift.modelHash(), () -> {
                reads.incrementAndGet();
                return archive.toByteArray();
            });
            assertThat(second).isSameAs(first);
            assertThat(reads).hasValue(1);
        }
        assertThatThrownBy(() -> LoadedPredictors.forTask("0".repeat(64), archive::toByteArray))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("expected a model with the hash 000");
    }
}
