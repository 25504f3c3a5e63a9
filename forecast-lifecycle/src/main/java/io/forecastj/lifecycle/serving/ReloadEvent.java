package io.forecastj.lifecycle.serving;

import java.util.function.Consumer;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A look at an alias that found another version, or failed, as an event of the JDK Flight Recorder. */
@Name("io.forecastj.Reload")
@Label("Reload")
@Description("A look at an alias that found another version, or failed")
@Category("ForecastJ")
@StackTrace(false)
final class ReloadEvent extends Event {
    @Label("Model")
    String model = "";

    @Label("Alias")
    String alias = "";

    @Label("Outcome")
    @Description("RELOADED, REFUSED or FAILED")
    String outcome = "";

    @Label("Version Before")
    int from;

    @Label("Version Now")
    int to;

    @Label("Version Named")
    @Description("The version that the alias names; 0 if that could not be read")
    int named;

    @Label("Reason")
    @Description("Why the version that the alias names does not serve, or empty")
    String reason = "";

    /**
     * Begins an event.
     *
     * @return what takes the outcome and ends the event
     */
    static Consumer<Reload> begin(String model, String alias) {
        ReloadEvent event = new ReloadEvent();
        event.begin();
        return reload -> event.end(model, alias, reload);
    }

    private void end(String model, String alias, Reload reload) {
        end();
        if (reload.outcome() != Reload.Outcome.UNCHANGED && shouldCommit()) {
            this.model = model;
            this.alias = alias;
            outcome = reload.outcome().name();
            from = reload.from();
            to = reload.to();
            named = reload.named().orElse(0);
            reason = reload.reason();
            commit();
        }
    }
}
