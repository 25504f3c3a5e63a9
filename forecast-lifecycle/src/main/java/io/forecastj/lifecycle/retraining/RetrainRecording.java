package io.forecastj.lifecycle.retraining;

import jdk.jfr.FlightRecorder;

/** Takes the outcome of a look for a recording of the JDK Flight Recorder. */
@FunctionalInterface
interface RetrainRecording {
    /** Ends the event that began with the look. */
    void end(RetrainOutcome outcome, long rows);

    /** Begins an event; without effect if nothing records, or the runtime image leaves the Flight Recorder out. */
    static RetrainRecording begin(String model, String alias) {
        boolean available = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
        return available && FlightRecorder.isInitialized() ? RetrainEvent.begin(model, alias) : (outcome, rows) -> {};
    }
}
