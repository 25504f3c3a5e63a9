package io.forecastj;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the frame around the bytes of a session: magic number, version of the format, version of this
 * library, hash of the model, the session's state, and a SHA-256 digest over all of them.
 *
 * <p>Stateless and thread-safe. For implementers of predictors that do not extend {@link AbstractPredictor}, which uses
 * it itself. The digest detects damage, not manipulation: whoever can write a snapshot can also write its digest.
 */
public final class Snapshots {
    static final String INSTEAD = ". Open a session from history instead";

    private static final byte[] MAGIC = {'F', 'J', 'S', 'S'};
    private static final byte FORMAT = 2;
    private static final int DIGEST = 32;

    private Snapshots() {}

    /**
     * Makes a snapshot.
     *
     * @param modelHash the {@link Predictor#modelHash} of the session's predictor
     * @param state writes the session
     * @return the snapshot, a new array
     * @throws IllegalArgumentException if {@code modelHash} does not consist of pairs of hexadecimal digits
     */
    public static byte[] write(String modelHash, Consumer<StateWriter> state) {
        StateWriter out = new StateWriter();
        out.putRaw(MAGIC);
        out.putByte(FORMAT);
        out.putText(Version.CURRENT);
        out.putBytes(HexFormat.of().parseHex(modelHash));
        state.accept(out);
        out.putRaw(out.digest());
        return out.toBytes();
    }

    /**
     * Reads a snapshot back.
     *
     * @param predictor the predictor that continues the session
     * @param snapshot the bytes that {@link #write} made
     * @param state reads the session, all of its bytes
     * @param <S> the class of the session
     * @return the session
     * @throws SnapshotException if the bytes are not a snapshot, are damaged, are in another format, come from another
     *     version of this library or a session of another model, or {@code state} does not read all of them or throws a
     *     runtime exception other than {@link PredictorClosedException}
     */
    public static <S extends PredictionSession> S read(
            Predictor predictor, byte[] snapshot, Function<StateReader, S> state) {
        Objects.requireNonNull(snapshot, "snapshot");
        String name = predictor.info().name();
        int end = snapshot.length - DIGEST;
        if (end <= MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(snapshot, MAGIC.length))) {
            throw new SnapshotException("expected a snapshot of a session of '" + name + "', found "
                    + (end <= MAGIC.length ? "only " : "other bytes, ") + snapshot.length + " of them" + INSTEAD);
        }
        if (snapshot[MAGIC.length] != FORMAT) {
            throw new SnapshotException("expected a snapshot in the format " + FORMAT + ", found the format "
                    + snapshot[MAGIC.length] + INSTEAD);
        }
        if (!Arrays.equals(sha256(snapshot, end), Arrays.copyOfRange(snapshot, end, snapshot.length))) {
            throw new SnapshotException("the snapshot of " + snapshot.length + " bytes is damaged or cut off: expected"
                    + " its last " + DIGEST + " bytes to be the SHA-256 digest of the others" + INSTEAD);
        }
        StateReader in = new StateReader(snapshot, MAGIC.length + 1, end);
        String version = in.getText();
        if (!version.equals(Version.CURRENT)) {
            throw new SnapshotException(
                    "expected a snapshot of ForecastJ " + Version.CURRENT + ", found one of " + version + INSTEAD);
        }
        String hash = HexFormat.of().formatHex(in.getBytes());
        if (!hash.equals(predictor.modelHash())) {
            throw new SnapshotException("the snapshot is of another model: expected the hash " + predictor.modelHash()
                    + " of '" + name + "', found " + hash
                    + ". Restore it with the model that made it, or open a session from history instead");
        }
        return session(name, in, state);
    }

    private static <S extends PredictionSession> S session(
            String name, StateReader in, Function<StateReader, S> state) {
        @Nullable S session = null;
        try {
            session = state.apply(in);
            in.requireEnd();
            return session;
        } catch (SnapshotException | PredictorClosedException e) {
            close(session);
            throw e;
        } catch (RuntimeException e) {
            throw new SnapshotException("the snapshot does not hold a state of '" + name + "': " + e + INSTEAD, e);
        }
    }

    private static void close(@Nullable PredictionSession session) {
        if (session != null) {
            session.close();
        }
    }

    /**
     * Computes the hash that {@link Predictor#modelHash} returns.
     *
     * @param info the description; all of it counts, except the versions of the libraries
     * @param model writes the values that distinguish the model from others with the same description
     * @return 64 hexadecimal digits in lower case
     */
    public static String modelHash(PredictorInfo info, Consumer<StateWriter> model) {
        StateWriter out = new StateWriter();
        out.putText(info.name());
        out.putText(info.kind());
        out.putInt(info.horizon());
        out.putInt(info.steps().size());
        info.steps().forEach(out::putInt);
        out.putTexts(info.targets());
        out.putInt(info.requiredHistory());
        out.putInt(info.sufficientHistory().orElse(0));
        out.putInt(info.columns().size());
        info.columns().forEach(column -> {
            out.putText(column.name());
            out.putText(column.role().name());
        });
        out.putTexts(info.featureNames());
        out.putText(info.schemaHash());
        putTime(info.trainedFrom(), out);
        putTime(info.trainedTo(), out);
        SeriesBytes.writeSampling(info.sampling(), out);
        out.putInt(info.parameters().size());
        new TreeMap<>(info.parameters()).forEach((name, value) -> {
            out.putText(name);
            out.putText(value);
        });
        out.putLong(info.seed());
        model.accept(out);
        return HexFormat.of().formatHex(out.digest());
    }

    private static void putTime(@Nullable Instant time, StateWriter out) {
        out.putBoolean(time != null);
        if (time != null) {
            out.putLong(time.getEpochSecond());
            out.putInt(time.getNano());
        }
    }

    /** The SHA-256 digest of the first bytes of an array. */
    static byte[] sha256(byte[] content, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
