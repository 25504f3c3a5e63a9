package io.forecastj.micrometer;

import io.forecastj.Predictor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * What belongs to the model that a predictor serves: it is made anew when the hash of the predictor has changed.
 *
 * <p>Thread-safe. A look compares references and allocates nothing. Predictors that compute their hash anew for every
 * caller are looked at ten times a second.
 *
 * @param <T> the type of what belongs to a model
 */
final class HashFollower<T> {
    /** Time between two looks at a hash that is computed each time. */
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private enum Look {
        NEVER,
        EACH_CALL,
        SOMETIMES
    }

    private record Seen<T>(T value, String hash, Look look, long time) {}

    private final Predictor predictor;
    private final LongSupplier nanoClock;
    private final BiFunction<T, String, T> next;
    private volatile Seen<T> seen;

    private HashFollower(Predictor predictor, LongSupplier nanoClock, BiFunction<T, String, T> next, Seen<T> first) {
        this.predictor = predictor;
        this.nanoClock = nanoClock;
        this.next = next;
        this.seen = first;
    }

    /** Returns a follower whose value never changes. */
    static <T> HashFollower<T> fixed(Predictor predictor, T value) {
        return new HashFollower<>(predictor, () -> 0, (before, hash) -> before, new Seen<>(value, "", Look.NEVER, 0));
    }

    /**
     * Returns a follower of a hash.
     *
     * @param nanoClock the time in nanoseconds
     * @param next makes the value of another hash from the one before
     * @param hash the first hash
     * @param value its value
     */
    static <T> HashFollower<T> following(
            Predictor predictor, LongSupplier nanoClock, BiFunction<T, String, T> next, String hash, T value) {
        Seen<T> first = new Seen<>(value, hash, Look.EACH_CALL, nanoClock.getAsLong());
        return new HashFollower<>(predictor, nanoClock, next, first);
    }

    /** Returns the value of the present hash. */
    @SuppressWarnings("ReferenceEquality") // another text with equal digits is looked at once more
    T now() {
        Seen<T> known = seen;
        return due(known) && predictor.modelHash() != known.hash() ? look() : known.value();
    }

    private boolean due(Seen<T> known) {
        return switch (known.look()) {
            case NEVER -> false;
            case EACH_CALL -> true;
            case SOMETIMES -> nanoClock.getAsLong() - known.time() >= NANOS;
        };
    }

    @SuppressWarnings("ReferenceEquality")
    private synchronized T look() {
        Seen<T> known = seen;
        if (!due(known)) {
            return known.value();
        }
        String hash = predictor.modelHash();
        T value = hash.equals(known.hash()) ? known.value() : next.apply(known.value(), hash);
        String again = predictor.modelHash();
        Look look = again != hash && again.equals(hash) ? Look.SOMETIMES : Look.EACH_CALL;
        seen = new Seen<>(value, hash, look, nanoClock.getAsLong());
        return value;
    }

    /** Ends the looks and returns the last value, which later calls get too. */
    synchronized T end() {
        Seen<T> last = seen;
        seen = new Seen<>(last.value(), last.hash(), Look.NEVER, last.time());
        return last.value();
    }
}
