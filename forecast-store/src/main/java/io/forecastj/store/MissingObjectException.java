package io.forecastj.store;

import io.forecastj.ModelIntegrityException;

/** Thrown if an object is absent: by damage, or because its version was removed while it was read. */
final class MissingObjectException extends ModelIntegrityException {
    private static final long serialVersionUID = 1L;

    MissingObjectException(String message) {
        super(message);
    }
}
