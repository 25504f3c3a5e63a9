package io.forecastj.models.saving;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.Predictors;

/**
 * Writes and reads one kind of predictor; what {@link Predictors#save} and {@link Predictors#load} find by its kind.
 *
 * <p>Implementations are stateless and thread-safe, public and with a public constructor without arguments, and
 * registered for {@link java.util.ServiceLoader}: a line with the class's name in the resource {@code
 * META-INF/services/io.forecastj.models.saving.PredictorFormat}.
 *
 * <p>The predictor's {@link PredictorInfo} is saved and restored for every kind; a format adds what the model holds
 * beyond it, in files of an open format, and never Java serialization. The bytes a format reads are those that were
 * saved, since their hashes have been checked, but they may still come from somebody who means harm: it checks shapes
 * and ranges before it uses them.
 */
public interface PredictorFormat {
    /**
     * Returns the kind of predictor, that of {@link PredictorInfo#kind()}.
     *
     * @return the kind
     */
    String kind();

    /**
     * Writes what a predictor holds beyond its description.
     *
     * @param predictor the predictor, of this kind
     * @param out takes the files and the predictors inside
     * @throws IllegalArgumentException if the predictor is of this kind by name, but not by class
     */
    void write(Predictor predictor, ModelWriter out);

    /**
     * Makes a predictor of a saved one.
     *
     * @param info its description, which the new one must have too
     * @param in gives the files and the predictors inside
     * @return a new predictor; it forecasts what the saved one did, bit for bit
     * @throws io.forecastj.ModelLoadException if a file is missing or malformed; the message says which and where
     */
    Predictor read(PredictorInfo info, ModelReader in);
}
