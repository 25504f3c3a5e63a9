package io.forecastj.examples;

import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestProgress;
import java.util.Locale;

/** Shows on one line of the error stream how far a backtest has come. */
final class Progress implements BacktestListener {
    @Override
    public void onProgress(BacktestProgress progress) {
        show(String.format(
                Locale.ROOT,
                "%3d %% of the walk forward, now %s",
                100 * progress.done() / Math.max(1, progress.total()),
                progress.model()));
    }

    static void done() {
        show("");
        System.err.print('\r');
    }

    private static void show(String text) {
        System.err.printf(Locale.ROOT, "\r%-70s", text);
        System.err.flush();
    }
}
