package io.forecastj.lifecycle.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.ColumnRole;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.Predictors;
import io.forecastj.store.ModelStore;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The events of the JDK Flight Recorder say what was served, and cost nothing without a recording. */
class FlightRecordingTest extends ServingTest {
    private static List<String> texts(List<RecordedEvent> events, String... fields) {
        return events.stream()
                .map(event -> String.join(
                        " ",
                        Arrays.stream(fields)
                                .map(field -> event.getValue(field).toString())
                                .toList()))
                .toList();
    }

    @Test
    void everyCallOfAServedVersionIsAnEvent() throws Exception {
        promote(NumberedPredictor.plain(1));
        TimeSeries two = rows(2);
        TimeSeries missing = TimeSeries.builder("y")
                .add(Instant.EPOCH, 1)
                .add(Instant.ofEpochMilli(day(1)), 2)
                .add(Instant.ofEpochMilli(day(2)), Double.NaN)
                .build();
        try (ReloadingPredictor serving = following().open()) {
            List<RecordedEvent> events = Flight.record("Forecast", () -> {
                serving.predict(rows(5));
                serving.predict(missing);
                serving.predictAll(List.of(rows(4), rows(6)));
                serving.predictEach(List.of(rows(4), two));
                assertThatThrownBy(() -> serving.predict(two)).isInstanceOf(InsufficientHistoryException.class);
                promote(NumberedPredictor.plain(2));
                serving.refresh();
                try (PredictionSession session = serving.openSession(rows(7))) {
                    session.append(day(7), new double[] {7});
                    session.forecast();
                    session.forecastInto(new double[2]);
                    serving.restore(session.snapshot()).close();
                }
            });
            assertThat(texts(events, "model", "version", "call", "status", "series", "rows", "horizon"))
                    .containsExactly(
                            "sales 1 predict OK 1 5 2",
                            "sales 1 predict DEGRADED 1 3 2",
                            "sales 1 predictAll OK 2 10 2",
                            "sales 1 predictEach FAILED 2 6 2",
                            "sales 1 predict FAILED 1 2 2",
                            "sales 2 openSession OK 1 7 2",
                            "sales 2 forecast OK 1 0 2",
                            "sales 2 forecastInto POINTS 1 0 2",
                            "sales 2 restore OK 1 0 2");
            assertThat(texts(events, "failure"))
                    .filteredOn(failure -> !failure.isEmpty())
                    .containsExactly(InsufficientHistoryException.class.getName());
            assertThat(events).allSatisfy(event -> {
                assertThat(event.getEventType().getCategoryNames()).containsExactly("ForecastJ");
                assertThat(event.getDuration()).isPositive();
                assertThat(event.getStackTrace()).isNull();
            });
        }
    }

    @Test
    void shortCallsAreLeftOutUnlessTheRecordingAsksForThem() throws Exception {
        try (Predictor predictor = RecordedPredictor.of("sales", "1", NumberedPredictor.plain(1));
                PredictionSession session = predictor.openSession(rows(5))) {
            double[] out = new double[2];
            List<RecordedEvent> events = Flight.recordByDefault("Forecast", () -> {
                for (int i = 0; i < 1_000; i++) {
                    session.forecastInto(out);
                }
            });
            assertThat(events).hasSizeLessThan(100).allSatisfy(event -> assertThat(
                            event.getDuration().toMillis())
                    .isPositive());
        }
    }

    @Test
    void aReloadARefusedVersionAndAnUnreadableStoreAreEventsAndALookThatFindsNothingIsNone() throws Exception {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().warmUp(rows(20)).open()) {
            List<RecordedEvent> events = Flight.recordByDefault("Reload", () -> {
                serving.refresh();
                promote(NumberedPredictor.plain(2));
                serving.refresh();
                promote(new NumberedPredictor(NumberedPredictor.info(3, 2)
                        .column("y", ColumnRole.TARGET)
                        .parameter("fault", "forecast")
                        .build()));
                serving.refresh();
                storage.unreachable = true;
                serving.refresh();
            });
            assertThat(texts(events, "model", "alias", "outcome", "from", "to", "named", "reason"))
                    .containsExactly(
                            "sales production RELOADED 1 2 2 ",
                            "sales production REFUSED 2 2 3 the model does not forecast",
                            "sales production FAILED 2 2 0 the storage does not answer");
            assertThat(serving.refreshes(Reload.Outcome.UNCHANGED)).isEqualTo(1);
            assertThat(serving.refreshes(Reload.Outcome.RELOADED)).isEqualTo(1);
            assertThat(serving.refreshes(Reload.Outcome.REFUSED)).isEqualTo(1);
            serving.refresh();
            assertThat(serving.refreshes(Reload.Outcome.FAILED)).isEqualTo(2);
            assertThat(serving.alias()).isEqualTo(LIVE);
        }
    }

    @Test
    void withoutARecordingASessionAllocatesNothing() {
        try (Predictor predictor = RecordedPredictor.of("sales", "1", NumberedPredictor.plain(1));
                PredictionSession session = predictor.openSession(rows(5))) {
            assertThat(predictor).isInstanceOf(RecordedPredictor.class);
            double[] out = new double[2];
            assertThat(Allocation.leastOfWindows(20_000, 10_000, () -> session.forecastInto(out)))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {RecordedPredictor.class, RecordedSession.class})
    void everyMethodIsDelegatedAlsoThoseWithADefault(Class<?> wrapper) throws NoSuchMethodException {
        boolean session = PredictionSession.class.isAssignableFrom(wrapper);
        for (Method method : (session ? PredictionSession.class : Predictor.class).getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                Method own = wrapper.getMethod(method.getName(), method.getParameterTypes());
                assertThat(own.getDeclaringClass()).as(own.toString()).isNotInterface();
            }
        }
    }

    @Test
    void aRuntimeWithoutTheFlightRecorderServesAndReloads() throws IOException, InterruptedException {
        assertThat(child("--limit-modules", "java.se,jdk.unsupported")).endsWith("absent, 2 serves 2000004.005");
    }

    @Test
    void withoutARecordingNoClassOfEventsIsLoaded() throws IOException, InterruptedException {
        assertThat(child("-Xlog:class+load").lines())
                .anyMatch(line -> line.contains(RecordedSession.class.getName()))
                .noneMatch(line -> line.contains("jdk.jfr.Event ")
                        || line.contains("jdk.jfr.internal")
                        || line.contains(ForecastEvent.class.getName())
                        || line.contains(ReloadEvent.class.getName()))
                .anyMatch(line -> line.equals("present, 2 serves 2000004.005"));
    }

    @Test
    void aRecordingOfTheCommandLineHasTheEvents(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("app.jfr");
        String option = "-XX:StartFlightRecording:filename=" + file + ",+io.forecastj.Forecast#threshold=0ns";
        assertThat(child(option)).endsWith("present, 2 serves 2000004.005");
        assertThat(RecordingFile.readAllEvents(file))
                .extracting(event -> event.getEventType().getName())
                .filteredOn(name -> name.startsWith("io.forecastj."))
                .containsExactlyInAnyOrder(
                        "io.forecastj.Forecast",
                        "io.forecastj.Reload",
                        "io.forecastj.Forecast",
                        "io.forecastj.Forecast");
    }

    private static String child(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), ServingChild.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return output.strip();
    }

    /** Returns the places of the classes that the child needs, whoever loaded them here. */
    private static String classPath() {
        return Stream.of(
                        ServingChild.class,
                        ReloadingPredictor.class,
                        ModelStore.class,
                        Predictors.class,
                        FeaturePipeline.class,
                        Predictor.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonValue.class,
                        LoggerFactory.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
