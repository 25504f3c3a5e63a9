package io.forecastj.lifecycle.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.Backtest;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.lifecycle.retraining.RetrainOutcome.Kind;
import io.forecastj.models.linear.Linear;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoreEvent;
import io.forecastj.store.StoredModel;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two processes retrain one model; one of them is killed in the middle. */
@Timeout(120)
class RetrainProcessTest {
    private static final long SEED = 8;
    private static final String READY = "in the fit";

    @TempDir
    private Path directory;

    private static Retrainer retrainer(Path directory, Clock clock, Forecaster forecaster) {
        ModelStore store = ModelStore.builder(directory).clock(clock).open();
        return Retrainer.builder(store, "days")
                .data(() -> List.of(Days.reverting(300, SEED)))
                .forecaster(forecaster)
                .policy(Days.impatient().newRows(20).build())
                .clock(clock)
                .build();
    }

    @Test
    void aProcessThatIsKilledInARetrainingKeepsOthersWaitingForItsLeaseOnly() throws Exception {
        TimeSeries days = Days.reverting(300, SEED);
        StoredModel model = ModelStore.open(directory).model("days");
        try (Predictor predictor = Days.naive().fit(days.head(150))) {
            model.promote("production", model.publish(predictor).number());
        }
        Clock clock = Clock.systemUTC();
        Process child = start(directory);
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo(READY);
            assertThat(retrainer(directory, clock, Days.linear()).runOnce().kind())
                    .isEqualTo(Kind.BUSY);
            child.destroyForcibly().waitFor();
        } finally {
            child.destroyForcibly();
        }
        assertThat(retrainer(directory, clock, Days.linear()).runOnce().kind())
                .as("nobody knows that the holder is dead until the lease ends")
                .isEqualTo(Kind.BUSY);
        RetrainOutcome outcome = retrainer(directory, Clock.offset(clock, Duration.ofMinutes(11)), Days.linear())
                .runOnce();
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Kind.PROMOTED);
        assertThat(model.events())
                .extracting(StoreEvent::kind)
                .containsExactly(
                        "published",
                        "promoted",
                        "retraining-started",
                        "retraining-started",
                        "retraining-decided",
                        "published",
                        "promoted",
                        "retraining-promoted");
    }

    private static Process start(Path directory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        classPath(),
                        RetrainProcessTest.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Returns the places of the classes that the child needs, whoever loaded them here. */
    private static String classPath() {
        return Stream.of(
                        RetrainProcessTest.class,
                        Retrainer.class,
                        ModelStore.class,
                        Backtest.class,
                        Linear.class,
                        FeaturePipeline.class,
                        TimeSeries.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonValue.class,
                        LoggerFactory.class,
                        FastMath.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The child: retrains with a fit that waits, and says so. */
    public static void main(String[] arguments) {
        HeldFit held = new HeldFit(true);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CompletableFuture.runAsync(() -> {
            try {
                held.entered.await();
                out.println(READY);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        RetrainOutcome outcome =
                retrainer(Path.of(arguments[0]), Clock.systemUTC(), held).runOnce();
        out.println(outcome);
        outcome.failure().ifPresent(failure -> failure.printStackTrace(out));
    }
}
