package io.forecastj.models.statistical;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Description of the model of one series in a statistical predictor.
 *
 * <p>Immutable and thread-safe.
 */
public final class SeriesModel {
    private final String seriesId;
    private final String form;
    private final String description;
    private final @Nullable String failure;

    SeriesModel(SeriesFit fit) {
        this.seriesId = fit.id();
        this.form = fit.model().form();
        this.description = fit.model().description();
        this.failure = fit.failure();
    }

    /** {@return the id of the series} */
    public String seriesId() {
        return seriesId;
    }

    /** {@return the form of the model without numbers, such as {@code ETS(A,Ad,M)}} */
    public String form() {
        return form;
    }

    /** {@return the form with all parameters} */
    public String description() {
        return description;
    }

    /** {@return the reason for which a naive forecast stands in for the method; empty if the method gave the model} */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public String toString() {
        return (seriesId.isEmpty() ? "" : seriesId + ": ")
                + description
                + (failure == null ? "" : " (" + failure + ")");
    }
}
