package io.forecastj.training.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import io.forecastj.ForecastException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch's engine, started once in a JVM and never over the network.
 *
 * <p>While it starts, DJL is told to stay offline and to send no telemetry; its settings are then as before, for others
 * in the JVM that use it. An environment variable of DJL, such as {@code PYTORCH_LIBRARY_PATH}, is obeyed: whoever sets
 * it chose the library. When the process ends, a step that runs is waited for, and later ones are cancelled.
 * Thread-safe.
 */
public final class TorchEngine {
    private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}))?");
    private static final Map<String, String> OFFLINE = Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true");

    /** Held by whoever runs native code, so that none runs while a process that ends takes the library down. */
    private static final ReentrantLock RUNNING = new ReentrantLock();

    private static @Nullable TorchEngine started;
    private static volatile boolean ended;

    private final Engine engine;

    private TorchEngine(Engine engine) {
        this.engine = engine;
    }

    /**
     * Starts the engine if it is not started. The first start on a machine unpacks the native library, which takes some
     * seconds.
     *
     * @return the engine
     * @throws ForecastException if the native library is missing, which names the artefact to add, does not fit, or
     *     cannot be unpacked or loaded; a later call tries again
     */
    public static synchronized TorchEngine start() {
        TorchEngine running = started;
        if (running == null) {
            running = new TorchEngine(load());
            Runtime.getRuntime().addShutdownHook(new Thread(TorchEngine::end, "forecastj-training-end"));
            started = running;
        }
        return running;
    }

    private static Engine load() {
        NativePlatform platform = NativePlatform.current();
        if (System.getenv("PYTORCH_LIBRARY_PATH") == null && System.getProperty("PYTORCH_LIBRARY_PATH") == null) {
            platform.require();
        }
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        Map<String, @Nullable String> before = new HashMap<>();
        OFFLINE.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
        thread.setContextClassLoader(platform.loader());
        try {
            return Engine.getEngine("PyTorch");
        } catch (EngineException | IllegalArgumentException | LinkageError e) {
            throw failed(e);
        } finally {
            thread.setContextClassLoader(context);
            before.forEach(TorchEngine::restore);
        }
    }

    /** Waits for the native code that runs, and lets none begin: a process that ends while it runs may crash. */
    static void end() {
        RUNNING.lock();
        try {
            ended = true;
        } finally {
            RUNNING.unlock();
        }
    }

    /**
     * Runs a task with native code.
     *
     * @throws CancellationException if the process ends
     */
    static <R> R run(Supplier<R> task) {
        RUNNING.lock();
        try {
            if (ended) {
                throw new CancellationException("the training was cancelled, since the process ends");
            }
            return task.get();
        } finally {
            RUNNING.unlock();
        }
    }

    private static void restore(String key, @Nullable String value) {
        if (value == null) {
            System.clearProperty(key);
        } else {
            System.setProperty(key, value);
        }
    }

    private static ForecastException failed(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String advice = root instanceof UnsatisfiedLinkError
                ? ". The native library is there, but this system does not load it: on Linux it needs glibc 2.29 or"
                        + " newer (not musl, as in Alpine), and it can be loaded by one class loader of a JVM only"
                : ". It is unpacked to " + NativePlatform.cache() + ", which needs 450 MB";
        return new ForecastException("the native library of PyTorch cannot be used: " + root + advice, e);
    }

    /** Returns the versions of DJL and of PyTorch's library. */
    public String version() {
        return "DJL " + Engine.getDjlVersion() + ", PyTorch " + engine.getVersion();
    }

    /** Returns the number of GPUs that can be used. */
    public int gpus() {
        return engine.getGpuCount();
    }

    Engine engine() {
        return engine;
    }

    /**
     * Returns a device.
     *
     * @param name {@code "cpu"}, {@code "gpu"} or {@code "gpu:1"} and so on
     * @throws IllegalArgumentException if the name is none of these
     * @throws ForecastException if there is no such GPU, or the engine's library does not support GPUs
     */
    Device device(String name) {
        if (name.equals("cpu")) {
            return Device.cpu();
        }
        Matcher matcher = GPU.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a device is \"cpu\", \"gpu\", or \"gpu:1\" and so on: " + name);
        }
        int index = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        if (index >= gpus()) {
            throw new ForecastException("the device \"" + name + "\" is not there: found " + gpus()
                    + " GPUs that CUDA and the engine's library (" + engine.getVersion() + ", "
                    + (JniUtils.getFeatures().contains("CUDA") ? "with" : "without")
                    + " CUDA) can use. Train with \"cpu\", or add a native library with CUDA");
        }
        return Device.gpu(index);
    }

    /** Returns the engine's number of threads for calls of this thread. */
    static int threads() {
        return JniUtils.getNumThreads();
    }

    /** Sets the engine's number of threads for calls of this thread. */
    static void setThreads(int threads) {
        if (threads() != threads) {
            JniUtils.setNumThreads(threads);
        }
    }
}
