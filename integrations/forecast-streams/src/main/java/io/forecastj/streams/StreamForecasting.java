package io.forecastj.streams;

import io.forecastj.MessageText;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.GapPolicy;
import io.forecastj.signal.SignalRule;
import io.forecastj.store.StoredModel;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Forecasting of every series of a stream as its rows arrive: a model, and how rows are taken. An engine runs it, such
 * as Kafka Streams by {@code forecast-kafka-streams} or Flink by {@code forecast-flink}; an adapter for another one
 * makes a {@link #task} for each of its tasks.
 *
 * <p>Immutable and thread-safe. The versions that its tasks load are closed with the last of them.
 *
 * <pre>{@code
 * StreamForecasting forecasting = StreamForecasting.of(sales, "production")
 *         .sampling(Sampling.daily())
 *         .late(LateRows.INSERT)
 *         .build();
 * }</pre>
 *
 * <p>The key of a record is the id of its series. Every record gives one {@link StreamForecast}, whatever is in it: a
 * row that cannot be taken and a model that throws are answered by a record with the reason, and the other series go
 * on. What concerns all series stops the stream before the record instead: a predictor that is closed, a model store
 * that cannot be read when a version is to be loaded, a version that is to forecast and cannot be loaded or does not
 * suit the settings, and a state of the task that another version of this library wrote.
 *
 * <h2>Equality</h2>
 *
 * <p>The forecasts of a series equal in every bit those of one session that is opened on its first rows, as many as the
 * model {@linkplain PredictorInfo#requiredHistory() requires}, and takes the others: by any engine, in one process or
 * in several, restored or not.
 *
 * <h2>State</h2>
 *
 * <p>The state of a series is the snapshot of its session, its last rows and the forecasts that wait for actual values.
 * The state of a task has beside them the version that forecasts, and the columns, sampling and number of kept rows of
 * the version with which it began, which count where they are not set.
 * If a snapshot is of another version of this library or another model, the session is opened anew on the rows that
 * were kept, and the answer says so.
 */
public final class StreamForecasting {
    private final Function<SeriesLayout, StreamSettings> settings;
    private final StreamModels models;

    private StreamForecasting(Function<SeriesLayout, StreamSettings> settings, StreamModels models) {
        this.settings = settings;
        this.models = models;
    }

    /**
     * Starts forecasting with a predictor. It never changes; a {@link ModelSwitch} is refused.
     *
     * @param predictor the predictor, which the caller closes after the streams
     * @return a builder
     */
    public static Builder of(Predictor predictor) {
        return new Builder(new GivenStreamModel(Objects.requireNonNull(predictor, "predictor")));
    }

    /**
     * Starts forecasting with a stored model. The alias is read once, now: a task without state begins with the version
     * that it names. A task with a state continues with the version and the settings that are in it, so an alias may
     * move at any time. A {@link ModelSwitch} among the rows changes the version, so that it changes at the same row
     * whenever the rows are read again.
     *
     * @param model the model
     * @param alias the alias, such as {@code "production"}
     * @return a builder
     * @throws ModelLoadException if there is no such alias
     * @throws io.forecastj.ModelIntegrityException if a document of the store is damaged
     * @throws io.forecastj.store.StoreException if the store cannot be read
     */
    public static Builder of(StoredModel model, String alias) {
        return of(
                model,
                model.find(alias)
                        .orElseThrow(() -> new ModelLoadException("no version of '" + model.name() + "' has the alias '"
                                + alias + "'; there are the aliases "
                                + model.aliases().keySet()))
                        .number());
    }

    /**
     * Starts forecasting with a version of a stored model, with which a task without state begins. It is read by such
     * a task only, so it may be removed when all tasks have a state and forecast with others.
     *
     * @param model the model
     * @param version the number of the version, at least 1
     * @return a builder
     * @throws IllegalArgumentException if {@code version < 1}
     */
    public static Builder of(StoredModel model, int version) {
        Objects.requireNonNull(model, "model");
        if (version < 1) {
            throw new IllegalArgumentException("a version must be at least 1, found " + version);
        }
        return new Builder(new StoredVersions(model, version));
    }

    /** {@return the version with which a task without state begins; empty if the predictor was given} */
    public OptionalInt firstVersion() {
        return models.first() == 0 ? OptionalInt.empty() : OptionalInt.of(models.first());
    }

    /**
     * Makes a task, for an adapter of an engine.
     *
     * @param states the state of the task's series
     * @return the task, for one thread, which the caller closes
     */
    public StreamTask task(StreamStates states) {
        return new StreamTask(settings, models, states);
    }

    /** Collects the settings of a stream. Not thread-safe. */
    public static final class Builder {
        private final StreamModelSource source;
        private @Nullable List<String> columns;
        private @Nullable Sampling sampling;
        private @Nullable Integer keptRows;
        private @Nullable GapPolicy gaps;
        private int maxGap = 1_000;
        private LateRows late = LateRows.IGNORE;
        private @Nullable List<Integer> scoredSteps;
        private String signalColumn = "";
        private @Nullable SignalRule signals;
        private @Nullable Function<String, TimeSeries> histories;
        private int liveSessions = 10_000;

        private Builder(StreamModelSource source) {
            this.source = source;
        }

        /**
         * Sets the columns that are taken from a row; unless set, those of the version with which the state of the
         * stream began. A row may have others, which are left out. Name those too that a later version will need: the
         * series that have a state with other columns fail after a change here.
         *
         * @param names the names, each once
         * @return this builder
         */
        public Builder columns(String... names) {
            this.columns = List.of(names);
            return this;
        }

        /**
         * Sets the spacing of the rows; unless set, that of the training of the version with which the state of the
         * stream began.
         *
         * @param sampling the spacing
         * @return this builder
         */
        public Builder sampling(Sampling sampling) {
            this.sampling = Objects.requireNonNull(sampling, "sampling");
            return this;
        }

        /**
         * Sets the history with which a series begins that has no state, such as its rows before the stream or the
         * attributes of a global model. It is called at the first row of a series and must give the same for the same
         * key; the session is opened on all of its rows. Unless set, a series begins without rows.
         *
         * @param histories takes the key and returns the history, whose id becomes the key, with at least the columns
         *     of this stream; what it throws is answered as {@link StreamForecast.Outcome#FAILED}
         * @return this builder
         */
        public Builder histories(Function<String, TimeSeries> histories) {
            this.histories = Objects.requireNonNull(histories, "histories");
            return this;
        }

        /**
         * Sets the number of last rows that are kept of a series: to open a session of another version, and to put late
         * rows in their place. Unless set, as many as give the version with which the state of the stream began the
         * same points as all, if that is known, and otherwise as it requires. A row takes 8 bytes for its time and for
         * each column.
         *
         * @param rows the number, at least what the model requires
         * @return this builder
         */
        public Builder keptRows(int rows) {
            this.keptRows = rows;
            return this;
        }

        /**
         * Sets the policy for absent rows and missing values. Unless set, they are left to the model: a missing value
         * is given to it, and absent rows make its forecasts {@link io.forecastj.ForecastStatus#DEGRADED}. A policy
         * sees the kept rows. {@link GapPolicy#refuse()} answers rows after a gap as {@link
         * StreamForecast.Outcome#INVALID} until those of the gap have come. Values that a policy fills are not taken
         * for actual values of earlier forecasts.
         *
         * @param policy the policy; it needs a sampling
         * @return this builder
         */
        public Builder gaps(GapPolicy policy) {
            this.gaps = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets the largest number of absent rows that the policy for gaps completes; 1,000 unless set. A row after
         * more of them is {@link StreamForecast.Outcome#INVALID}: its time may be wrong, and the series would be lost
         * to it.
         *
         * @param rows the number, at least 1
         * @return this builder
         */
        public Builder maxGap(int rows) {
            this.maxGap = rows;
            return this;
        }

        /**
         * Sets the policy for rows that are not after the last one; {@link LateRows#IGNORE} unless set.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder late(LateRows policy) {
            this.late = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets the steps of each forecast that are scored when their actual values come; all unless set. The state of a
         * series has 8 bytes for the point and each quantile of a step that waits.
         *
         * @param steps the steps, each at least 1; none to score nothing
         * @return this builder
         */
        public Builder scoredSteps(int... steps) {
            this.scoredSteps = IntStream.of(steps).boxed().toList();
            return this;
        }

        /**
         * Adds a signal to each forecast. A forecast on which the rule cannot decide comes without, and with the
         * reason.
         *
         * @param column the price that the rule trades, a column of the rows; its last known value is the last price
         * @param rule the rule, without patterns
         * @return this builder
         */
        public Builder signals(String column, SignalRule rule) {
            this.signalColumn = Objects.requireNonNull(column, "column");
            this.signals = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /**
         * Sets the number of sessions that a task keeps open; 10,000 unless set. Of the others the state is in the
         * store, and is restored at their next row.
         *
         * @param sessions the number, at least 1
         * @return this builder
         */
        public Builder liveSessions(int sessions) {
            this.liveSessions = sessions;
            return this;
        }

        /**
         * Makes the forecasting. Whether the settings suit a model is checked here for a predictor that is given. For
         * a stored model it is checked by a task when it begins, since one with a state forecasts by the version of
         * that, whatever an alias names now.
         *
         * @return the forecasting
         * @throws IllegalArgumentException if a number is out of its range, a column is named twice, or signals trade a
         *     column that rows do not have
         * @throws IllegalStateException if a policy for gaps is set and the predictor has no sampling
         * @throws ModelLoadException if the predictor needs columns that the rows do not have, known-future columns, or
         *     more rows than are kept
         */
        public StreamForecasting build() {
            require(maxGap >= 1, "maxGap must be at least 1, found " + maxGap);
            require(liveSessions >= 1, "liveSessions must be at least 1, found " + liveSessions);
            require(keptRows == null || keptRows >= 1, "keptRows must be at least 1, found " + keptRows);
            if (columns != null) {
                require(
                        new HashSet<>(columns).size() == columns.size(),
                        "a column is named twice in " + MessageText.list(columns));
                StreamSettings.requireTraded(signalColumn, signals, columns);
            }
            require(
                    scoredSteps == null || scoredSteps.stream().allMatch(step -> step >= 1),
                    "steps to score must be at least 1, found " + scoredSteps);
            Function<SeriesLayout, StreamSettings> settings = settings();
            if (source.first() == 0) {
                PredictorInfo info = source.firstInfo();
                StreamModels.requireFit(info, settings.apply(SeriesLayout.of(info)));
            }
            return new StreamForecasting(settings, new StreamModels(source));
        }

        /** Returns what completes these settings, which may change afterwards, by a layout. */
        private Function<SeriesLayout, StreamSettings> settings() {
            List<String> setColumns = columns;
            Sampling setSampling = sampling;
            Integer setRows = keptRows;
            GapPolicy gapPolicy = gaps;
            int largestGap = maxGap;
            LateRows latePolicy = late;
            List<Integer> steps = scoredSteps;
            String traded = signalColumn;
            SignalRule rule = signals;
            Function<String, TimeSeries> known = histories;
            int sessions = liveSessions;
            return layout -> new StreamSettings(
                    setColumns == null ? layout.columns() : setColumns,
                    setSampling == null ? layout.sampling() : setSampling,
                    setRows == null ? layout.keptRows() : setRows,
                    gapPolicy,
                    largestGap,
                    latePolicy,
                    steps,
                    traded,
                    rule,
                    known,
                    sessions);
        }

        private static void require(boolean met, String message) {
            if (!met) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
