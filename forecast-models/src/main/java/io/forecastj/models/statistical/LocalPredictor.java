package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.AbstractPredictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.Json;
import java.util.Map;

/** Predictor with one model for each training series. Immutable and thread-safe. */
final class LocalPredictor extends AbstractPredictor {
    static final String KIND = "statistical";

    private final LocalMethod method;
    private final int season;
    private final UnseenSeries unseen;
    private final Map<String, SeriesFit> fits;

    /**
     * Creates a predictor.
     *
     * @param fits the models by series id, not copied
     */
    LocalPredictor(
            PredictorInfo info, LocalMethod method, int season, UnseenSeries unseen, Map<String, SeriesFit> fits) {
        super(info);
        this.method = method;
        this.season = season;
        this.unseen = unseen;
        this.fits = fits;
    }

    LocalMethod method() {
        return method;
    }

    int season() {
        return season;
    }

    UnseenSeries unseen() {
        return unseen;
    }

    /** Returns the models by series id, in the order of training; the map must not be changed. */
    Map<String, SeriesFit> fits() {
        return fits;
    }

    @Override
    protected void identify(StateWriter out) {
        ObjectNode settings = Json.object();
        method.write(settings);
        out.putText(settings.toString());
        out.putInt(season);
        out.putText(unseen.name());
        out.putInt(fits.size());
        for (SeriesFit fit : fits.values()) {
            ObjectNode model = Json.object();
            fit.model().write(model);
            out.putText(fit.id());
            out.putLong(fit.end());
            out.putDouble(fit.last());
            out.putText(model.toString());
            out.putDoubles(fit.state());
            out.putText(fit.failure() == null ? "" : fit.failure());
        }
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        return new LocalState(this, fits.get(series.seriesId()), series);
    }
}
