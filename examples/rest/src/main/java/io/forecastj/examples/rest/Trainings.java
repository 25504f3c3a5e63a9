package io.forecastj.examples.rest;

import io.forecastj.spring.ForecastModels;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The trainings: one runs, some wait, and the ends of the latest ones are remembered. Thread-safe. */
@Component
class Trainings implements DisposableBean {
    private static final int REMEMBERED = 100;
    static final int SECONDS_TO_END = 20;

    private final Trainer trainer;
    private final ModelStore store;
    private final ForecastModels models;
    private final Clock clock;
    private final ThreadPoolExecutor executor;
    /** In the order of the requests; guarded by this. */
    private final Map<String, Training> byId = new LinkedHashMap<>();

    Trainings(Trainer trainer, ModelStore store, ForecastModels models, Clock clock, ServiceSettings settings) {
        this.trainer = trainer;
        this.store = store;
        this.models = models;
        this.clock = clock;
        this.executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(settings.limits().trainings()),
                task -> new Thread(task, "training"));
    }

    /**
     * Starts a training.
     *
     * @throws RejectedExecutionException if too many wait
     */
    synchronized Training start(String model) {
        Training training =
                new Training(UUID.randomUUID().toString(), model, progress -> train(model, progress), clock);
        executor.execute(training);
        byId.put(training.id(), training);
        List<Training> over =
                new ArrayList<>(byId.values().stream().filter(Training::isOver).toList());
        while (byId.size() > REMEMBERED && !over.isEmpty()) {
            byId.remove(over.remove(0).id());
        }
        return training;
    }

    synchronized List<Training> all() {
        return List.copyOf(byId.values());
    }

    synchronized Optional<Training> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    void cancel(Training training) {
        training.cancel();
        if (executor.remove(training)) {
            training.drop();
        }
    }

    private ModelVersion train(String model, TrainingProgress progress) {
        ModelVersion version = trainer.train(store, model, progress);
        int serving = models.reload(model).version().map(ModelVersion::number).orElse(0);
        if (serving < version.number()) {
            throw RequestException.unavailable("version " + version.number() + " has been published, but it is refused"
                    + " or cannot be read, so that "
                    + (serving == 0 ? "none serves" : "version " + serving + " still serves")
                    + "; the log of the service says why");
        }
        return version;
    }

    @Override
    public void destroy() throws InterruptedException {
        all().forEach(this::cancel);
        executor.shutdown();
        executor.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    }
}
