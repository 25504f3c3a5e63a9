package io.forecastj.models.lightgbm;

import io.forecastj.ForecastException;
import java.util.List;

/**
 * Operating system and processor that LightGBM's native library is built for.
 *
 * @param folder the folder of the libraries in lightgbm4j's jar, such as {@code "linux/x86_64"}
 * @param suffix the extension of their file names, such as {@code ".so"}
 */
record Platform(String folder, String suffix) {
    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /**
     * Finds the platform.
     *
     * @param os as the system property {@code os.name}
     * @param arch as {@code os.arch}
     * @throws ForecastException if no library is built for it
     */
    static Platform of(String os, String arch) {
        boolean intel = arch.equals("amd64") || arch.equals("x86_64");
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        if (os.startsWith("Linux") && (intel || arm)) {
            return new Platform(intel ? "linux/x86_64" : "linux/aarch64", ".so");
        }
        if (os.startsWith("Mac") && (intel || arm)) {
            return new Platform(intel ? "osx/x86_64" : "osx/aarch64", ".dylib");
        }
        if (os.startsWith("Windows") && intel) {
            return new Platform("windows/x86_64", ".dll");
        }
        throw new ForecastException(
                "LightGBM's native library is built for Linux and macOS on x86_64 and aarch64 and for"
                        + " Windows on x86_64, found " + os + " on " + arch
                        + "; train on one of those, trained models are evaluated in Java everywhere");
    }

    /** Returns the names of the two libraries in the order of loading: the second needs the first. */
    List<String> files() {
        return List.of("lib_lightgbm" + suffix, "lib_lightgbm_swig" + suffix);
    }

    String resource(String file) {
        return "/lightgbm4j/" + folder + "/" + file;
    }

    /** Describes the missing part after a failed load, and the remedy. */
    String explain(String error) {
        return "LightGBM's native library for " + folder + " does not load: " + error + "; " + advice(error);
    }

    private static String advice(String error) {
        if (error.contains("libgomp")) {
            return "libgomp is missing: install it (Debian, Ubuntu: apt-get install libgomp1; Red Hat, Fedora: dnf"
                    + " install libgomp)";
        }
        if (error.contains("libomp")) {
            return "libomp is missing: brew install libomp";
        }
        if (error.contains("GLIBC_")) {
            return "it needs glibc 2.29 or newer (Debian 11, Ubuntu 20.04, RHEL 9)";
        }
        if (error.contains("GLIBCXX_") || error.contains("libstdc++")) {
            return "it needs the libstdc++ of GCC 9 or newer (Debian, Ubuntu: apt-get install libstdc++6)";
        }
        if (error.contains("ld-linux") || error.contains("symbol not found")) {
            return "this looks like musl (Alpine), and the library needs glibc 2.29 or newer: use an image"
                    + " with glibc to"
                    + " train";
        }
        if (error.contains("failed to map segment") || error.contains("Operation not permitted")) {
            return "the temporary folder forbids running code (noexec): set java.io.tmpdir to another, or "
                    + NativeLibrary.PATH_VARIABLE + " to a folder that holds both libraries";
        }
        return "on Linux it needs glibc 2.29 and libgomp, on macOS libomp, and lightgbm4j must be loaded by the same"
                + " class loader as ForecastJ";
    }
}
