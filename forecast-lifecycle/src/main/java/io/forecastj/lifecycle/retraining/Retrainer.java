package io.forecastj.lifecycle.retraining;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.store.ModelStore;
import io.forecastj.store.Publication;
import io.forecastj.store.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Retrains a model when it is time: trains a challenger, compares it with the champion on the same windows, publishes
 * it, and promotes it or keeps the champion.
 *
 * <p>Immutable and thread-safe.
 *
 * <pre>{@code
 * Retrainer retrainer = Retrainer.builder(store, "sales")
 *         .alias("production")
 *         .data(() -> List.of(readDays()))
 *         .forecaster(forecaster)
 *         .policy(RetrainPolicy.builder().newRows(500).maxAge(Duration.ofDays(30)).build())
 *         .rule(PromotionRule.better(0.05))
 *         .retention(Retention.latest(5))
 *         .build();
 *
 * RetrainOutcome outcome = retrainer.runOnce();
 * RetrainSchedule schedule = retrainer.start(executor, Duration.ofMinutes(15));
 * }</pre>
 *
 * <p>One look does the following:
 *
 * <ol>
 *   <li>The policy decides from the events in the store, the serving version, the data and what is observed. If it is
 *       not time, nothing is written.
 *   <li>The retrainer takes the lease {@code "retrain sales"}; if another process has it, this one does nothing. The
 *       lease is renewed while fits report progress. If it is lost, the work ends, and every change is refused from
 *       then on in the same step in which the store would make it.
 *   <li>The champion, which is the version that the alias names, and the challenger, fitted on the rows before the
 *       windows, forecast the same windows. All of them lie after the champion's training. With too few rows for that
 *       the champion stays.
 *   <li>The rule decides. The challenger is fitted on all rows and published with the hash of its data, its scores, the
 *       profile of its inputs, and the champion as its parent. If it won, the alias names it, provided that it still
 *       names the champion.
 *   <li>The retention removes old versions.
 * </ol>
 *
 * <p>If the alias names no version yet, the forecaster is fitted on all rows, published and promoted.
 *
 * <p>The steps are recorded as events of the model with their reasons, which every process can read back: {@code
 * retraining-started}, {@code retraining-decided} with both errors, the two-sided {@code p_value} and the one-sided
 * {@code p_value_better}, and at the end {@code retraining-promoted}, {@code retraining-kept}, {@code
 * retraining-cancelled} or {@code retraining-failed}, beside the store's own {@code published}, {@code promoted} and
 * {@code removed}. After a challenger that did not win, the age and the number of new rows count from there; a
 * comparison that had too few rows changes neither.
 *
 * <p>A look that found the model due, or failed, is an event {@code io.forecastj.Retrain} of the JDK Flight Recorder.
 */
public final class Retrainer {
    private final RetrainSettings settings;
    private final RetrainLog log;

    private Retrainer(RetrainSettings settings) {
        this.settings = settings;
        this.log = new RetrainLog(settings);
    }

    /**
     * Starts a retrainer.
     *
     * @param store the store
     * @param model the model's name
     * @return a builder
     */
    public static Builder builder(ModelStore store, String model) {
        return new Builder(store, model);
    }

    /**
     * Looks once, on the calling thread, and retrains if it is time.
     *
     * @return the outcome; what fails is an outcome too, and no exception
     */
    public RetrainOutcome runOnce() {
        return new RetrainRun(settings, log, () -> false, null).run();
    }

    /**
     * Looks again and again on an executor: at once, and then each time after the interval since the end of the last
     * look. Nothing that fails ends the schedule. The executor also renews the lease during a retraining if it has a
     * thread to spare; with a single thread only the progress of the fits renews it.
     *
     * @param executor the executor; it is not shut down
     * @param interval the time from the end of a look to the next one, at least a millisecond
     * @return the schedule; close it before the executor is shut down
     * @throws IllegalArgumentException if the interval is too short
     * @throws java.util.concurrent.RejectedExecutionException if the executor is shut down
     */
    public RetrainSchedule start(ScheduledExecutorService executor, Duration interval) {
        long millis = PolicyChecks.atLeastOne("interval in milliseconds", interval.toMillis());
        RetrainSchedule schedule = new RetrainSchedule();
        Runnable look = () -> {
            if (!schedule.isClosed()) {
                schedule.ended(new RetrainRun(settings, log, schedule::isClosed, executor).run());
            }
        };
        schedule.scheduled(executor.scheduleWithFixedDelay(look, 0, millis, TimeUnit.MILLISECONDS));
        return schedule;
    }

    @Override
    public String toString() {
        return "retrainer of '" + settings.alias() + "' of '" + settings.model() + "' in " + settings.store();
    }

    /**
     * Collects the settings of a retrainer. Data, forecaster and policy must be set. Not thread-safe.
     */
    public static final class Builder {
        private final ModelStore store;
        private final String model;
        private String alias = "production";
        private @Nullable Supplier<List<TimeSeries>> data;
        private @Nullable Forecaster forecaster;
        private @Nullable ChallengerRecipe recipe;
        private @Nullable RetrainPolicy policy;
        private PromotionRule rule = PromotionRule.better(0.05);
        private @Nullable WalkForward windows;
        private int leastOrigins;
        private boolean promoteFirst = true;
        private boolean promoteUncompared;
        private boolean publishKept = true;
        private @Nullable String target;
        private @Nullable Retention retention;
        private BiFunction<Publication, List<TimeSeries>, Publication> publication = (given, rows) -> given;
        private Consumer<RetrainState.Builder> observer = state -> {};
        private RetrainListener listener = RetrainListener.NONE;
        private Executor executor = FitListener.NONE.executor();
        private Duration leaseTime = Duration.ofMinutes(10);
        private Clock clock = Clock.systemUTC();

        private Builder(ModelStore store, String model) {
            this.store = Objects.requireNonNull(store, "store");
            this.model = Objects.requireNonNull(model, "model");
        }

        /**
         * Sets the alias that names the champion; {@code "production"} unless set.
         *
         * @param name the alias
         * @return this builder
         */
        public Builder alias(String name) {
            this.alias = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets what supplies the data: all series with all rows known at that time. It is asked once in a retraining,
         * and at each look if the policy counts new rows that the {@link #observer} does not set.
         *
         * @param supplier the supplier; what it throws is the outcome of a failed look
         * @return this builder
         */
        public Builder data(Supplier<List<TimeSeries>> supplier) {
            this.data = Objects.requireNonNull(supplier, "supplier");
            return this;
        }

        /**
         * Sets the forecaster of the first version, and of the challengers unless {@link #recipe} is set.
         *
         * @param first the forecaster
         * @return this builder
         */
        public Builder forecaster(Forecaster first) {
            this.forecaster = Objects.requireNonNull(first, "first");
            return this;
        }

        /**
         * Sets the recipe of the challengers.
         *
         * @param challengers the recipe
         * @return this builder
         */
        public Builder recipe(ChallengerRecipe challengers) {
            this.recipe = Objects.requireNonNull(challengers, "challengers");
            return this;
        }

        /**
         * Sets the policy that decides when to retrain.
         *
         * @param when the policy
         * @return this builder
         */
        public Builder policy(RetrainPolicy when) {
            this.policy = Objects.requireNonNull(when, "when");
            return this;
        }

        /**
         * Sets the rule that decides between champion and challenger; {@code PromotionRule.better(0.05)} unless set.
         *
         * @param promotion the rule
         * @return this builder
         */
        public Builder rule(PromotionRule promotion) {
            this.rule = Objects.requireNonNull(promotion, "promotion");
            return this;
        }

        /**
         * Sets the windows of the comparison; those before the end of the champion's training are left out. Unless set,
         * the newer half of the origins since then is one window, before which the challenger is fitted once. So the
         * older half is what the challenger has learnt and the champion has not. If the span of the champion's training
         * is not known, the last third of all rows is tested; whether the champion has seen them is then not known.
         *
         * @param walk the windows, over the rows of the data
         * @return this builder
         */
        public Builder windows(WalkForward walk) {
            this.windows = Objects.requireNonNull(walk, "walk");
            return this;
        }

        /**
         * Sets the least number of test origins of a comparison; unless set, as many as the test of Diebold and Mariano
         * needs: four times the number of successive origins whose forecasts overlap.
         *
         * @param origins the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code origins < 1}
         */
        public Builder leastOrigins(int origins) {
            this.leastOrigins = (int) PolicyChecks.atLeastOne("number of test origins", origins);
            return this;
        }

        /**
         * Sets whether the first version is promoted when the alias names none; true unless set.
         *
         * @param promote false to publish it only
         * @return this builder
         */
        public Builder promoteFirst(boolean promote) {
            this.promoteFirst = promote;
            return this;
        }

        /**
         * Sets whether a challenger is promoted without a comparison if the rows after the champion's training are too
         * few for one; false unless set: the champion stays and nothing is trained. Without any new row nothing is
         * trained in either case.
         *
         * @param promote true to promote it
         * @return this builder
         */
        public Builder promoteUncompared(boolean promote) {
            this.promoteUncompared = promote;
            return this;
        }

        /**
         * Sets whether a challenger that did not win is fitted on all rows and published all the same, so that somebody
         * can promote it by hand; true unless set.
         *
         * @param publish false to drop it
         * @return this builder
         */
        public Builder publishKept(boolean publish) {
            this.publishKept = publish;
            return this;
        }

        /**
         * Sets the target that is compared; the challenger's first one unless set. The metrics have all of them.
         *
         * @param column the target column
         * @return this builder
         */
        public Builder target(String column) {
            this.target = Objects.requireNonNull(column, "column");
            return this;
        }

        /**
         * Sets the rule by which old versions are removed after a retraining; none are unless set.
         *
         * @param keep the rule
         * @return this builder
         */
        public Builder retention(Retention keep) {
            this.retention = Objects.requireNonNull(keep, "keep");
            return this;
        }

        /**
         * Sets what adds to the publication of each version, such as tags.
         *
         * @param addition gets the publication and the training data and returns the publication to use
         * @return this builder
         */
        public Builder publication(BiFunction<Publication, List<TimeSeries>, Publication> addition) {
            this.publication = Objects.requireNonNull(addition, "addition");
            return this;
        }

        /**
         * Sets what adds the observed numbers to the state before each decision of the policy, such as {@code
         * state -> state.observed(monitor.snapshot())}.
         *
         * @param source adds to the state
         * @return this builder
         */
        public Builder observer(Consumer<RetrainState.Builder> source) {
            this.observer = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Sets the listener.
         *
         * @param receiver the listener
         * @return this builder
         */
        public Builder listener(RetrainListener receiver) {
            this.listener = Objects.requireNonNull(receiver, "receiver");
            return this;
        }

        /**
         * Sets the executor whose threads help with the parts of each fit, as {@link FitListener#executor()}; the
         * common pool unless set.
         *
         * @param pool the executor
         * @return this builder
         */
        public Builder executor(Executor pool) {
            this.executor = Objects.requireNonNull(pool, "pool");
            return this;
        }

        /**
         * Sets the time of the lease; ten minutes unless set. After the death of a process another one waits as long.
         * It should be longer than the data take to read, and than a fit takes from one report of progress to the next.
         *
         * @param time the time, at least a millisecond
         * @return this builder
         * @throws IllegalArgumentException if the time is too short
         */
        public Builder leaseTime(Duration time) {
            PolicyChecks.atLeastOne("lease time in milliseconds", time.toMillis());
            this.leaseTime = time;
            return this;
        }

        /**
         * Sets the clock; the system's unless set. It should be that of the store.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(Clock source) {
            this.clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Makes the retrainer.
         *
         * @return the retrainer
         * @throws IllegalArgumentException if the data, the forecaster or the policy is missing, or the model's name is
         *     malformed
         */
        public Retrainer build() {
            store.model(model);
            Forecaster first = required(forecaster, "forecaster");
            return new Retrainer(new RetrainSettings(
                    store,
                    model,
                    alias,
                    required(data, "data"),
                    first,
                    recipe == null ? ChallengerRecipe.refit(first) : recipe,
                    required(policy, "policy"),
                    rule,
                    windows,
                    leastOrigins,
                    promoteFirst,
                    promoteUncompared,
                    publishKept,
                    target,
                    retention,
                    publication,
                    observer,
                    listener,
                    executor,
                    leaseTime,
                    clock));
        }

        private static <T> T required(@Nullable T part, String name) {
            if (part == null) {
                throw new IllegalArgumentException("a retrainer needs its " + name + ": set " + name + "(...)");
            }
            return part;
        }
    }
}
