package io.forecastj.models.regression;

/**
 * Turns one kind of {@link RegressionModel} into bytes and back; what saving a forecaster by regression finds by the
 * model's kind.
 *
 * <p>Implementations are stateless and thread-safe, public and with a public constructor without arguments, and
 * registered for {@link java.util.ServiceLoader}: a line with the class's name in the resource {@code
 * META-INF/services/io.forecastj.models.regression.RegressionModelFormat}.
 */
public interface RegressionModelFormat {
    /**
     * Returns the kind of model, that of {@link RegressionModel#kind()}.
     *
     * @return the kind
     */
    String kind();

    /**
     * Returns how the file's name ends, such as {@code "json"}.
     *
     * @return letters and digits without a dot
     */
    String extension();

    /**
     * Writes a model.
     *
     * @param model the model, of this kind
     * @return its bytes in an open format
     * @throws IllegalArgumentException if the model is of this kind by name, but not by class
     */
    byte[] write(RegressionModel model);

    /**
     * Makes a model of saved bytes. They are those that were saved, but may come from somebody who means harm: shapes
     * and ranges are checked here.
     *
     * @param bytes what {@link #write} made
     * @return a new model that answers what the saved one did, bit for bit
     * @throws io.forecastj.ModelLoadException if the bytes are malformed; the message says where
     */
    RegressionModel read(byte[] bytes);
}
