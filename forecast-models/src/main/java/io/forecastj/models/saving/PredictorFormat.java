package io.forecastj.models.saving;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.Predictors;

/**
 * Writes and reads one kind of predictor. {@link Predictors#save} and {@link Predictors#load} find the format by the
 * kind.
 *
 * <p>Implementations are stateless and thread-safe. The class is public, has a public constructor without arguments,
 * and is registered for {@link java.util.ServiceLoader}: a line with the class name in the resource {@code
 * META-INF/services/io.forecastj.models.saving.PredictorFormat}.
 *
 * <p>The predictor's {@link PredictorInfo} is saved and restored for every kind. A format adds the rest of the model's
 * data, in files of an open format, never by Java serialization. The hashes of the bytes that a format reads have been
 * checked, so they are the saved ones, but an attacker may have written them; so a format checks shapes and ranges
 * before it uses them.
 */
public interface PredictorFormat {
    /**
     * Returns the kind of predictor, equal to {@link PredictorInfo#kind()}.
     *
     * @return the kind
     */
    String kind();

    /**
     * Writes a predictor's data, except its description.
     *
     * @param predictor the predictor, of this kind
     * @param out receives the files and the predictors inside
     * @throws IllegalArgumentException if the predictor has this kind but another class
     */
    void write(Predictor predictor, ModelWriter out);

    /**
     * Reads a predictor.
     *
     * @param info the saved description, which the new predictor must have too
     * @param in provides the files and the predictors inside
     * @return a new predictor, which makes the same forecasts as the saved one, bit for bit
     * @throws io.forecastj.ModelLoadException if a file is missing or malformed; the message names the file and the
     *     place in it
     */
    Predictor read(PredictorInfo info, ModelReader in);
}
