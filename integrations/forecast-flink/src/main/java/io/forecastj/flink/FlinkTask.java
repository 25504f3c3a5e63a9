package io.forecastj.flink;

import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamRow;
import io.forecastj.streams.StreamStates;
import io.forecastj.streams.StreamTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * One subtask: rows wait in keyed state for the watermark, and are answered in the order of their times. It is made
 * anew for each attempt, so that no session outlives the state that it belongs to.
 *
 * <p>For one thread.
 */
final class FlinkTask implements StreamStates, AutoCloseable {
    /** The state of the task beside its series; equal in all subtasks, under the key 0. */
    private static final MapStateDescriptor<Integer, byte[]> TASK =
            new MapStateDescriptor<>("task", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final ForecastRecipe recipe;
    private final boolean onArrival;
    private final VersionSchedule versions;
    private final BroadcastState<Integer, byte[]> beside;
    private final KeptWatermark watermarks;
    /** True if rows may wait from before that the watermark would not free. */
    private final boolean mayWait;
    /** The state of the present key's series. */
    private final ValueState<byte[]> series;
    /** The rows of the present key that wait for the watermark, by event time in the order in which they came. */
    private final MapState<Long, List<StreamInput>> waiting;

    private final StreamTask task;

    private FlinkTask(
            ForecastRecipe recipe, boolean onArrival, FunctionInitializationContext from, RuntimeContext context)
            throws Exception {
        OperatorStateStore operatorState = from.getOperatorStateStore();
        this.recipe = recipe;
        this.onArrival = onArrival;
        this.versions = new VersionSchedule(operatorState.getBroadcastState(VersionSchedule.STATE), recipe.version());
        this.beside = operatorState.getBroadcastState(TASK);
        this.watermarks = KeptWatermark.of(operatorState);
        this.mayWait = onArrival && from.isRestored();
        this.series = context.getState(
                new ValueStateDescriptor<>("series", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        this.waiting =
                context.getMapState(new MapStateDescriptor<>("waiting", Types.LONG, Types.LIST(StreamTypeInfo.INPUT)));
        this.task = SharedForecastings.acquire(recipe).task(this);
    }

    static FlinkTask open(
            ForecastRecipe recipe, boolean onArrival, FunctionInitializationContext from, RuntimeContext context)
            throws Exception {
        FlinkTask opened = new FlinkTask(recipe, onArrival, from, context);
        try {
            opened.task.begin(); // now, so that the state is equal in all subtasks
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    /** Puts what a checkpoint needs and state has not yet. */
    void checkpoint() throws Exception {
        watermarks.save();
    }

    /** Takes a record whose key is the present one. */
    void take(
            Tuple2<String, StreamInput> record,
            @Nullable Long timestamp,
            TimerService timers,
            Collector<Tuple2<String, StreamForecast>> out)
            throws Exception {
        long watermark = watermarks.at(timers);
        if (mayWait && record.f0 != null) {
            answerWaiting(record.f0, out);
        }
        if (onArrival || record.f0 == null) {
            answer(record.f0, record.f1, watermark, out);
            return;
        }
        long time = eventTime(timestamp);
        if (time <= watermark) {
            answer(record.f0, record.f1, watermark, out);
            return;
        }
        List<StreamInput> present = waiting.get(time);
        List<StreamInput> more = present == null ? new ArrayList<>(1) : present;
        more.add(record.f1);
        waiting.put(time, more);
        timers.registerEventTimeTimer(time);
    }

    /** Answers the rows of the present key that waited when the job was stopped. */
    private void answerWaiting(String key, Collector<Tuple2<String, StreamForecast>> out) throws Exception {
        List<Long> times = new ArrayList<>();
        waiting.keys().forEach(times::add);
        Collections.sort(times);
        for (long time : times) {
            due(key, time, out);
        }
    }

    static long eventTime(@Nullable Long timestamp) {
        if (timestamp == null || timestamp == Long.MIN_VALUE) {
            throw new IllegalStateException("a record has no event time, so it would wait for ever. Give the source a"
                    + " WatermarkStrategy with a timestamp assigner, or answer rows as they come by onArrival()");
        }
        return timestamp;
    }

    /** Answers the rows of the present key whose time the watermark has reached. */
    void due(String key, long time, Collector<Tuple2<String, StreamForecast>> out) throws Exception {
        List<StreamInput> rows = waiting.get(time);
        if (rows != null) {
            waiting.remove(time);
            for (StreamInput row : rows) {
                answer(key, row, time, out);
            }
        }
    }

    private void answer(
            @Nullable String key,
            @Nullable StreamInput input,
            long time,
            Collector<Tuple2<String, StreamForecast>> out) {
        if (input instanceof ModelSwitch) {
            out.collect(Tuple2.of(
                    key,
                    StreamForecast.refused("expected a row, found a " + input
                            + "; send it in the stream of switches, ForecastFlink.answer(rows, switches)")));
            return;
        }
        if (key != null && input instanceof StreamRow) { // nothing else needs a version, which may be gone
            task.use(versions.at(time));
        }
        out.collect(Tuple2.of(key, task.answer(key, input)));
    }

    /** Takes a change of the model that was found good. */
    void change(long time, int version) throws Exception {
        versions.change(time, version);
    }

    @Override
    public byte @Nullable [] get(String key) {
        try {
            return series.value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(String key, byte[] state) {
        try {
            series.update(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(String key) {
        series.clear();
    }

    @Override
    public byte @Nullable [] task() {
        try {
            return beside.get(0);
        } catch (Exception e) {
            throw new IllegalStateException("the state of the task cannot be read", e);
        }
    }

    @Override
    public void putTask(byte[] state) {
        try {
            beside.put(0, state);
        } catch (Exception e) {
            throw new IllegalStateException("the state of the task cannot be written", e);
        }
    }

    @Override
    public void close() {
        task.close();
        SharedForecastings.release(recipe);
    }
}
