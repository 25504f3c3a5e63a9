package io.forecastj.models.regression;

/**
 * Turns one kind of {@link RegressionModel} into bytes and back. Saving and loading find the format by the model's
 * kind.
 *
 * <p>Implementations are stateless and thread-safe. The class is public, has a public constructor without arguments,
 * and is registered for {@link java.util.ServiceLoader}: a line with the class name in the resource {@code
 * META-INF/services/io.forecastj.models.regression.RegressionModelFormat}.
 */
public interface RegressionModelFormat {
    /**
     * Returns the kind of model, equal to {@link RegressionModel#kind()}.
     *
     * @return the kind
     */
    String kind();

    /**
     * Returns the extension of the model's file name, such as {@code "json"}.
     *
     * @return letters and digits without a dot
     */
    String extension();

    /**
     * Writes a model.
     *
     * @param model the model, of this kind
     * @return its bytes in an open format
     * @throws IllegalArgumentException if the model has this kind but another class
     */
    byte[] write(RegressionModel model);

    /**
     * Reads a model. The bytes are the saved ones, but an attacker may have written them; so this method checks shapes
     * and ranges.
     *
     * @param bytes the result of {@link #write}
     * @return a new model, which returns the same answers as the saved one, bit for bit
     * @throws io.forecastj.ModelLoadException if the bytes are malformed; the message names the place
     */
    RegressionModel read(byte[] bytes);
}
