package io.forecastj.spring;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The version of a model that serves, and the one that may serve next: until the last check of a version, none is known
 * to be fit, and a refused one must not hide the one that serves.
 *
 * <p>Thread-safe; reading takes no lock.
 */
final class WrappedVersions {
    /** At most one that serves and one that is being loaded; guarded by this for writing. */
    private volatile List<WrappedVersion> latest = List.of();

    /** Adds a version that may serve next. */
    synchronized void add(WrappedVersion version) {
        latest = Stream.concat(
                        latest.stream().filter(other -> !other.number().equals(version.number())), Stream.of(version))
                .toList();
    }

    /** Forgets all versions but one, which serves, so that closed ones leave the memory. */
    synchronized void keep(OptionalInt number) {
        latest = latest.stream()
                .filter(version -> version.number().equals(number))
                .toList();
    }

    /** Forgets all versions, as none serves. */
    synchronized void clear() {
        latest = List.of();
    }

    /**
     * Returns the version that serves.
     *
     * @param serving returns the number of the version that serves at the moment
     */
    Optional<WrappedVersion> serving(Supplier<OptionalInt> serving) {
        while (true) {
            OptionalInt number = serving.get();
            for (WrappedVersion version : latest) {
                if (version.number().equals(number)) {
                    return Optional.of(version);
                }
            }
            if (number.equals(serving.get())) {
                return Optional.empty();
            }
            // another one took over between the first two lines
        }
    }
}
