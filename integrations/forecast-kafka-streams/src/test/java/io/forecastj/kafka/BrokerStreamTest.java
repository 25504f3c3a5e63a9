package io.forecastj.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.MadeRows;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on a real broker: one joins, one is killed, one leaves. */
@Tag("slow")
class BrokerStreamTest {
    private static final int KEYS = 1_000;
    private static final int ROWS = 24;
    private static final int PARTITIONS = 6;

    @TempDir
    private Path folder;

    private final List<TimeSeries> series = IntStream.range(0, KEYS)
            .mapToObj(i -> MadeRows.series("key " + i, ROWS))
            .toList();
    private final List<List<StreamInput>> sent = new ArrayList<>();
    private final List<List<String>> sentKeys = new ArrayList<>();
    private final List<List<StreamForecast>> received = new ArrayList<>();
    private final List<List<String>> receivedKeys = new ArrayList<>();
    private int answers;

    @Test
    @Timeout(900)
    void instancesThatComeAndGoAndAreKilledAnswerEachRowOnceAsAnUndisturbedOne() {
        Path models = folder.resolve("store");
        StoredModel model = ModelStore.open(models).model("prices");
        for (int lookback : new int[] {6, 8}) {
            try (Predictor predictor = MadeRows.linear(lookback)) {
                model.publish(predictor);
            }
        }
        model.promote("production", 1, "the first");
        for (int p = 0; p < PARTITIONS; p++) {
            sent.add(new ArrayList<>());
            sentKeys.add(new ArrayList<>());
            received.add(new ArrayList<>());
            receivedKeys.add(new ArrayList<>());
        }
        try (LoopbackBroker broker = LoopbackBroker.start(folder)) {
            broker.create(PARTITIONS, "rows", "forecasts");
            run(broker, models);
        }
        for (int p = 0; p < PARTITIONS; p++) {
            requireUndisturbed(model, p);
        }
    }

    private void run(LoopbackBroker broker, Path models) {
        try (KafkaProducer<String, StreamInput> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.address()),
                        new StringSerializer(),
                        ForecastStreams.inputSerde().serializer());
                KafkaConsumer<String, StreamForecast> consumer = new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", broker.address(),
                                "isolation.level", "read_committed",
                                "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        ForecastStreams.forecastSerde().deserializer());
                ChildJvm first = instance(broker, models, 1);
                ChildJvm second = instance(broker, models, 2)) {
            consumer.assign(IntStream.range(0, PARTITIONS)
                    .mapToObj(p -> new TopicPartition("forecasts", p))
                    .toList());
            first.await(StreamInstance.RUNNING);
            second.await(StreamInstance.RUNNING);
            send(producer, 0, 8);
            receive(consumer, 1_000);
            try (ChildJvm third = instance(broker, models, 3)) {
                third.await(StreamInstance.RUNNING);
                send(producer, 8, 14);
                for (int p = 0; p < PARTITIONS; p++) {
                    send(producer, p, null, ModelSwitch.to(2));
                }
                producer.flush();
                receive(consumer, 9_000);
                second.kill(); // while it has thousands of rows before it
                send(producer, 14, 20);
                receive(consumer, 15_000);
                first.end();
                send(producer, 20, ROWS);
                receive(consumer, KEYS * ROWS + PARTITIONS);
            }
            List<String> more = new ArrayList<>();
            consumer.poll(Duration.ofSeconds(1)).forEach(record -> more.add(record.key()));
            assertThat(more).isEmpty();
        }
    }

    private ChildJvm instance(LoopbackBroker broker, Path models, int number) {
        return ChildJvm.start(
                folder,
                "instance-" + number,
                256,
                StreamInstance.class.getName(),
                broker.address(),
                models.toString(),
                folder.resolve("state-" + number).toString());
    }

    private void send(KafkaProducer<String, StreamInput> producer, int from, int to) {
        for (int row = from; row < to; row++) {
            for (int i = 0; i < KEYS; i++) {
                send(producer, i % PARTITIONS, series.get(i).id(), MadeRows.row(series.get(i), row));
            }
        }
        producer.flush();
    }

    private void send(KafkaProducer<String, StreamInput> producer, int partition, String key, StreamInput input) {
        producer.send(new ProducerRecord<>("rows", partition, key, input));
        sent.get(partition).add(input);
        sentKeys.get(partition).add(key);
    }

    /** Reads until there are so many answers. */
    private void receive(KafkaConsumer<String, StreamForecast> consumer, int count) {
        while (answers < count) {
            for (ConsumerRecord<String, StreamForecast> record : consumer.poll(Duration.ofMillis(500))) {
                answers++;
                int partition = record.key() == null
                        ? -1
                        : Integer.parseInt(record.key().substring(4)) % PARTITIONS;
                if (partition >= 0) {
                    received.get(partition).add(record.value());
                    receivedKeys.get(partition).add(record.key());
                }
            }
        }
    }

    /** Compares the answers to the rows of a partition with those of one task without any disturbance. */
    private void requireUndisturbed(StoredModel model, int partition) {
        Map<String, List<StreamForecast>> expected = new HashMap<>();
        Map<String, List<StreamForecast>> found = new HashMap<>();
        try (TopologyDriver driver = new TopologyDriver(
                () -> StreamForecasting.of(model, "production").keptRows(20))) {
            for (int i = 0; i < sent.get(partition).size(); i++) {
                String key = sentKeys.get(partition).get(i);
                StreamForecast answer = driver.send(key, sent.get(partition).get(i));
                if (key != null) {
                    expected.computeIfAbsent(key, unused -> new ArrayList<>()).add(answer);
                }
            }
        }
        for (int i = 0; i < received.get(partition).size(); i++) {
            found.computeIfAbsent(receivedKeys.get(partition).get(i), unused -> new ArrayList<>())
                    .add(received.get(partition).get(i));
        }
        assertThat(found).isEqualTo(expected);
        assertThat(found.values())
                .allSatisfy(answers -> assertThat(answers).hasSize(ROWS))
                .allSatisfy(
                        answers -> assertThat(answers.get(ROWS - 1).version()).hasValue(2));
    }
}
