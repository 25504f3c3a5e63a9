package io.forecastj.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schemas (draft 2020-12) of the documents, which are resources of this module.
 *
 * <p>Each document has the {@link #id()} of its schema as {@code schema}. The number at its end is the version. It
 * grows when a key changes its meaning or one more is required; readers refuse a version that they do not know. Keys
 * that are added do not change it, and readers ignore those that they do not know.
 *
 * <p>Immutable and thread-safe.
 */
public enum DocumentSchema {
    /** Schema of {@link io.forecastj.Forecast}. */
    FORECAST("forecast"),
    /** Schema of {@link io.forecastj.PredictorInfo}. */
    PREDICTOR_INFO("predictor-info"),
    /** Schema of {@link io.forecastj.TimeSeries}. */
    SERIES("series"),
    /** Schema of {@link io.forecastj.signal.Signal}. */
    SIGNAL("signal"),
    /** Schema of {@link io.forecastj.signal.PatternRecognition}. */
    PATTERN_RECOGNITION("pattern-recognition"),
    /** Schema of {@link io.forecastj.signal.PatternInfo}. */
    PATTERN_INFO("pattern-info"),
    /** Schema of {@link BacktestDocument}, which a backtest's result is written as. */
    BACKTEST("backtest"),
    /** Schema of {@link ForecastDocument}. */
    FORECAST_DOCUMENT("forecast-document");

    private static final int VERSION = 1;

    private final String word;

    DocumentSchema(String word) {
        this.word = word;
    }

    /** {@return the id, such as {@code urn:forecastj:forecast:1}, whose last number is the version} */
    public String id() {
        return "urn:forecastj:" + word + ":" + VERSION;
    }

    /** {@return the path of the schema on the class path, such as {@code io/forecastj/json/schema/forecast.json}} */
    public String resource() {
        return "io/forecastj/json/schema/" + word + ".json";
    }

    /**
     * Returns the schema.
     *
     * @return the text of the JSON Schema, which refers to no other file
     * @throws UncheckedIOException if the resource cannot be read
     */
    public String text() {
        try (InputStream in = DocumentSchema.class.getResourceAsStream("schema/" + word + ".json")) {
            if (in == null) {
                throw new IOException("it is not on the class path; a repackaged jar must keep it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource() + ": " + e.getMessage(), e);
        }
    }
}
