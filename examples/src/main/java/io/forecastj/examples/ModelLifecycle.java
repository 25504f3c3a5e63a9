package io.forecastj.examples;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.lifecycle.monitoring.InputProfile;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.retraining.BacktestMetrics;
import io.forecastj.lifecycle.retraining.PromotionRule;
import io.forecastj.lifecycle.retraining.RetrainOutcome;
import io.forecastj.lifecycle.retraining.RetrainPolicy;
import io.forecastj.lifecycle.retraining.Retrainer;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.Publication;
import io.forecastj.store.Retention;
import io.forecastj.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The life of a model in production, on the daily temperatures of Seattle: it is trained, evaluated, published,
 * promoted and served. In July 2014 the station begins to report in Fahrenheit. The monitor sees it, the policy says
 * why the model is due, and as soon as there are enough rows a challenger wins and is served without a pause. When the
 * station reports in Celsius again, somebody rolls it back.
 *
 * <p>Nine months pass in a few seconds: the clock follows the rows.
 */
public final class ModelLifecycle {
    private static final String COLUMN = "temp_max";
    private static final String ALIAS = "production";
    private static final int TRAINED = 730;
    private static final LocalDate FAHRENHEIT = LocalDate.of(2014, 7, 1);
    private static final LocalDate CELSIUS_AGAIN = LocalDate.of(2014, 10, 1);
    private static final int LIVE = 277;
    private static final int WEEK = 7;

    private final TimeSeries days;
    private final StoredModel model;
    private final Retrainer retrainer;
    private volatile TimeSeries known;
    /** The monitor of the version that serves. */
    private volatile Monitor monitor = Monitor.builder("none").build();

    ModelLifecycle(Path directory) throws IOException {
        this.days = withChangedUnit(SeattleTemperature.days().select(COLUMN));
        this.known = days.head(TRAINED);
        Clock clock = new RowClock();
        ModelStore store = ModelStore.builder(directory).clock(clock).open();
        this.model = store.model("seattle");
        publishFirst();
        this.retrainer = Retrainer.builder(store, "seattle")
                .alias(ALIAS)
                .data(() -> List.of(known))
                .forecaster(forecaster())
                .policy(RetrainPolicy.builder()
                        .maxAge(Duration.ofDays(90))
                        .drift(0.5, 0, 60)
                        .errorAgainstNaive(1.5, 30)
                        .minimumInterval(Duration.ofDays(21))
                        .build())
                .observer(state -> state.observed(monitor.snapshot()))
                .windows(WalkForward.expanding(365).step(WEEK).test(WEEK).last(4))
                .rule(PromotionRule.better(0.05))
                .publishKept(false)
                .retention(Retention.latest(5))
                .clock(clock)
                .build();
    }

    /**
     * Runs the example.
     *
     * @param args the directory of the store; a new temporary one if there is none
     * @throws IOException if the bundled data cannot be read
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("models");
        new ModelLifecycle(directory).live();
        System.out.println("\nThe store is in " + directory);
    }

    /** Trains, evaluates, publishes and promotes the first version. */
    private void publishFirst() {
        BacktestResult result = Backtest.on(known)
                .windows(WalkForward.expanding(365).step(30).test(30).last(6))
                .compare(forecaster())
                .run();
        System.out.println(result.summary());
        try (Predictor predictor = forecaster().fit(known)) {
            InputProfile profile = InputProfile.of(List.of(known), predictor.info());
            ModelVersion version = model.publish(
                    predictor,
                    Publication.of(known)
                            .metrics(BacktestMetrics.of(result, "lightgbm"))
                            .attach(InputProfile.ATTACHMENT, profile.toJson()));
            model.promote(ALIAS, version.number(), "the first one");
            say("published and promoted version " + version.number());
        }
    }

    /** Serves from day to day under load, looks once a week whether it is time to retrain, and rolls back. */
    void live() throws InterruptedException {
        ExecutorService callers = Executors.newSingleThreadExecutor();
        try (ReloadingPredictor serving = ReloadingPredictor.follow(model, ALIAS)
                .warmUp(known)
                .wrap(this::watched)
                .onReload(reload -> say("serving: " + reload))
                .open()) {
            Load load = new Load(serving, () -> known);
            Future<String> calls = callers.submit(load);
            for (int row = TRAINED; row < TRAINED + LIVE; row++) {
                known = days.head(row + 1);
                serving.predict(known); // the monitor scores earlier forecasts by the rows of this history
                if (row % WEEK == 0) {
                    look(serving);
                }
            }
            System.out.println("\n" + monitor.snapshot());
            model.rollback(ALIAS, "the station reports in Celsius again");
            serving.refresh();
            load.stop();
            say(calls.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call failed while versions changed", e.getCause());
        } finally {
            callers.shutdownNow();
        }
        System.out.println("\nWhat the store remembers:");
        model.events()
                .forEach(event -> System.out.printf(
                        "%s  %-20s %-12s %s%n",
                        date(event.time()),
                        event.kind(),
                        event.version().isPresent()
                                ? "version " + event.version().getAsInt()
                                : "",
                        event.reasons().isEmpty() ? "" : event.reasons().get(0)));
    }

    private void look(ReloadingPredictor serving) {
        RetrainOutcome outcome = retrainer.runOnce();
        if (outcome.kind() == RetrainOutcome.Kind.NOT_DUE) {
            return;
        }
        outcome.decision().ifPresent(decision -> say(decision.toString()));
        say(outcome.toString());
        if (outcome.kind() == RetrainOutcome.Kind.PROMOTED) {
            serving.refresh();
        }
    }

    /** Watches a version by its own monitor, which compares with the inputs of its training. */
    private Predictor watched(ModelVersion version, Predictor predictor) {
        monitor = Monitor.builder(version.info())
                .reference(InputProfile.fromJson(model.attachment(version, InputProfile.ATTACHMENT)))
                .window(60)
                .intervals()
                .driftRows(60)
                .build();
        return monitor.watch(predictor);
    }

    private static Forecaster forecaster() {
        FeaturePipeline features = FeaturePipeline.of(
                Features.column(COLUMN),
                Features.lag(COLUMN, 1),
                Features.lag(COLUMN, 2),
                Features.rolling().mean(COLUMN, WEEK),
                Features.calendar().fourier(365.25, 1));
        return LightGbm.forecaster(LightGbm.parameters().rounds(60).leaves(8).build())
                .target(Target.level(COLUMN))
                .features(features)
                .horizon(1)
                .build();
    }

    /** Returns the temperatures as a station reports them that uses another unit for some months. */
    private static TimeSeries withChangedUnit(TimeSeries celsius) {
        Instant from = FAHRENHEIT.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = CELSIUS_AGAIN.atStartOfDay(ZoneOffset.UTC).toInstant();
        TimeSeries.Builder reported = TimeSeries.builder(COLUMN).id("seattle");
        for (int row = 0; row < celsius.length(); row++) {
            Instant time = celsius.time(row);
            double value = celsius.value(row, 0);
            reported.add(celsius.timestamp(row), time.isBefore(from) || !time.isBefore(to) ? value : 32 + 1.8 * value);
        }
        return reported.build();
    }

    private void say(String text) {
        System.out.println(date(known.time(known.length() - 1)) + "  " + text);
    }

    private static String date(Instant time) {
        return time.toString().substring(0, 10);
    }

    /** A caller that forecasts all the time, and counts the answers of each version. */
    private static final class Load implements Callable<String> {
        private static final long PAUSE_NANOS = 50_000;

        private final ReloadingPredictor serving;
        private final Supplier<TimeSeries> history;
        private final Map<Integer, Long> answers = new TreeMap<>();
        private volatile boolean stopped;

        Load(ReloadingPredictor serving, Supplier<TimeSeries> history) {
            this.serving = serving;
            this.history = history;
        }

        @Override
        public String call() {
            while (!stopped) {
                answers.merge(serving.predictVersioned(history.get()).version(), 1L, Long::sum);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return "calls answered under load, by version: " + answers;
        }

        void stop() {
            stopped = true;
        }
    }

    /** A clock that shows the time of the last known row. */
    private final class RowClock extends Clock {
        @Override
        public Instant instant() {
            return known.time(known.length() - 1);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
