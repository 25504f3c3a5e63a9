package io.forecastj.models.onnx;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.InvalidSeriesException;
import io.forecastj.KnownFuture;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State of one series for a model that reads a raw context: the context and the quantiles of the last forecast.
 *
 * <p>Holds nothing outside the heap. A {@link ContextRun} computes its forecasts.
 */
final class ContextState implements SeriesState {
    private final OnnxModel model;
    private final Contract contract;
    private final ContextWindow window;
    private final KnownFuture future;
    private final double[] levels;
    private final double[][] quantiles;
    private final String levelFlaw;
    /** Created by the first forecast of a session; forecasts of many series share a few. */
    private @Nullable ContextRun run;

    private long origin;
    private String flaw = "";

    ContextState(OnnxModel model, SeriesContext series) {
        this.model = model;
        this.contract = model.contract();
        this.window = new ContextWindow(contract, model.limit(0));
        this.future = series.future();
        OutputSpec.Quantiles output = contract.output(OutputSpec.Quantiles.class);
        this.levels = ForecastAnswer.levels(contract, model.options().levels(), model.draws());
        this.levelFlaw = output == null ? "" : QuantileLevels.of(output).flaw();
        this.quantiles = ForecastAnswer.missing(contract.horizon(), levels.length);
    }

    @Override
    public void update(long time, double[] row) {
        window.update(time, row);
        origin = time;
    }

    @Override
    public void save(StateWriter out) {
        window.save(out);
        out.putLong(origin);
    }

    @Override
    public void restore(StateReader in) {
        window.restore(in);
        origin = in.getLong();
    }

    ContextWindow window() {
        return window;
    }

    KnownFuture future() {
        return future;
    }

    /** Quantiles in the layout {@code [step][level]}, which a run fills. */
    double[][] quantiles() {
        return quantiles;
    }

    @Override
    public void forecastInto(double[] out) {
        if (run == null) {
            run = new ContextRun(model);
        }
        ContextRun mine = run;
        boolean more = mine.start(this, out);
        while (more) {
            mine.runRows();
            more = mine.advance();
        }
        finish(mine);
    }

    /** Takes the outcome of a run. */
    void finish(ContextRun done) {
        flaw = done.flaw();
        if (flaw.isEmpty() || model.options().missing() != MissingValues.REFUSE) {
            return;
        }
        if (done.started()) {
            throw new ForecastException(
                    "'" + contract.name() + "' has no forecast from " + Instant.ofEpochMilli(origin) + ": " + flaw);
        }
        throw new InvalidSeriesException(
                "'" + contract.name() + "' cannot forecast from " + Instant.ofEpochMilli(origin) + ": " + flaw);
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        if (!flaw.isEmpty()) {
            forecast.status(ForecastStatus.DEGRADED, flaw);
            return;
        }
        if (levels.length > 0) {
            forecast.quantiles(0, levels, quantiles);
        }
        if (!levelFlaw.isEmpty()) {
            forecast.status(ForecastStatus.DEGRADED, levelFlaw);
        }
        if (!window.hasOrigin()) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    "'" + contract.pipeline().columns().get(contract.channel()) + "' is missing at the origin");
        }
        String filled = filled();
        if (!filled.isEmpty()) {
            forecast.status(ForecastStatus.DEGRADED, filled);
        }
    }

    /** Describes values that the model takes for those of the series although they are not; empty if there are none. */
    private String filled() {
        ContextSpec context = contract.context();
        if (context == null || context.missing() == ContextSpec.Missing.NAN || contract.attention() != null) {
            return "";
        }
        int before = contract.lookback() - window.rows();
        int gaps = window.rowsWithGaps();
        return before + gaps == 0
                ? ""
                : "of the " + contract.lookback() + " rows that the model reads " + before
                        + " are before the first row and " + gaps + " lack a value; these are filled by the policy '"
                        + context.missing().word() + "'";
    }
}
