package io.forecastj.lifecycle.trial;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.KnownFuture;
import io.forecastj.MessageText;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.Snapshots;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A predictor for A/B tests: each key is served by one of several arms, always by the same one.
 *
 * <p>Thread-safe. The key of a series is its id, unless {@link Builder#key} sets another one, such as the customer to
 * which several series belong. The arm of a key depends on the name of the experiment, the key and the shares, and is
 * the same in every process, on every machine and in every version of Java and of this library:
 *
 * <ol>
 *   <li>the first 53 bits of the SHA-256 hash of the experiment's name in UTF-8, a zero byte and the key in UTF-8,
 *       divided by 2<sup>53</sup>, are the key's position, at least 0 and below 1;
 *   <li>the shares of the arms, added up in their order, divide this range; the arm whose part holds the position
 *       serves the key.
 * </ol>
 *
 * <p>So experiments with different names split independently of each other. When shares change, only the keys between
 * an old and a new boundary move: with two arms no other division moves fewer, and a raised share takes keys from the
 * other arm and gives it none. The same holds for three arms if the one between the two others gives or takes the
 * difference, so put the champion in the middle. A new name deals all keys anew.
 *
 * <p>All arms forecast the same targets and steps. {@link #info()} requires the columns and the history that any arm
 * needs, so that no answer depends on the arm's demands. Forecasts carry this description; {@link #predictNamed} and
 * the {@linkplain Builder#recorder recorder} get them as the arm's predictor made them, with the arm's name.
 *
 * <p>A trial ends, its models stay: closing this predictor does not close those of the arms. It cannot be saved.
 */
public final class SplitPredictor implements Predictor {
    /** The kind of these predictors. */
    public static final String KIND = "split";

    /** The difference from 1 that sums of shares may have by rounding. */
    private static final double ROUNDING = 1e-9;

    private final String experiment;
    private final List<Arm> arms;
    private final double[] ends;
    private final Function<TimeSeries, String> key;
    private final @Nullable Recording recording;
    private final PredictorInfo info;
    private final List<String> knownFuture;
    private volatile boolean closed;

    private SplitPredictor(Builder from) {
        this.experiment = from.experiment;
        this.arms = List.copyOf(from.arms);
        this.ends = ends(arms);
        this.key = from.key;
        this.recording = from.recorder == null ? null : new Recording(from.recorder);
        this.info = SplitDescription.of(experiment, arms);
        this.knownFuture = info.columns(ColumnRole.KNOWN_FUTURE);
    }

    /** Returns the end of each arm's part; that of the last arms with a share is 1 in spite of rounding. */
    private static double[] ends(List<Arm> arms) {
        double[] ends = new double[arms.size()];
        double sum = 0;
        for (int i = 0; i < ends.length; i++) {
            sum += arms.get(i).share();
            ends[i] = sum;
        }
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new IllegalArgumentException("the shares must add up to 1, found " + sum + " for "
                    + MessageText.list(arms.stream()
                            .map(arm -> arm.name() + " " + arm.share())
                            .toList()));
        }
        for (int i = ends.length - 1; i >= 0; i--) {
            ends[i] = 1;
            if (arms.get(i).share() > 0) {
                break;
            }
        }
        return ends;
    }

    /**
     * Starts a split.
     *
     * @param experiment the name of the experiment, which decides about the arm of each key
     * @return a builder
     * @throws IllegalArgumentException if the name is blank
     */
    public static Builder builder(String experiment) {
        return new Builder(experiment);
    }

    /** {@return the name of the experiment} */
    public String experiment() {
        return experiment;
    }

    /** {@return the shares by the arms' names, in their order, unmodifiable} */
    public Map<String, Double> shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        arms.forEach(arm -> shares.put(arm.name(), arm.share()));
        return Collections.unmodifiableMap(shares);
    }

    /**
     * Returns the name of the arm that serves a key.
     *
     * @param key the key
     * @return the arm's name
     */
    public String armOf(String key) {
        return arm(key).name();
    }

    /**
     * Returns the number of forecasts that the recorder did not take because it threw.
     *
     * @return the number since this predictor was built; 0 without a recorder
     */
    public long recorderFailures() {
        return recording == null ? 0 : recording.failures();
    }

    private Arm arm(String key) {
        double position = KeyHash.position(experiment, Objects.requireNonNull(key, "key"));
        int at = 0;
        while (position >= ends[at]) {
            at++;
        }
        return arms.get(at);
    }

    /** Returns the arm of a series after the checks that are the same for all arms. */
    private Arm armFor(TimeSeries history, TimeSeries future) {
        info.requireHistory(history);
        if (future.length() > 0) {
            KnownFuture.requireRows(knownFuture, future, history.timestamp(history.length() - 1));
        }
        return arm(key.apply(history));
    }

    @Override
    public PredictorInfo info() {
        return info;
    }

    @Override
    public Forecast predict(TimeSeries history) {
        return predict(history, TimeSeries.empty());
    }

    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        return SplitRelabel.by(info, predictNamed(history, future).forecast());
    }

    /**
     * Forecasts as {@link #predict(TimeSeries)} and returns the arm too.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @return the forecast with the name of the arm that made it
     * @throws io.forecastj.InvalidSeriesException if a column that any arm needs is missing
     * @throws io.forecastj.InsufficientHistoryException if the history is too short for any arm
     * @throws PredictorClosedException if this predictor or that of the arm is closed
     */
    public ArmForecast predictNamed(TimeSeries history) {
        return predictNamed(history, TimeSeries.empty());
    }

    /**
     * Forecasts as {@link #predict(TimeSeries, TimeSeries)} and returns the arm too.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @param future rows after the history with the known-future columns, one for each step; may be {@link
     *     TimeSeries#empty()}
     * @return the forecast with the name of the arm that made it
     * @throws io.forecastj.InvalidSeriesException if a column that any arm needs, or a known-future row that the arm
     *     needs, is missing
     * @throws io.forecastj.InsufficientHistoryException if the history is too short for any arm
     * @throws PredictorClosedException if this predictor or that of the arm is closed
     */
    public ArmForecast predictNamed(TimeSeries history, TimeSeries future) {
        requireOpen();
        Arm arm = armFor(history, future);
        Forecast forecast = arm.predict(history, future);
        record(arm, forecast);
        return new ArmForecast(arm.name(), forecast);
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        return predictAll(histories, Collections.nCopies(histories.size(), TimeSeries.empty()));
    }

    /**
     * Forecasts several series; each arm gets its own ones in one call.
     *
     * @param histories the series, each as for {@link #predict(TimeSeries, TimeSeries)}
     * @param futures the known-future rows of each series, in the order of the histories
     * @return one forecast for each, in their order, each equal to {@code predict} of that series
     * @throws IllegalArgumentException if the lists have different sizes
     * @throws PredictorClosedException if this predictor or that of an arm is closed
     */
    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        if (histories.size() != futures.size()) {
            throw new IllegalArgumentException("expected known-future rows for each of the " + histories.size()
                    + " histories, found " + futures.size() + " of them");
        }
        requireOpen();
        Map<Arm, List<Integer>> byArm = new LinkedHashMap<>();
        for (int i = 0; i < histories.size(); i++) {
            byArm.computeIfAbsent(armFor(histories.get(i), futures.get(i)), ignored -> new ArrayList<>())
                    .add(i);
        }
        Forecast[] all = new Forecast[histories.size()];
        byArm.forEach((arm, places) -> {
            List<Forecast> forecasts = arm.predictAll(
                    places.stream().map(histories::get).toList(),
                    places.stream().map(futures::get).toList());
            for (int i = 0; i < places.size(); i++) {
                all[places.get(i)] = SplitRelabel.by(info, forecasts.get(i));
            }
            forecasts.forEach(forecast -> record(arm, forecast));
        });
        return List.of(all);
    }

    @Override
    public SplitSession openSession(TimeSeries history) {
        return openSession(history, TimeSeries.empty());
    }

    @Override
    public SplitSession openSession(TimeSeries history, TimeSeries future) {
        requireOpen();
        return new SplitSession(this, armFor(history, future), history, future);
    }

    /**
     * Restores a session from its snapshot, with the arm that it had.
     *
     * @param snapshot the bytes from {@link SplitSession#snapshot}
     * @return a new session for one thread; the caller closes it
     * @throws io.forecastj.SnapshotException if the bytes are damaged, are no snapshot, come from another version of
     *     this library, or from a session of other arms, shares or another experiment
     * @throws PredictorClosedException if this predictor or that of the arm is closed
     */
    @Override
    public SplitSession restore(byte[] snapshot) {
        requireOpen();
        return Snapshots.read(
                this, snapshot, in -> new SplitSession(this, arms.get(in.getInt(0, arms.size() - 1)), in));
    }

    @Override
    public String modelHash() {
        return Snapshots.modelHash(info, out -> {
            out.putInt(arms.size());
            arms.forEach(arm -> {
                out.putText(arm.name());
                out.putText(arm.predictor().modelHash());
            });
        });
    }

    int indexOf(Arm arm) {
        return arms.indexOf(arm);
    }

    void record(Arm arm, Forecast forecast) {
        if (recording != null) {
            recording.add(arm.name(), forecast);
        }
    }

    List<String> knownFuture() {
        return knownFuture;
    }

    void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the predictor '" + info.name() + "' is closed");
        }
    }

    /** Ends the split: later calls, of its sessions too, throw. The arms' predictors stay open. Idempotent. */
    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "split '" + experiment + "' " + shares() + " of " + MessageText.list(info.targets()) + ", "
                + info.horizon() + " steps" + (closed ? ", closed" : "");
    }

    /** Builder of splits. Not thread-safe. */
    public static final class Builder {
        private final String experiment;
        private final List<Arm> arms = new ArrayList<>();
        private Function<TimeSeries, String> key = TimeSeries::id;
        private @Nullable ForecastRecorder recorder;

        private Builder(String experiment) {
            if (experiment.isBlank()) {
                throw new IllegalArgumentException("expected a name of the experiment, found '" + experiment + "'");
            }
            this.experiment = experiment;
        }

        /**
         * Adds an arm. The order of the arms matters when shares change later.
         *
         * @param name its name
         * @param predictor the predictor that serves its keys; this split does not close it
         * @param share its share of the keys, from 0 to 1
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or another arm has it, or the share is out of its range
         */
        public Builder arm(String name, Predictor predictor, double share) {
            Objects.requireNonNull(predictor, "predictor");
            if (name.isBlank() || arms.stream().anyMatch(arm -> arm.name().equals(name))) {
                throw new IllegalArgumentException("expected arms with distinct names, found '" + name + "' after "
                        + MessageText.list(arms.stream().map(Arm::name).toList()));
            }
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("the share of '" + name + "' must be from 0 to 1, found " + share);
            }
            arms.add(new Arm(name, predictor, share));
            return this;
        }

        /**
         * Sets the function that returns the key of a series; its id unless set.
         *
         * @param key the function, thread-safe; series with equal keys are served by the same arm
         * @return this builder
         */
        public Builder key(Function<TimeSeries, String> key) {
            this.key = Objects.requireNonNull(key, "key");
            return this;
        }

        /**
         * Sets the recorder, which gets each forecast with the name of its arm; none unless set. Points that {@link
         * SplitSession#forecastInto} writes are not recorded.
         *
         * @param recorder the recorder; thread-safe
         * @return this builder
         */
        public Builder recorder(ForecastRecorder recorder) {
            this.recorder = Objects.requireNonNull(recorder, "recorder");
            return this;
        }

        /**
         * Creates the split.
         *
         * @return a new predictor
         * @throws IllegalArgumentException if there are fewer than two arms, the shares do not add up to 1, or the arms
         *     forecast different targets or steps; the message names them
         */
        public SplitPredictor build() {
            if (arms.size() < 2) {
                throw new IllegalArgumentException("a split needs at least two arms, found " + arms.size());
            }
            return new SplitPredictor(this);
        }
    }
}
