package io.forecastj.spring;

import io.forecastj.PredictorClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Schedules the looks at the aliases, from the start of the application to the beginning of its stop.
 *
 * <p>The scheduler is not a bean: Spring Boot would then not make the one that {@code @Scheduled} methods use.
 */
final class ModelRefreshing implements SmartLifecycle {
    private static final int MOST_THREADS = 4;

    private final ForecastModels models;
    private final Supplier<@Nullable TaskScheduler> given;
    private final boolean virtualThreads;
    private final List<ScheduledFuture<?>> looks = new ArrayList<>();
    private @Nullable ThreadPoolTaskScheduler own;
    private volatile boolean running;

    /**
     * Creates it.
     *
     * @param models the models
     * @param given returns the scheduler of the application, or null if it has none
     * @param virtualThreads whether a scheduler made here runs looks on virtual threads
     */
    ModelRefreshing(ForecastModels models, Supplier<@Nullable TaskScheduler> given, boolean virtualThreads) {
        this.models = models;
        this.given = given;
        this.virtualThreads = virtualThreads;
    }

    @Override
    public synchronized void start() {
        List<ManagedModel> due =
                models.managed().stream().filter(ManagedModel::looks).toList();
        if (!running && !due.isEmpty()) {
            TaskScheduler scheduler = given.get();
            if (scheduler == null) {
                own = scheduler(Math.min(MOST_THREADS, due.size()));
                scheduler = own;
            }
            for (ManagedModel model : due) {
                model.scheduled(true);
                looks.add(scheduler.scheduleWithFixedDelay(
                        () -> look(model),
                        scheduler.getClock().instant().plus(model.settings().refresh()),
                        model.settings().refresh()));
            }
        }
        running = true;
    }

    private ThreadPoolTaskScheduler scheduler(int threads) {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(threads);
        scheduler.setThreadNamePrefix("forecastj-refresh-");
        scheduler.setDaemon(true);
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setVirtualThreads(virtualThreads);
        scheduler.initialize();
        return scheduler;
    }

    private static void look(ManagedModel model) {
        try {
            model.look();
        } catch (PredictorClosedException e) {
            return; // the application closes the predictor while a look runs
        }
    }

    @Override
    public synchronized void stop() {
        looks.forEach(look -> look.cancel(false));
        looks.clear();
        models.managed().forEach(model -> model.scheduled(false));
        if (own != null) {
            own.shutdown();
            own = null;
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
