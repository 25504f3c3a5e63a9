package io.forecastj.models.internal;

import io.forecastj.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * An artefact with native code that an application may leave out, as most of this module works without it.
 *
 * <p>Immutable and thread-safe. Code that needs one calls {@link #require} before it touches a class of it: a class that
 * names a missing one in its own methods may already fail to link.
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
     * Returns what to add to a build.
     *
     * @return group, name and the version that this library was tested with, as in {@code "group:name:1.0"}
     */
    public String coordinates() {
        return group + ":" + artefact + ":" + version();
    }

    /**
     * Checks whether the artefact is there. Nothing of it is initialized.
     *
     * @return true if its classes can be loaded
     */
    public boolean present() {
        try {
            Class.forName(probe, false, NativeArtefact.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Refuses a request that cannot be met without the artefact.
     *
     * @param request what was requested, such as {@code "training a LightGBM model"}
     * @throws ForecastException if the artefact is not there; the message names it
     */
    public void require(String request) {
        if (!present()) {
            throw new ForecastException(request + " needs " + library + ", which is not on the class path: add "
                    + coordinates() + ", and look for an exclusion of it in the build");
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
