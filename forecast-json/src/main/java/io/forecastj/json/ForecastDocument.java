package io.forecastj.json;

import com.fasterxml.jackson.annotation.JsonValue;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a service about one series: the current value, the forecast steps, horizons with their members,
 * patterns, signals, the status and the model.
 *
 * <p>Immutable and thread-safe, equal by value. Jackson writes it, with or without the modules of this package, which
 * read it. {@link DocumentSchema#FORECAST_DOCUMENT} is its schema.
 *
 * <p>Values are those of the forecast. What the document computes refers to its {@linkplain #target() target}:
 *
 * <ul>
 *   <li>The <b>return</b> of a step is {@code value / current - 1}. It is null unless the current value is above 0.
 *   <li>The <b>confidence</b> of a step is the probability that the forecast gives to its own direction: that the value
 *       is above the current one if a rise is forecast, or below it if a fall is. It is computed from the quantiles of
 *       the step, linearly between two of them, and is a lower bound where the current value lies beyond the outermost
 *       one. It is null without quantiles, without a current value, if the forecast equals it, or if it lies beyond the
 *       outermost quantile on the wrong side. Of a forecast of classes it is the largest probability. It is as reliable
 *       as the calibration of the quantiles or probabilities.
 *   <li>The <b>interval</b> of a step has the {@linkplain Builder#coverage coverage} that was asked for, or else the
 *       widest one of the forecast. It is null if the forecast has none.
 *   <li>The <b>spread</b> of a horizon describes how far its members differ.
 *   <li>The <b>strength</b> of a pattern is the probability that its recognizer gives it; the strongest comes first.
 *   <li>The <b>status</b> is the worst one of the document's forecast, of those of horizons and of recognitions, with
 *       their reasons; a horizon whose forecast knows other rows than the document's is {@link
 *       io.forecastj.ForecastStatus#DEGRADED}. Members have their own.
 * </ul>
 *
 * <p>Each number that is null has a reason in {@link #nulls()}.
 */
public final class ForecastDocument {
    private final DocumentParts parts;

    ForecastDocument(DocumentParts parts) {
        this.parts = parts;
    }

    /**
     * Starts a document of a forecast.
     *
     * @param forecast the forecast whose steps are listed
     * @return a builder
     */
    public static Builder builder(Forecast forecast) {
        return new Builder(forecast);
    }

    /** {@return the symbol; empty if the series has no id and the host gave none} */
    public String symbol() {
        return parts.symbol();
    }

    /** {@return the time of the last known row} */
    public Instant time() {
        return parts.time();
    }

    /** {@return the target column that the current value, returns, confidences and intervals refer to} */
    public String target() {
        return parts.target();
    }

    /** {@return the current value, in the target's unit; empty if the host gave none} */
    public OptionalDouble current() {
        return DocumentStep.optional(parts.current());
    }

    /** {@return the forecast steps in order; unmodifiable} */
    public List<DocumentStep> steps() {
        return parts.steps();
    }

    /** {@return the horizons in the order in which they were added; unmodifiable} */
    public List<DocumentHorizon> horizons() {
        return parts.horizons();
    }

    /** {@return the patterns of all recognitions, the strongest first; unmodifiable} */
    public List<DocumentPattern> patterns() {
        return parts.patterns();
    }

    /** {@return the signals in the order in which they were added; unmodifiable} */
    public List<Signal> signals() {
        return parts.signals();
    }

    /** {@return the worst status of the forecasts and recognitions} */
    public ForecastStatus status() {
        return parts.status();
    }

    /** {@return the reasons for a status other than {@link ForecastStatus#OK}; unmodifiable} */
    public List<String> reasons() {
        return parts.reasons();
    }

    /** {@return the model's name} */
    public String modelName() {
        return parts.modelName();
    }

    /** {@return the model's version, as the host names it; empty if it gave none} */
    public Optional<String> modelVersion() {
        return Optional.ofNullable(parts.modelVersion());
    }

    /** {@return the text of the host on how the document may be used; empty if it gave none} */
    public Optional<String> disclaimer() {
        return Optional.ofNullable(parts.disclaimer());
    }

    /**
     * Returns why numbers, intervals and spreads of the document are null.
     *
     * @return by JSON pointer, such as {@code /steps/0/confidence}: {@code NaN}, {@code Infinity} or {@code -Infinity},
     *     a colon and the reason; unmodifiable
     */
    public Map<String, String> nulls() {
        return parts.nulls();
    }

    /**
     * Returns this document as plain values: maps, lists, texts, numbers and null, for JSON.
     *
     * @return a new map; changes of it do not reach the document
     */
    @JsonValue
    public Map<String, @Nullable Object> toMap() {
        return parts.toMap();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ForecastDocument that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return "forecast document of '" + symbol() + "' at " + time() + " by " + modelName() + ": " + steps();
    }

    /** Collects the parts of a document. Not thread-safe. */
    public static final class Builder {
        final Forecast forecast;
        final List<HorizonRequest> horizons = new ArrayList<>();
        final List<PatternRecognition> recognitions = new ArrayList<>();
        final List<Signal> signals = new ArrayList<>();
        String symbol;
        String target;
        String modelName;

        @Nullable
        String modelVersion;

        @Nullable
        String disclaimer;

        double current = Double.NaN;
        boolean currentGiven;
        double coverage = Double.NaN;

        private Builder(Forecast forecast) {
            this.forecast = forecast;
            this.symbol = forecast.seriesId();
            this.modelName = forecast.info().name();
            this.target = forecast.targets().contains("close")
                    ? "close"
                    : forecast.targets().get(0);
        }

        /**
         * Sets the symbol; the id of the series unless set.
         *
         * @param symbol the symbol
         * @return this builder
         */
        public Builder symbol(String symbol) {
            this.symbol = symbol;
            return this;
        }

        /**
         * Sets the current value: that of the target in the last known row.
         *
         * @param value the value, finite, in the target's unit
         * @return this builder
         */
        public Builder current(double value) {
            this.current = value;
            this.currentGiven = true;
            return this;
        }

        /**
         * Sets the target that the current value, returns, confidences and intervals refer to; unless set it is
         * {@code close} if the forecast has it, and its first target otherwise.
         *
         * @param column the target column
         * @return this builder
         */
        public Builder target(String column) {
            this.target = column;
            return this;
        }

        /**
         * Sets the nominal coverage of the intervals; the largest one of each forecast unless set.
         *
         * @param coverage the coverage, between 0 and 1, such as 0.95
         * @return this builder
         */
        public Builder coverage(double coverage) {
            this.coverage = coverage;
            return this;
        }

        /**
         * Adds a horizon: a step of the document's forecast.
         *
         * @param name the horizon's name, such as {@code "1 week"}
         * @param step the step
         * @return this builder
         */
        public Builder horizon(String name, int step) {
            return horizon(name, forecast, step, Map.of());
        }

        /**
         * Adds a horizon with the forecasts of its members.
         *
         * @param name the horizon's name, such as {@code "1 week"}
         * @param forecast the forecast, of the same series; it may be that of another model than the document's
         * @param step the step of this forecast
         * @param members the forecasts of the same rows by the members' names; a member whose horizon is shorter has no
         *     value
         * @return this builder
         */
        public Builder horizon(String name, Forecast forecast, int step, Map<String, Forecast> members) {
            horizons.add(new HorizonRequest(name, forecast, step, new LinkedHashMap<>(members)));
            return this;
        }

        /**
         * Adds the patterns of a recognition.
         *
         * @param recognition the recognition, of the same series
         * @return this builder
         */
        public Builder patterns(PatternRecognition recognition) {
            recognitions.add(recognition);
            return this;
        }

        /**
         * Adds a signal.
         *
         * @param signal the signal, of the same series
         * @return this builder
         */
        public Builder signal(Signal signal) {
            signals.add(signal);
            return this;
        }

        /**
         * Sets name and version of the model; unless set, the name is that of the forecast's info.
         *
         * @param name the name
         * @param version the version, as the host names it
         * @return this builder
         */
        public Builder model(String name, String version) {
            this.modelName = name;
            this.modelVersion = version;
            return this;
        }

        /**
         * Sets a text on how the document may be used.
         *
         * @param text the text
         * @return this builder
         */
        public Builder disclaimer(String text) {
            this.disclaimer = text;
            return this;
        }

        /**
         * Makes the document.
         *
         * @return the document
         * @throws IllegalArgumentException if the current value was set and is not finite, a forecast lacks the target,
         *     has quantiles but no interval of the coverage, a horizon, member, recognition or signal is of another
         *     series than the forecast, or a member knows other rows than the horizon's forecast or forecasts another
         *     time at the step
         * @throws IndexOutOfBoundsException if the forecast of a horizon has no such step
         */
        public ForecastDocument build() {
            return new ForecastDocument(new DocumentMaking(this).parts());
        }
    }

    /** A horizon as it was asked for. */
    record HorizonRequest(String name, Forecast forecast, int step, Map<String, Forecast> members) {
        HorizonRequest {
            members = Collections.unmodifiableMap(members);
        }
    }
}
