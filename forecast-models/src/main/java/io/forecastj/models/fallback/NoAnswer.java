package io.forecastj.models.fallback;

import org.jspecify.annotations.Nullable;

/** Reason for a missing answer of a member. Never thrown out of this package. */
final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** True if this counts as a failure of the member. */
    final boolean counts;

    /** The member's exception, or null if it threw none. */
    final @Nullable RuntimeException thrown;

    private NoAnswer(String reason, boolean counts, @Nullable RuntimeException thrown) {
        super(reason, thrown, false, false); // the reason is enough, so a stack trace would only cost time
        this.counts = counts;
        this.thrown = thrown;
    }

    /** Creates a failure that counts: the member is late, or its forecast is unusable. */
    static NoAnswer failure(String reason) {
        return new NoAnswer(reason, true, null);
    }

    /** Creates a reason that does not count: the member is not at fault, or was not called. */
    static NoAnswer other(String reason) {
        return new NoAnswer(reason, false, null);
    }

    static NoAnswer threw(RuntimeException thrown, boolean counts) {
        String message = thrown.getMessage();
        return new NoAnswer(message == null ? thrown.getClass().getName() : message, counts, thrown);
    }

    /** Returns the reason. */
    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
