package io.forecastj.lifecycle.serving;

import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;

/**
 * State of the JDK Flight Recorder. The first class of an event that a JVM loads initialises the recorder, which takes
 * up to 100 ms on Java 17, so those of this library are loaded only when something has begun to record.
 */
final class FlightRecording {
    /** False in a runtime image that leaves out the module {@code jdk.jfr}, whose classes must not be used then. */
    static final boolean AVAILABLE = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecording() {}

    /** Returns whether there is, or was, a recording in this JVM; only where the recorder is {@link #AVAILABLE}. */
    static boolean begun() {
        return FlightRecorder.isInitialized();
    }

    /**
     * Begins the event of a reload.
     *
     * @return what takes the outcome and ends the event
     */
    static Consumer<Reload> reload(String model, String alias) {
        return AVAILABLE && begun() ? ReloadEvent.begin(model, alias) : reload -> {};
    }
}
