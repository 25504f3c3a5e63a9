package io.forecastj.examples;

import io.forecastj.Ohlcv;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.GapPolicy;
import io.forecastj.kafka.ForecastStreams;
import io.forecastj.signal.SignalRule;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.LateRows;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/** The samples of docs/streams.md. */
final class StreamSamples {
    private StreamSamples() {}

    static StreamForecasting forecasting(StoredModel model, SignalRule rule) {
        StreamForecasting forecasting = StreamForecasting.of(model, "production")
                .sampling(Sampling.fixed(Duration.ofHours(1)))
                .gaps(GapPolicy.carry(3))
                .late(LateRows.INSERT)
                .keptRows(48)
                .signals(Ohlcv.CLOSE, rule)
                .build();
        return forecasting;
    }

    static StreamForecasting withHistories(Predictor predictor, Map<String, TimeSeries> stores) {
        return StreamForecasting.of(predictor)
                .histories(key -> stores.getOrDefault(
                        key, TimeSeries.builder("units", "price").build()))
                .build();
    }

    static KafkaStreams application(StreamForecasting forecasting) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, StreamForecast> answers = builder.stream(
                        "bars", Consumed.with(Serdes.String(), ForecastStreams.inputSerde()))
                .process(ForecastStreams.of(forecasting));
        answers.to("forecasts", Produced.with(Serdes.String(), ForecastStreams.forecastSerde()));

        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "forecasts");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        KafkaStreams streams = new KafkaStreams(builder.build(), settings);
        streams.start();
        return streams;
    }

    static KStream<String, StreamForecast> ownRows(StreamsBuilder builder, StreamForecasting forecasting) {
        KStream<String, Sale> sales = builder.stream("sales");
        return sales.mapValues(sale ->
                        (StreamInput) StreamRow.of(sale.day(), Map.of("units", sale.units(), "price", sale.price())))
                .process(ForecastStreams.of(forecasting));
    }

    static void filtered(KStream<String, StreamForecast> answers) {
        answers.filter((key, answer) -> answer.outcome() == Outcome.FAILED || answer.outcome() == Outcome.INVALID)
                .mapValues(StreamForecast::reason)
                .to("troubles", Produced.with(Serdes.String(), Serdes.String()));
    }

    static void change(KafkaProducer<String, StreamInput> producer) {
        for (PartitionInfo partition : producer.partitionsFor("bars")) {
            producer.send(new ProducerRecord<>("bars", partition.partition(), null, ModelSwitch.to(7)));
        }
    }

    static void changeInFlink(KafkaProducer<String, StreamInput> producer, Instant from) {
        producer.send(new ProducerRecord<>("switches", 0, from.toEpochMilli(), null, ModelSwitch.to(7)));
    }

    static ProcessorSupplier<String, StreamInput, String, StreamForecast> inMemory(StreamForecasting forecasting) {
        return ForecastStreams.of(forecasting, Stores.inMemoryKeyValueStore("forecasts"));
    }

    /** A value of an application. */
    record Sale(String shop, Instant day, double units, double price) {}
}
