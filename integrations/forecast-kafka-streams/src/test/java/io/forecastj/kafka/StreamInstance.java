package io.forecastj.kafka;

import io.forecastj.store.ModelStore;
import io.forecastj.streams.StreamForecasting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/** One instance of an application that forecasts: the address of the broker, the model store, a folder. */
final class StreamInstance {
    static final String RUNNING = "RUNNING";

    private StreamInstance() {}

    /** Ends when the input ends. */
    @SuppressWarnings("SystemOut") // the parent reads it
    public static void main(String[] args) throws IOException {
        StreamsBuilder topology = new StreamsBuilder();
        topology.stream("rows", Consumed.with(Serdes.String(), ForecastStreams.inputSerde()))
                .process(ForecastStreams.of(
                        StreamForecasting.of(ModelStore.open(Path.of(args[1])).model("prices"), "production")
                                .keptRows(20)
                                .build(),
                        Stores.inMemoryKeyValueStore("states")))
                .to("forecasts", Produced.with(Serdes.String(), ForecastStreams.forecastSerde()));
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "prices");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, args[2]);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put("session.timeout.ms", 3_000);
        settings.put("heartbeat.interval.ms", 500);
        settings.put("transaction.timeout.ms", 5_000);
        settings.put("auto.offset.reset", "earliest");
        try (KafkaStreams streams = new KafkaStreams(topology.build(), settings)) {
            streams.setUncaughtExceptionHandler(failure -> {
                failure.printStackTrace();
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.setStateListener((now, before) -> {
                if (now == KafkaStreams.State.RUNNING) {
                    System.out.println(RUNNING);
                }
            });
            streams.start();
            while (System.in.read() >= 0) {}
        }
    }
}
