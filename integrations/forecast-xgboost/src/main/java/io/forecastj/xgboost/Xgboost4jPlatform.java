package io.forecastj.xgboost;

import io.forecastj.ForecastException;

/**
 * Operating system and processor that XGBoost's native library is built for.
 *
 * @param name the name, such as {@code "linux/x86_64"}
 */
record Xgboost4jPlatform(String name) {
    static Xgboost4jPlatform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /**
     * Finds the platform.
     *
     * @param os as the system property {@code os.name}
     * @param arch as {@code os.arch}
     * @throws ForecastException if no library is built for it
     */
    static Xgboost4jPlatform of(String os, String arch) {
        boolean intel = arch.equals("amd64") || arch.equals("x86_64");
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        String processor = intel ? "x86_64" : "aarch64";
        if (os.startsWith("Linux") && (intel || arm)) {
            return new Xgboost4jPlatform("linux/" + processor);
        }
        if (os.startsWith("Mac") && (intel || arm)) {
            return new Xgboost4jPlatform("macos/" + processor);
        }
        if (os.startsWith("Windows") && intel) {
            return new Xgboost4jPlatform("windows/x86_64");
        }
        throw new ForecastException(
                "XGBoost's native library is built for Linux and macOS on x86_64 and aarch64 and for"
                        + " Windows on x86_64, found " + os + " on " + arch
                        + "; train on one of those, trained models are evaluated in Java everywhere");
    }

    /** Describes the missing part after a failed load, and the remedy. */
    String explain(String error) {
        return "XGBoost's native library for " + name + " does not load: " + error + "; " + advice(error)
                + ", and restart the JVM, which does not try a second time";
    }

    private static String advice(String error) {
        if (error.contains("libgomp")) {
            return "libgomp is missing: install it (Debian, Ubuntu: apt-get install libgomp1; Red Hat, Fedora: dnf"
                    + " install libgomp)";
        }
        if (error.contains("libomp")) {
            return "libomp is missing: brew install libomp";
        }
        if (error.contains("ld-linux") || error.contains("symbol not found")) {
            return "this looks like musl (Alpine), and the library needs glibc: use an image with glibc to train";
        }
        if (error.contains("GLIBC")) {
            return "it needs glibc 2.17 and the libstdc++ of GCC 4.8.3, or newer: use a newer system to train";
        }
        if (error.contains("failed to map segment") || error.contains("Operation not permitted")) {
            return "the temporary folder forbids running code (noexec): set java.io.tmpdir to another";
        }
        if (error.contains("No space left")) {
            return "the temporary folder is full: free 20 MB of it, or set java.io.tmpdir to another";
        }
        if (error.contains("commons.logging") || error.contains("commons/logging")) {
            return "look for an exclusion of commons-logging in the build";
        }
        if (error.contains("ml/dmlc")) {
            return "look for an exclusion of ml.dmlc:xgboost4j_2.12 in the build";
        }
        return "on Linux it needs glibc 2.17 and libgomp, on macOS libomp, on Windows vcomp140.dll: install what is"
                + " missing";
    }
}
