package io.forecastj.data;

import java.io.IOException;

/** Thrown where the bytes of a file, rather than the reading of them, are at fault; the message says what is wrong. */
final class RefusedBytesException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedBytesException(String message) {
        super(message);
    }

    RefusedBytesException(String message, Throwable cause) {
        super(message, cause);
    }
}
