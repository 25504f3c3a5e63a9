package io.forecastj.lifecycle.serving;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A call of a recorded predictor as an event of the JDK Flight Recorder; see {@link RecordedPredictor}. */
@Name("io.forecastj.Forecast")
@Label("Forecast")
@Description("A call that returned forecasts, or failed")
@Category("ForecastJ")
@StackTrace(false)
@Threshold("1 ms")
final class ForecastEvent extends Event {
    /** One that is never committed, to ask whether events are recorded without making one. */
    private static final ForecastEvent ANY = new ForecastEvent();

    @Label("Model")
    String model = "";

    @Label("Version")
    String version = "";

    @Label("Call")
    @Description("The called method")
    String call = "";

    @Label("Status")
    @Description(
            "OK, DEGRADED or FALLBACK, the worst one of several forecasts; POINTS of points without a status; FAILED")
    String status = "";

    @Label("Failure")
    @Description("Class of the exception, or empty")
    String failure = "";

    @Label("Series")
    @Description("Number of series that were forecast")
    int series;

    @Label("Rows")
    @Description("Number of rows of the histories; 0 for a session, which has taken them before")
    long rows;

    @Label("Horizon")
    int horizon;

    static boolean recorded() {
        return ANY.isEnabled();
    }
}
