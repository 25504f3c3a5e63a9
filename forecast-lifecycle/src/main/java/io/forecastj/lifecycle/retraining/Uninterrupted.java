package io.forecastj.lifecycle.retraining;

/**
 * Runs the last writes of a retraining although its thread was interrupted, as by an executor that is shut down at
 * once: files are closed under an interrupted thread, and the event and the lease would be left behind.
 */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Runs an action, and interrupts the thread again after it. */
    static void run(Runnable action) {
        boolean interrupted = Thread.interrupted();
        try {
            action.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
