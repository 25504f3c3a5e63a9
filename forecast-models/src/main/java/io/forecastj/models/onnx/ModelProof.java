package io.forecastj.models.onnx;

import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** Proves in a child process that a model can be loaded and run, once for each model and process. Thread-safe. */
final class ModelProof {
    private static final ProofCache CACHE = new ProofCache();

    private ModelProof() {}

    /**
     * Requires that the files of a predictor pass their proof, if the options ask for one.
     *
     * @throws ModelLoadException if they do not
     * @throws ForecastException if no child process can be started
     */
    static void require(List<OnnxMember> members, Contract contract, OnnxOptions options) {
        ProofLimits limits = options.proof();
        if (limits == null) {
            return;
        }
        ProofRequest request = ProofRequest.of(members, contract, options);
        String key = key(request, limits);
        KeptVerdicts kept = limits.verdicts() == null ? null : new KeptVerdicts(limits.verdicts());
        ProofVerdict verdict = CACHE.get(
                key, () -> kept != null && kept.has(key) ? ProofVerdict.PROVEN : ProofProcess.run(request, limits));
        if (!verdict.proven()) {
            throw new ModelLoadException(
                    members.stream().map(OnnxMember::source).limit(3).collect(Collectors.joining(", "))
                            + (members.size() > 3 ? ", ..." : "") + ": " + verdict.reason());
        }
        if (kept != null) {
            kept.keep(key);
        }
    }

    /** Forgets the verdicts of this process, for tests. */
    static void forget() {
        CACHE.clear();
    }

    /** Returns a hash of all that a verdict depends on. */
    private static String key(ProofRequest request, ProofLimits limits) {
        String text = String.join(
                "\n",
                request.sha256(),
                Versions.FORECASTJ,
                OnnxRuntime.environment().getVersion(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                limits.time().toString(),
                Long.toString(limits.memoryBytes()));
        return CheckedBytes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The version of this library, as the build wrote it. */
    private static final class Versions {
        static final String FORECASTJ = read();

        private Versions() {}

        private static String read() {
            Properties properties = new Properties();
            try (InputStream in = ModelProof.class.getResourceAsStream("proof.properties")) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Objects.requireNonNull(properties.getProperty("version"), "version");
        }
    }
}
