package io.forecastj.backtest.leakage;

/** One examination of an audit. */
@FunctionalInterface
interface Exam {
    /** Examines, and writes findings into the log of the scope. */
    void run(AuditScope scope);
}
