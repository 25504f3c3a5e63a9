package io.forecastj.lifecycle.retraining;

import io.forecastj.store.ModelVersion;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A look of a retrainer that found the model due, or failed, as an event of the JDK Flight Recorder. */
@Name("io.forecastj.Retrain")
@Label("Retrain")
@Description("A look of a retrainer that found the model due, or failed")
@Category("ForecastJ")
@StackTrace(false)
final class RetrainEvent extends Event {
    @Label("Model")
    String model = "";

    @Label("Alias")
    String alias = "";

    @Label("Outcome")
    @Description("BUSY, KEPT, PROMOTED, CANCELLED or FAILED")
    String outcome = "";

    @Label("Version")
    @Description("The version that was published; 0 if none was")
    int version;

    @Label("Rows")
    @Description("Number of rows of all series; 0 if they were not read")
    long rows;

    @Label("Reasons")
    String reasons = "";

    /**
     * Begins an event.
     *
     * @return what takes the outcome and ends the event
     */
    static RetrainRecording begin(String model, String alias) {
        RetrainEvent event = new RetrainEvent();
        event.begin();
        return (outcome, rows) -> event.end(model, alias, outcome, rows);
    }

    private void end(String model, String alias, RetrainOutcome outcome, long rows) {
        end();
        if (outcome.kind() != RetrainOutcome.Kind.NOT_DUE && shouldCommit()) {
            this.model = model;
            this.alias = alias;
            this.outcome = outcome.kind().name();
            this.rows = rows;
            version = outcome.version().map(ModelVersion::number).orElse(0);
            reasons = String.join("; ", outcome.reasons());
            commit();
        }
    }
}
