package io.forecastj.flink;

import io.forecastj.store.ModelStore;
import io.forecastj.streams.LateRows;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamJson;
import io.forecastj.streams.StreamRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The samples of docs/streams.md for Flink. */
final class FlinkSamples {
    private FlinkSamples() {}

    static void job(DataStream<Sale> sales, DataStream<StreamInput> switches) {
        DataStream<Tuple2<String, StreamInput>> rows = sales.map(sale -> ForecastFlink.record(
                        sale.shop(), StreamRow.of(sale.day(), Map.of("units", sale.units(), "price", sale.price()))))
                .returns(ForecastFlink.records())
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Tuple2<String, StreamInput>>forBoundedOutOfOrderness(Duration.ofDays(2))
                                .withTimestampAssigner((row, unused) ->
                                        ((StreamRow) row.f1).time().toEpochMilli()));

        ForecastFlink forecasting = ForecastFlink.of(
                        () -> ModelStore.open(Path.of("/models")).model("sales"), "production")
                .settings(settings -> settings.late(LateRows.INSERT).keptRows(48))
                .build();
        SingleOutputStreamOperator<Tuple2<String, StreamForecast>> answers = forecasting.answer(rows, switches);
        DataStream<StreamForecast> switched = answers.getSideOutput(ForecastFlink.switched());
        switched.print();
    }

    static DataStream<StreamInput> switches(DataStream<Change> changes) {
        DataStream<StreamInput> switches = changes.assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Change>forMonotonousTimestamps()
                                .withTimestampAssigner(
                                        (change, unused) -> change.from().toEpochMilli())
                                .withIdleness(Duration.ofSeconds(10)))
                .map(change -> (StreamInput) ModelSwitch.to(change.version()))
                .returns(ForecastFlink.inputs());
        return switches;
    }

    /** The documents have the timestamps of their records. */
    static DataStream<StreamInput> ofKafka(DataStream<byte[]> documents) {
        DataStream<StreamInput> switches = documents
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<byte[]>forMonotonousTimestamps().withIdleness(Duration.ofSeconds(10)))
                .map(StreamJson::readInput)
                .returns(ForecastFlink.inputs());
        return switches;
    }

    /** A change of an application. */
    record Change(Instant from, int version) {}

    /** A value of an application. */
    record Sale(String shop, Instant day, double units, double price) {}
}
