package io.forecastj.flink;

import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Decides in one place whether a switch is possible, since all subtasks must do the same. */
final class SwitchCheck extends ProcessFunction<StreamInput, StreamForecast> {
    private static final long serialVersionUID = 1;

    private final ForecastRecipe recipe;
    private transient @Nullable StreamForecasting forecasting;

    SwitchCheck(ForecastRecipe recipe) {
        this.recipe = recipe;
    }

    @Override
    public void open(OpenContext context) {
        forecasting = SharedForecastings.acquire(recipe);
    }

    @Override
    public void processElement(StreamInput input, Context context, Collector<StreamForecast> out) {
        long time = FlinkTask.eventTime(context.timestamp());
        long watermark = context.timerService().currentWatermark();
        StreamForecasting present = Objects.requireNonNull(forecasting);
        if (!(input instanceof ModelSwitch change)) {
            out.collect(StreamForecast.refused("expected a switch of the model, found " + input));
        } else if (time <= watermark) {
            // some rows after its time may have been forecast by then
            out.collect(StreamForecast.refused("the switch to version " + change.version() + " at "
                    + Instant.ofEpochMilli(time) + " comes behind the watermark " + Instant.ofEpochMilli(watermark)
                    + "; send it with a later time"));
        } else {
            out.collect(present.check(change));
        }
    }

    @Override
    public void close() {
        if (forecasting != null) {
            forecasting = null;
            SharedForecastings.release(recipe);
        }
    }
}
