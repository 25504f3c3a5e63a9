package io.forecastj.models.fallback;

import org.jspecify.annotations.Nullable;

/** Why a member did not answer. Never thrown out of this package. */
final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether this counts as a failure of the member. */
    final boolean counts;

    /** What the member threw, if it did. */
    final @Nullable RuntimeException thrown;

    private NoAnswer(String reason, boolean counts, @Nullable RuntimeException thrown) {
        super(reason, thrown, false, false); // the reason tells all, so a stack trace would only cost
        this.counts = counts;
        this.thrown = thrown;
    }

    /** The member is at fault: late, or its forecast is none. */
    static NoAnswer failure(String reason) {
        return new NoAnswer(reason, true, null);
    }

    /** The member is not at fault, or was not asked. */
    static NoAnswer other(String reason) {
        return new NoAnswer(reason, false, null);
    }

    static NoAnswer threw(RuntimeException thrown, boolean counts) {
        String message = thrown.getMessage();
        return new NoAnswer(message == null ? thrown.getClass().getName() : message, counts, thrown);
    }

    /** The reason. */
    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
