package io.forecastj.models.internal;

import io.forecastj.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Optional artefact with native code; most of this module works without it.
 *
 * <p>Immutable and thread-safe. Code that needs an artefact calls {@link #require} before it uses any of its classes: a
 * class whose own methods name a missing class may already fail to link.
 */
public enum NativeArtefact {
    /** Runs ONNX models. */
    ONNX_RUNTIME("ONNX Runtime", "com.microsoft.onnxruntime", "onnxruntime", "ai.onnxruntime.OrtEnvironment"),
    /** Trains LightGBM models. */
    LIGHTGBM("LightGBM", "io.github.metarank", "lightgbm4j", "com.microsoft.ml.lightgbm.lightgbmlib");

    private final String library;
    private final String group;
    private final String artefact;
    private final String probe;

    NativeArtefact(String library, String group, String artefact, String probe) {
        this.library = library;
        this.group = group;
        this.artefact = artefact;
        this.probe = probe;
    }

    /**
     * Returns the coordinates to add to a build.
     *
     * @return group, name and the version that this library was tested with, as in {@code "group:name:1.0"}
     */
    public String coordinates() {
        return group + ":" + artefact + ":" + version();
    }

    /**
     * Returns whether the artefact is on the class path. Its classes are not initialized.
     *
     * @return true if its classes can be loaded
     */
    public boolean present() {
        try {
            find();
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private void find() throws ClassNotFoundException {
        Class.forName(probe, false, NativeArtefact.class.getClassLoader());
    }

    /**
     * Throws if the artefact is missing.
     *
     * @param request the action that needs it, such as {@code "training a LightGBM model"}
     * @throws ForecastException if the artefact is missing; the message names it, and the cause is the missing class
     */
    public void require(String request) {
        try {
            find();
        } catch (ClassNotFoundException e) {
            throw new ForecastException(
                    request + " needs " + library + ", which is not on the class path: add " + coordinates()
                            + ", and look for an exclusion of it in the build",
                    e);
        }
    }

    private String version() {
        Properties versions = new Properties();
        try (InputStream in = NativeArtefact.class.getResourceAsStream("natives.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions.getProperty(artefact);
    }
}
