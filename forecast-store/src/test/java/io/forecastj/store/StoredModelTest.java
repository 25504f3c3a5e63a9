package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoredModelTest {
    static TimeSeries series(int rows) {
        TimeSeries.Builder builder = TimeSeries.builder("value");
        for (int i = 0; i < rows; i++) {
            builder.add(Instant.ofEpochSecond(86_400L * i), 10 + i % 7);
        }
        return builder.build();
    }

    @Test
    void aPublishedPredictorForecastsAsBefore() {
        ModelStore store = ModelStore.builder(new MemoryStorage()).open();
        StoredModel sales = store.model("sales");
        try (Predictor predictor = Baselines.naive("value", 3).fit(series(50))) {
            ModelVersion version =
                    sales.publish(predictor, Publication.of(series(50)).metric("mae", 1.5));
            sales.promote("production", version.number(), "first");
            try (Predictor loaded = sales.load("production")) {
                assertThat(loaded.predict(series(40))).isEqualTo(predictor.predict(series(40)));
            }
        }
        assertThat(store.verify()).isEmpty();
    }
}
