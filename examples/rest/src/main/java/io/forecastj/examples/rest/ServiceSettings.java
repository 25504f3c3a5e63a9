package io.forecastj.examples.rest;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code service}.
 *
 * @param apiKey the key that clients send; null to make one at each start
 * @param store the directory of the models
 * @param model the model that answers where a request names none
 * @param barEvery the time until one more bundled bar is known
 * @param warmUp the time for which the service forecasts before it is ready
 * @param disclaimer the text in every document
 * @param limits what requests may ask for
 */
@ConfigurationProperties("service")
record ServiceSettings(
        @Nullable String apiKey,
        Path store,
        String model,
        Duration barEvery,
        Duration warmUp,
        String disclaimer,
        Limits limits) {
    /**
     * Limits of what requests may ask for.
     *
     * @param body the size of a body
     * @param rows the rows of a series
     * @param batch the forecasts of a batch
     * @param trainings the trainings that wait
     */
    record Limits(DataSize body, int rows, int batch, int trainings) {
        private static final long LARGEST_BODY = DataSize.ofMegabytes(100).toBytes();

        Limits {
            require("body", body.toBytes(), LARGEST_BODY);
            require("rows", rows, Integer.MAX_VALUE);
            require("batch", batch, Integer.MAX_VALUE);
            require("trainings", trainings, Integer.MAX_VALUE);
        }

        private static void require(String name, long value, long most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(
                        "service.limits." + name + " must be from 1 to " + most + ", found " + value);
            }
        }
    }
}
