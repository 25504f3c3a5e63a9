package io.forecastj.lifecycle.serving;

import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.Publication;
import io.forecastj.store.StoredModel;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store with a model, the versions of which have the numbers of their predictors. */
abstract class ServingTest {
    static final String LIVE = "production";

    final HeapStorage storage = new HeapStorage();
    final StoredModel model = ModelStore.builder(storage).open().model("sales");

    @BeforeEach
    void forget() {
        NumberedPredictor.OPEN.clear();
        NumberedPredictor.USED_AFTER_CLOSE.set(0);
    }

    @AfterEach
    void stopActing() {
        NumberedFormat.whileReading = () -> {};
    }

    /** A series whose values are 0, 1, 2, ... */
    static TimeSeries rows(int number) {
        return TimeSeries.of(
                "y",
                Instant.EPOCH,
                Sampling.daily(),
                IntStream.range(0, number).asDoubleStream().toArray());
    }

    static long day(int number) {
        return number * 86_400_000L;
    }

    ModelVersion publish(Predictor predictor) {
        try (predictor) {
            return model.publish(predictor);
        }
    }

    ModelVersion promote(Predictor predictor) {
        try (predictor) {
            return model.publish(predictor, Publication.none().promoteTo(LIVE));
        }
    }

    ReloadingPredictor.Builder following() {
        return ReloadingPredictor.follow(model, LIVE);
    }
}
