package io.forecastj.flink;

import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamStates;
import io.forecastj.streams.StreamTask;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Decides in one place whether a switch is possible, since all subtasks must do the same. */
final class SwitchCheck extends ProcessFunction<StreamInput, StreamForecast>
        implements CheckpointedFunction, StreamStates {
    private static final long serialVersionUID = 1;

    private static final ListStateDescriptor<byte[]> TASK =
            new ListStateDescriptor<>("task", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final ForecastRecipe recipe;
    private transient @Nullable StreamForecasting forecasting;
    /** The state of the task, as the subtasks have it. */
    private transient @Nullable ListState<byte[]> beside;

    private transient @Nullable KeptWatermark watermarks;

    SwitchCheck(ForecastRecipe recipe) {
        this.recipe = recipe;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        OperatorStateStore store = context.getOperatorStateStore();
        beside = store.getListState(TASK);
        watermarks = KeptWatermark.of(store);
    }

    @Override
    public void open(OpenContext context) {
        forecasting = SharedForecastings.acquire(recipe);
        try (StreamTask task = forecasting.task(this)) {
            task.begin();
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(watermarks).save();
    }

    @Override
    public void processElement(StreamInput input, Context context, Collector<StreamForecast> out) {
        long time = FlinkTask.eventTime(context.timestamp());
        long watermark = Objects.requireNonNull(watermarks).at(context.timerService());
        StreamForecasting present = Objects.requireNonNull(forecasting);
        if (!(input instanceof ModelSwitch change)) {
            out.collect(StreamForecast.refused("expected a switch of the model, found " + input));
        } else if (time <= watermark) {
            // some rows after its time may have been forecast by then
            out.collect(StreamForecast.refused("the switch to version " + change.version() + " at "
                    + Instant.ofEpochMilli(time) + " comes behind the watermark " + Instant.ofEpochMilli(watermark)
                    + "; send it with a later time"));
        } else {
            try (StreamTask task = present.task(this)) {
                out.collect(task.check(change));
            }
        }
    }

    @Override
    public byte @Nullable [] task() {
        try {
            Iterator<byte[]> found = Objects.requireNonNull(beside).get().iterator();
            return found.hasNext() ? found.next() : null;
        } catch (Exception e) {
            throw new IllegalStateException("the state of the switches cannot be read", e);
        }
    }

    @Override
    public void putTask(byte[] state) {
        try {
            Objects.requireNonNull(beside).update(List.of(state));
        } catch (Exception e) {
            throw new IllegalStateException("the state of the switches cannot be written", e);
        }
    }

    @Override
    public byte @Nullable [] get(String key) {
        return null; // no rows come here
    }

    @Override
    public void put(String key, byte[] state) {}

    @Override
    public void remove(String key) {}

    @Override
    public void close() {
        if (forecasting != null) {
            forecasting = null;
            SharedForecastings.release(recipe);
        }
    }
}
