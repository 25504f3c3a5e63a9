package io.forecastj.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Access to ONNX Runtime in this process: one environment, set up by its first user and freed by its own shutdown hook.
 * This library never closes it.
 */
final class OnnxRuntime {
    private OnnxRuntime() {}

    /** Creates the environment on first use; Java lets only one thread do that. */
    private static final class Holder {
        static final OrtEnvironment ENVIRONMENT = RuntimeStart.environment();
    }

    static OrtEnvironment environment() {
        try {
            return Holder.ENVIRONMENT;
        } catch (LinkageError | IllegalStateException e) {
            throw new ForecastException(
                    "ONNX Runtime's native library does not load on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + cause(e)
                            + ". It is there for Linux (glibc) and Windows on x64, and for Linux and macOS on arm64; it"
                            + " needs a temporary directory that it may run code from (java.io.tmpdir)",
                    e);
        }
    }

    private static Throwable cause(Throwable e) {
        return e.getCause() == null ? e : e.getCause();
    }

    /** Returns the settings of a session: few threads that do not spin, since a forecast takes microseconds. */
    static SessionOptions sessionOptions(OnnxOptions options) throws OrtException {
        environment();
        SessionOptions session = new SessionOptions();
        try {
            session.setIntraOpNumThreads(options.threads());
            session.setInterOpNumThreads(1);
            session.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            session.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            session.addConfigEntry("session.intra_op.allow_spinning", "0");
            session.addConfigEntry("session.inter_op.allow_spinning", "0");
            // version 1.29 reads the axis of a slice without checking that it exists, and the process dies
            session.addConfigEntry("optimization.disable_specified_optimizers", "GatherSliceToSplitFusion");
            addProvider(session, options.provider());
            return session;
        } catch (OrtException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    static OrtSession session(byte[] model, SessionOptions options, String source) {
        try {
            return environment().createSession(model, options);
        } catch (OrtException e) {
            throw new ModelLoadException(source + ": ONNX Runtime refuses the model: " + e.getMessage(), e);
        }
    }

    private static void addProvider(SessionOptions session, String name) throws OrtException {
        OrtProvider provider = provider(name);
        switch (provider) {
            case CPU -> {}
            case CUDA -> session.addCUDA();
            case ROCM -> session.addROCM();
            case TENSOR_RT -> session.addTensorrt(0);
            case CORE_ML -> session.addCoreML();
            case DIRECT_ML -> session.addDirectML(0);
            case DNNL -> session.addDnnl(true);
            case OPEN_VINO -> session.addOpenVINO("");
            case NNAPI -> session.addNnapi();
            case ACL -> session.addACL(true);
            case XNNPACK -> session.addXnnpack(Map.of());
            case QNN -> session.addQnn(Map.of());
            case WEBGPU -> session.addWebGPU(Map.of());
            default ->
                throw new ModelLoadException(
                        "the execution provider " + provider + " cannot be chosen from Java; choose another");
        }
    }

    /** Returns the provider of a name, if this build of ONNX Runtime has it. */
    private static OrtProvider provider(String name) {
        List<OrtProvider> available = List.copyOf(OrtEnvironment.getAvailableProviders());
        Optional<OrtProvider> found = Arrays.stream(OrtProvider.values())
                .filter(each ->
                        plain(each.name()).equals(plain(name)) || each.getName().equalsIgnoreCase(name))
                .findFirst();
        return found.filter(available::contains)
                .orElseThrow(
                        () -> new ModelLoadException("expected an execution provider that this build of ONNX Runtime"
                                + " has, one of " + available + ", found '" + name + "'"
                                + (found.isEmpty()
                                        ? ""
                                        : ". Another artefact of ONNX Runtime may have it, such as"
                                                + " onnxruntime_gpu for CUDA")));
    }

    private static String plain(String name) {
        return name.replace("_", "").toUpperCase(Locale.ROOT);
    }
}
