package io.forecastj.flink;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The operator without a cluster, which can be stopped and restored. */
final class OneOperator implements AutoCloseable {
    private final KeyedBroadcastOperatorTestHarness<
                    String, Tuple2<String, StreamInput>, StreamForecast, Tuple2<String, StreamForecast>>
            harness;
    private int read;

    OneOperator(ForecastFlink.Builder builder, @Nullable OperatorSubtaskState state) throws Exception {
        this(builder.build().recipe(), state);
    }

    OneOperator(ForecastRecipe recipe, @Nullable OperatorSubtaskState state) throws Exception {
        harness = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(new SwitchedSeriesFunction(recipe), List.of(VersionSchedule.STATE)),
                record -> record.f0 == null ? "" : record.f0,
                Types.STRING,
                1,
                1,
                0);
        harness.setup(ForecastFlink.answers()
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    void send(SentRecords.Sent record) throws Exception {
        harness.processElement(record.record(), record.timestamp());
    }

    void sendSwitch(StreamForecast checked, long timestamp) throws Exception {
        harness.processBroadcastElement(checked, timestamp);
    }

    void watermark(long time) throws Exception {
        harness.processWatermark(time);
    }

    void switchWatermark(long time) throws Exception {
        harness.processBroadcastWatermark(time);
    }

    /** Returns the answers since the last call. */
    List<Tuple2<String, StreamForecast>> answers() {
        List<Tuple2<String, StreamForecast>> all = harness.extractOutputValues();
        List<Tuple2<String, StreamForecast>> more = new ArrayList<>(all.subList(read, all.size()));
        read = all.size();
        return more;
    }

    /** Returns the timestamps of all answers. */
    List<Long> timestamps() {
        return harness.extractOutputStreamRecords().stream()
                .map(record -> record.getTimestamp())
                .toList();
    }

    /** Returns the number of entries in the state of all keys. */
    int stateEntries() {
        return ((HeapKeyedStateBackend<?>) harness.getOperator().getKeyedStateBackend()).numKeyValueStateEntries();
    }

    List<StreamForecast> switched() {
        var found = harness.getSideOutput(ForecastFlink.switched());
        return found == null
                ? List.of()
                : found.stream().map(record -> record.getValue()).toList();
    }

    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
        return harness.snapshot(checkpoint, 0);
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
