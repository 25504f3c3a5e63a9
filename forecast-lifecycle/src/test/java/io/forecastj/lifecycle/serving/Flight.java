package io.forecastj.lifecycle.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads back the events of this library that some work causes in a flight recording. */
public final class Flight {
    private Flight() {}

    /** Work that may throw. */
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    /** Returns the events of a kind, such as {@code Forecast}, in the order of their begin, however short they are. */
    public static List<RecordedEvent> record(String kind, Work work) throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable("io.forecastj." + kind).withoutThreshold();
            return events(recording, kind, work);
        }
    }

    /** Returns the events that a recording without further settings has. */
    public static List<RecordedEvent> recordByDefault(String kind, Work work) throws Exception {
        try (Recording recording = new Recording()) {
            return events(recording, kind, work);
        }
    }

    private static List<RecordedEvent> events(Recording recording, String kind, Work work) throws Exception {
        recording.start();
        work.run();
        recording.stop();
        return read(recording, kind);
    }

    private static List<RecordedEvent> read(Recording recording, String kind) throws IOException {
        Path file = Files.createTempFile("forecastj", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals("io.forecastj." + kind))
                    .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime()))
                    .toList();
        } finally {
            Files.delete(file);
        }
    }
}
