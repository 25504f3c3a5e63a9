package io.forecastj.market;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt to get a page that failed, and what follows from it: whether it is repeated, and not before when. */
final class FailedAttempt extends Exception {
    private static final long serialVersionUID = 1L;

    /** Meaning of a failure for the provider and for another attempt. */
    enum Kind {
        /** The provider cannot answer now; another attempt may succeed. */
        DOWN,
        /** The provider answers, but not now. */
        LATER,
        /** Another attempt would fail the same way. */
        FINAL
    }

    private final Kind kind;
    private final int status;
    private final Duration retryAfter;

    private FailedAttempt(Kind kind, int status, Duration retryAfter, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static FailedAttempt down(String message, @Nullable Throwable cause) {
        return new FailedAttempt(Kind.DOWN, 0, Duration.ZERO, message, cause);
    }

    static FailedAttempt later(String message) {
        return new FailedAttempt(Kind.LATER, 0, Duration.ZERO, message, null);
    }

    /** Returns the failure of an answer whose content breaks a rule. */
    static FailedAttempt refused(String message) {
        return new FailedAttempt(Kind.FINAL, 0, Duration.ZERO, message, null);
    }

    static FailedAttempt refused(String message, Throwable cause) {
        return new FailedAttempt(Kind.FINAL, 0, Duration.ZERO, message, cause);
    }

    /** Returns the failure of an answer by its status. */
    static FailedAttempt status(int status, Duration retryAfter, String message) {
        boolean limited = status == 429 || status == 418;
        boolean down = status >= 500 || status == 408;
        Kind kind = limited ? Kind.LATER : down ? Kind.DOWN : Kind.FINAL;
        return new FailedAttempt(kind, status, retryAfter, message, null);
    }

    Kind kind() {
        return kind;
    }

    int status() {
        return status;
    }

    /** Returns the time that the provider asks to wait; zero if it asks for none. */
    Duration retryAfter() {
        return retryAfter;
    }

    /** Returns the message, which is never absent. */
    String text() {
        return String.valueOf(getMessage());
    }
}
