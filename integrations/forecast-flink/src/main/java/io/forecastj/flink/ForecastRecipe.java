package io.forecastj.flink;

import io.forecastj.Predictor;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.StreamForecasting;
import java.io.Serializable;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Recipe of the forecasting of a job. Flink sends it to each process of a cluster, which makes the forecasting of it.
 *
 * @param id the id of the job's forecasting, by which the subtasks of a process share it
 * @param predictor makes the predictor, or null if the model is stored
 * @param model makes the stored model, or null if a predictor is given
 * @param version the version with which series begin, 0 if a predictor is given
 * @param settings sets the settings
 */
record ForecastRecipe(
        String id,
        @Nullable SerializableSupplier<? extends Predictor> predictor,
        @Nullable SerializableSupplier<StoredModel> model,
        int version,
        SerializableFunction<StreamForecasting.Builder, StreamForecasting.Builder> settings)
        implements Serializable {
    /**
     * An open forecasting.
     *
     * @param forecasting the forecasting
     * @param predictor the predictor to close after it, or null
     */
    record Opened(StreamForecasting forecasting, @Nullable Predictor predictor) implements AutoCloseable {
        @Override
        public void close() {
            if (predictor != null) {
                predictor.close();
            }
        }
    }

    Opened open() {
        if (model != null) {
            StoredModel stored = model.get();
            return new Opened(
                    settings.apply(StreamForecasting.of(stored, version)).build(), null);
        }
        if (predictor == null) {
            throw new IllegalStateException("expected a model or a predictor");
        }
        Predictor given = predictor.get();
        try {
            return new Opened(settings.apply(StreamForecasting.of(given)).build(), given);
        } catch (RuntimeException e) {
            given.close();
            throw e;
        }
    }
}
