package io.forecastj.flink;

import io.forecastj.Predictor;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Forecasting of every series of a stream of Flink as its rows arrive.
 *
 * <p>Immutable and thread-safe.
 *
 * <pre>{@code
 * DataStream<Tuple2<String, StreamInput>> rows = sales.map(
 *                 sale -> ForecastFlink.record(sale.shop(), StreamRow.of(sale.day(), Map.of("units", sale.units()))))
 *         .returns(ForecastFlink.records());
 * DataStream<Tuple2<String, StreamForecast>> answers = ForecastFlink.of(
 *                 () -> ModelStore.open(Path.of("/models")).model("sales"), "production")
 *         .settings(settings -> settings.late(LateRows.INSERT).keptRows(48))
 *         .build()
 *         .answer(rows);
 * }</pre>
 *
 * <p>The key of a record is the id of its series, and its value a row, or null to forget the series. Every record gives
 * one answer with its key and timestamp, whatever is in it. What fails a task instead, so that Flink restarts it, is in
 * {@link StreamForecasting}; and a record or a switch without a timestamp, unless records are answered {@linkplain
 * Builder#onArrival on arrival}.
 *
 * <h2>Time</h2>
 *
 * <p>Records wait in keyed state until the watermark reaches their timestamp, and are then answered in the order of
 * their timestamps, those of one timestamp in the order in which they came. So rows that are out of order within the
 * bound of the watermark are not late. A record behind the watermark is answered at once; if its row is not after
 * the last one of its series, {@link StreamForecasting.Builder#late} says what becomes of it. After a restart the
 * watermark of the checkpoint counts until that of the streams has passed it. With {@link Builder#onArrival} nothing
 * waits, and no watermarks are needed.
 *
 * <h2>Changes of the model</h2>
 *
 * <p>A {@link io.forecastj.streams.ModelSwitch} in a second stream names the version of all rows from its timestamp
 * on, in all subtasks. The watermark of both streams passes the time before its rows are answered, so which version
 * answers which row does not depend on how fast anything is, unless the stream of switches is idle. An idle stream
 * holds no rows, so a switch in it must come before the watermark of the rows passes its time: a later one is not
 * found out, and the rows that were answered by then are by the version before. A switch behind the watermark of its
 * own stream is refused, after restarts too, as is one among the rows.
 *
 * <p>A version must stay in the store while it forecasts. The one before a switch may be removed when a checkpoint was
 * made after the watermark had passed the switch; the series that were not moved yet are then opened anew on their kept
 * rows. The one with which the job was built must stay until the first checkpoint.
 *
 * <h2>Equality</h2>
 *
 * <p>With checkpoints in the mode {@code EXACTLY_ONCE}, and rows that are not behind the watermark, the answers to a
 * series are the same whatever fails, is restored or rescaled, and equal in every bit those of {@link
 * StreamForecasting}'s other engines to the rows in the order of their times.
 */
public final class ForecastFlink {
    private final ForecastRecipe recipe;
    private final boolean onArrival;
    private final String name;

    private ForecastFlink(ForecastRecipe recipe, boolean onArrival, String name) {
        this.recipe = recipe;
        this.onArrival = onArrival;
        this.name = name;
    }

    /**
     * Starts forecasting with a predictor. It never changes; a switch of the model is refused.
     *
     * @param predictor makes the predictor, equal each time: on the client, to check the settings, and once in each
     *     process of the cluster, which closes it
     * @return a builder
     */
    public static Builder of(SerializableSupplier<? extends Predictor> predictor) {
        return new Builder(Objects.requireNonNull(predictor, "predictor"), null, "");
    }

    /**
     * Starts forecasting with a stored model. The alias is read once, when the job is {@linkplain Builder#build built}:
     * a job without state begins with the version that it names. One with a state continues with the versions and the
     * settings that are in it, whatever the alias names.
     *
     * @param model opens the model, on the client and in each process of the cluster, which all must reach the store
     * @param alias the alias, such as {@code "production"}
     * @return a builder
     */
    public static Builder of(SerializableSupplier<StoredModel> model, String alias) {
        return new Builder(null, Objects.requireNonNull(model, "model"), Objects.requireNonNull(alias, "alias"));
    }

    /**
     * Returns a record of {@link #answer}'s stream.
     *
     * @param key the id of the series
     * @param input the row; null to forget the series
     * @return the record
     */
    public static Tuple2<String, StreamInput> record(String key, @Nullable StreamInput input) {
        return Tuple2.of(key, input);
    }

    /** {@return the type of {@link #record}s, for {@code returns(...)} after a {@code map} with a lambda} */
    public static TypeInformation<Tuple2<String, StreamInput>> records() {
        return Types.TUPLE(Types.STRING, StreamTypeInfo.INPUT);
    }

    /** {@return the type of rows and switches} */
    public static TypeInformation<StreamInput> inputs() {
        return StreamTypeInfo.INPUT;
    }

    /** {@return the type of answers} */
    public static TypeInformation<StreamForecast> forecasts() {
        return StreamTypeInfo.FORECAST;
    }

    /** {@return the tag of the answers to switches of the model, for {@code getSideOutput(...)} of the answers} */
    public static OutputTag<StreamForecast> switched() {
        return new OutputTag<>("switched", StreamTypeInfo.FORECAST);
    }

    /**
     * Answers the records of a stream.
     *
     * @param rows the records, of the type {@link #records()}
     * @return the answers, by the key of their record
     * @throws IllegalArgumentException if the stream is of another type
     */
    public SingleOutputStreamOperator<Tuple2<String, StreamForecast>> answer(
            DataStream<Tuple2<String, StreamInput>> rows) {
        return named(keyed(rows).process(new SeriesFunction(recipe, onArrival), answers()));
    }

    /**
     * Answers the records of a stream, by the version that another one names for their times.
     *
     * @param rows the records, of the type {@link #records()}
     * @param switches the switches, of the type {@link #inputs()}, with timestamps; rows wait for its watermarks too.
     *     If it is added to a job that has a state, set {@link StreamForecasting.Builder#columns} and {@link
     *     StreamForecasting.Builder#keptRows}: it checks by those of the alias otherwise
     * @return the answers, by the key of their record; those to switches have the tag {@link #switched()}
     * @throws IllegalArgumentException if a stream is of another type
     * @throws IllegalStateException if rows are answered {@linkplain Builder#onArrival on arrival}, where a switch has
     *     no defined place
     */
    public SingleOutputStreamOperator<Tuple2<String, StreamForecast>> answer(
            DataStream<Tuple2<String, StreamInput>> rows, DataStream<StreamInput> switches) {
        if (onArrival) {
            throw new IllegalStateException("switches of the model take effect at an event time, and rows that are"
                    + " answered on arrival do not wait for it; leave onArrival() out");
        }
        requireType(switches, inputs(), "inputs");
        BroadcastStream<StreamForecast> checked = switches.process(new SwitchCheck(recipe), forecasts())
                .name(name + " switches")
                .uid(name + " switches")
                .setParallelism(1)
                .broadcast(VersionSchedule.STATE);
        return named(keyed(rows).connect(checked).process(new SwitchedSeriesFunction(recipe), answers()));
    }

    private static KeyedStream<Tuple2<String, StreamInput>, String> keyed(
            DataStream<Tuple2<String, StreamInput>> rows) {
        requireType(rows, records(), "records");
        // a record without a key is answered too, somewhere
        return rows.keyBy(record -> record.f0 == null ? "" : record.f0, Types.STRING);
    }

    private static void requireType(DataStream<?> stream, TypeInformation<?> type, String method) {
        if (!stream.getType().equals(type)) {
            throw new IllegalArgumentException("expected a stream of the type " + type + ", found " + stream.getType()
                    + ". Add .returns(ForecastFlink." + method + "()) to the operator before, so that state and"
                    + " network use the serializers of this library");
        }
    }

    static TypeInformation<Tuple2<String, StreamForecast>> answers() {
        return Types.TUPLE(Types.STRING, StreamTypeInfo.FORECAST);
    }

    private SingleOutputStreamOperator<Tuple2<String, StreamForecast>> named(
            SingleOutputStreamOperator<Tuple2<String, StreamForecast>> answers) {
        return answers.name(name).uid(name);
    }

    ForecastRecipe recipe() {
        return recipe;
    }

    /** Collects what a job forecasts with. Not thread-safe. */
    public static final class Builder {
        private final @Nullable SerializableSupplier<? extends Predictor> predictor;
        private final @Nullable SerializableSupplier<StoredModel> model;
        private final String alias;
        private SerializableFunction<StreamForecasting.Builder, StreamForecasting.Builder> settings = unset -> unset;
        private String name = "forecasts";
        private boolean onArrival;

        private Builder(
                @Nullable SerializableSupplier<? extends Predictor> predictor,
                @Nullable SerializableSupplier<StoredModel> model,
                String alias) {
            this.predictor = predictor;
            this.model = model;
            this.alias = alias;
        }

        /**
         * Sets the settings; those of {@link StreamForecasting.Builder} unless set. The function is sent to each
         * process of the cluster, so it may use what can be sent there, such as texts and numbers.
         *
         * @param settings takes a builder and returns it, set; the same each time
         * @return this builder
         */
        public Builder settings(SerializableFunction<StreamForecasting.Builder, StreamForecasting.Builder> settings) {
            this.settings = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /**
         * Sets the name and uid of the operator, by which a savepoint finds its state; {@code "forecasts"} unless set.
         * Give each forecasting of a job another one.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Answers rows as they come, without waiting for the watermark. A row that comes after a later one is late. If
         * the job did wait before, the rows that waited are answered before the next one of their series.
         *
         * @return this builder
         */
        public Builder onArrival() {
            this.onArrival = true;
            return this;
        }

        /**
         * Makes the forecasting, and checks on the client what can be checked there. Whether the settings suit the
         * version of a stored model is checked when a job without state begins, at its first row.
         *
         * @return the forecasting
         * @throws IllegalArgumentException if a number of the settings is out of its range, a column is named twice, or
         *     signals trade a column that rows do not have
         * @throws IllegalStateException if a policy for gaps is set and the predictor has no sampling
         * @throws io.forecastj.ModelLoadException if there is no such alias, or the predictor needs columns that the
         *     rows do not have, known-future columns, or more rows than are kept
         * @throws io.forecastj.ModelIntegrityException if a document of the store is damaged
         * @throws io.forecastj.store.StoreException if the store cannot be read
         */
        public ForecastFlink build() {
            int first = 0;
            if (model != null) {
                first = settings.apply(StreamForecasting.of(model.get(), alias))
                        .build()
                        .firstVersion()
                        .orElseThrow();
            }
            ForecastRecipe recipe = new ForecastRecipe(UUID.randomUUID().toString(), predictor, model, first, settings);
            if (predictor != null) {
                recipe.open().close();
            }
            return new ForecastFlink(recipe, onArrival, name);
        }
    }
}
