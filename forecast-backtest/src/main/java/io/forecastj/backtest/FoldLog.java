package io.forecastj.backtest;

import org.jspecify.annotations.Nullable;

/** Counts the origins of one fold that fail, and keeps the first cause. Used by one thread. */
final class FoldLog {
    /** The length to which the message of a foreign exception is cut. */
    private static final int LONGEST = 300;

    private final String model;
    private final BacktestPlan.Fit fold;
    private long origins;
    private long failed;
    private SkipReason reason = SkipReason.FAILED;
    private String message = "";
    private @Nullable RuntimeException exception;

    FoldLog(String model, BacktestPlan.Fit fold) {
        this.model = model;
        this.fold = fold;
    }

    /** Notes a cause, unless there is an earlier one. */
    void cause(SkipReason why, String what, @Nullable RuntimeException thrown) {
        if (message.isEmpty()) {
            reason = why;
            message = thrown == null ? what : what + ": " + text(thrown);
            exception = thrown;
        }
    }

    /** Reason of the first failure. */
    SkipReason reason() {
        return reason;
    }

    void origin() {
        origins++;
    }

    void failedOrigin() {
        failed++;
    }

    /** Returns the failure, or null if no origin failed. */
    @Nullable
    FoldFailure failure() {
        return failed == 0 ? null : new FoldFailure(model, fold, origins, failed, reason, message, exception);
    }

    /** An exception on one line: its message, with its class where the message alone may mean little. */
    private static String text(RuntimeException thrown) {
        String own = String.valueOf(thrown.getMessage()).replaceAll("\\s+", " ").strip();
        String cut = own.length() > LONGEST ? own.substring(0, LONGEST) + "..." : own;
        boolean ours = thrown.getClass().getName().startsWith("io.forecastj.");
        return ours ? cut : thrown.getClass().getSimpleName() + ": " + cut;
    }
}
