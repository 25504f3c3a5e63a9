package io.forecastj.flink;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import io.forecastj.streams.StreamInput;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Answers rows by the version of their event time. The second input has the answers to switches. */
final class SwitchedSeriesFunction
        extends KeyedBroadcastProcessFunction<
                String, Tuple2<String, StreamInput>, StreamForecast, Tuple2<String, StreamForecast>>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private final ForecastRecipe recipe;
    private transient @Nullable FunctionInitializationContext from;
    private transient @Nullable FlinkTask task;

    SwitchedSeriesFunction(ForecastRecipe recipe) {
        this.recipe = recipe;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        from = context;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        task = FlinkTask.open(recipe, false, Objects.requireNonNull(from), getRuntimeContext());
    }

    @Override
    public void processElement(
            Tuple2<String, StreamInput> record, ReadOnlyContext context, Collector<Tuple2<String, StreamForecast>> out)
            throws Exception {
        Objects.requireNonNull(task).take(record, context.timestamp(), context.timerService(), out);
    }

    @Override
    public void processBroadcastElement(
            StreamForecast checked, Context context, Collector<Tuple2<String, StreamForecast>> out) throws Exception {
        if (checked.outcome() == Outcome.SWITCHED) {
            Objects.requireNonNull(task)
                    .change(context.timestamp(), checked.version().orElseThrow());
        }
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) { // every subtask sees it
            context.output(ForecastFlink.switched(), checked);
        }
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
