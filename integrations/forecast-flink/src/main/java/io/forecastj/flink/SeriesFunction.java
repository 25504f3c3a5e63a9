package io.forecastj.flink;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamInput;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Answers rows by the version with which the job began. */
final class SeriesFunction
        extends KeyedProcessFunction<String, Tuple2<String, StreamInput>, Tuple2<String, StreamForecast>>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private final ForecastRecipe recipe;
    private final boolean onArrival;
    private transient @Nullable FunctionInitializationContext from;
    private transient @Nullable FlinkTask task;

    SeriesFunction(ForecastRecipe recipe, boolean onArrival) {
        this.recipe = recipe;
        this.onArrival = onArrival;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        from = context;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        task = FlinkTask.open(recipe, onArrival, Objects.requireNonNull(from), getRuntimeContext());
    }

    @Override
    public void processElement(
            Tuple2<String, StreamInput> record, Context context, Collector<Tuple2<String, StreamForecast>> out)
            throws Exception {
        Objects.requireNonNull(task).take(record, context.timestamp(), context.timerService(), out);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Tuple2<String, StreamForecast>> out)
            throws Exception {
        Objects.requireNonNull(task).due(context.getCurrentKey(), time, out);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(task).checkpoint();
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
            task = null;
        }
    }
}
