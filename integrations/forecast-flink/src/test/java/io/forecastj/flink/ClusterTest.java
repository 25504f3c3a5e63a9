package io.forecastj.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.flink.SentRecords.Sent;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a cluster in this process, which fail, are restored and rescaled. */
class ClusterTest {
    private static final long SEED = 20_261_201;
    private static final int KEYS = 8;
    private static final int ROWS = 50;
    private static final List<Sent> RECORDS = SentRecords.of(SEED, KEYS, ROWS);

    /** Counts the records and answers of the present run, of all attempts. */
    private static final AtomicInteger SEEN = new AtomicInteger();

    private static volatile int awaited;
    private static volatile CountDownLatch reached = new CountDownLatch(1);

    @TempDir
    private Path folder;

    private final String run = UUID.randomUUID().toString();
    private StoredModel model;
    private NavigableMap<Long, Integer> versions;

    @BeforeEach
    void publish() {
        SEEN.set(0);
        model = SentRecords.publish(folder.resolve("store"));
        long begin = RECORDS.get(0).timestamp();
        versions = new TreeMap<>(Map.of(
                begin + Duration.ofHours(20).toMillis(), 2,
                begin + Duration.ofHours(35).toMillis(), 3));
    }

    private StreamExecutionEnvironment environment(int parallelism, Configuration settings) {
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        settings.setString("pipeline.generic-types", "false"); // no serializer but ours and those of Flink
        settings.setString("pipeline.auto-watermark-interval", "5 ms");
        settings.setString("execution.checkpointing.storage", "jobmanager");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
        environment.setMaxParallelism(16);
        return environment;
    }

    /** A source of numbers from 0, which lets some pass between two checkpoints. */
    private static DataGeneratorSource<Long> numbers(int count, int perCheckpoint) {
        return new DataGeneratorSource<>(
                index -> index, count, RateLimiterStrategy.perCheckpoint(perCheckpoint), Types.LONG);
    }

    /** Adds the job: rows and switches in, answers to the sink; fails at numbers of records seen and answers given. */
    private void job(StreamExecutionEnvironment environment, List<Integer> failures) {
        DataStream<Tuple2<String, StreamInput>> rows = environment
                .fromSource(
                        numbers(RECORDS.size(), 12),
                        WatermarkStrategy.<Long>forBoundedOutOfOrderness(SentRecords.BOUND)
                                .withTimestampAssigner((index, unused) ->
                                        RECORDS.get(index.intValue()).timestamp()),
                        "rows")
                .uid("rows")
                .setParallelism(1)
                .map(index -> failing(RECORDS.get(index.intValue()).record(), failures))
                .returns(ForecastFlink.records())
                .uid("before")
                .setParallelism(1);
        List<Integer> numbers = List.copyOf(versions.values());
        List<Long> times = List.copyOf(versions.keySet());
        DataStream<StreamInput> switches = environment
                .fromSource(
                        numbers(times.size(), 1),
                        WatermarkStrategy.<Long>forMonotonousTimestamps()
                                .withTimestampAssigner((index, unused) -> times.get(index.intValue())),
                        "switches")
                .uid("switches")
                .setParallelism(1)
                .map(index -> (StreamInput) ModelSwitch.to(numbers.get(index.intValue())))
                .returns(ForecastFlink.inputs())
                .uid("numbered")
                .setParallelism(1);
        SentRecords.forecasting(folder.resolve("store"))
                .build()
                .answer(rows, switches)
                .map(record -> failing(record, failures))
                .returns(ForecastFlink.answers())
                .uid("after")
                .sinkTo(new CommittedSink(run))
                .uid("sink")
                .setParallelism(1);
    }

    private static <T> T failing(T record, List<Integer> failures) {
        int seen = SEEN.incrementAndGet();
        if (seen >= awaited) {
            reached.countDown();
        }
        if (failures.contains(seen)) {
            throw new IllegalStateException("this attempt ends here");
        }
        return record;
    }

    private void requireUndisturbed() {
        assertThat(SentRecords.byKey(CommittedSink.committed(run)))
                .as("seed %d", SEED)
                .isEqualTo(SentRecords.expected(model, RECORDS, versions));
        assertThat(SharedForecastings.open()).as("all is closed").isZero();
    }

    @Test
    @Timeout(600)
    void aJobThatFailsAtManyPointsAnswersEachRecordOnceAsAnUndisturbedStream() throws Exception {
        Configuration settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        StreamExecutionEnvironment environment = environment(2, settings);
        List<Integer> failures = List.of(3, 77, 130, 131, 256, 301, 444, 520, 633, 712);
        job(environment, failures);
        environment.execute();
        assertThat(SEEN.get()).isGreaterThan(2 * RECORDS.size() + failures.size());
        requireUndisturbed();
    }

    @Test
    @Timeout(600)
    void aJobContinuesFromASavepointWithAnotherParallelism() throws Exception {
        String savepoint = null;
        for (int parallelism : new int[] {2, 3, 1}) {
            Configuration settings = new Configuration();
            if (savepoint != null) {
                settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            }
            StreamExecutionEnvironment environment = environment(parallelism, settings);
            job(environment, List.of());
            reached = new CountDownLatch(1);
            awaited = SEEN.get() + RECORDS.size() / 2;
            JobClient client = environment.executeAsync();
            if (parallelism == 1) {
                client.getJobExecutionResult().get(60, TimeUnit.SECONDS);
            } else {
                reached.await();
                savepoint = client.stopWithSavepoint(
                                false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(60, TimeUnit.SECONDS);
                client.getJobExecutionResult().get(60, TimeUnit.SECONDS);
                model.promote("production", 3, "which only a job without state begins with");
            }
        }
        model.promote("production", 1, "as for the undisturbed stream");
        requireUndisturbed();
    }
}
