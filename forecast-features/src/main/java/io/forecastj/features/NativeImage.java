package io.forecastj.features;

/**
 * The state of running in a native image, where no class can be defined and reflection sees only what is listed when
 * the image is built.
 */
final class NativeImage {
    private NativeImage() {}

    /** Returns whether this is one. Not a constant, since classes may be initialised when an image is built. */
    static boolean running() {
        return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
    }
}
