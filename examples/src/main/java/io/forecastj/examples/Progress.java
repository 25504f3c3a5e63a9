package io.forecastj.examples;

import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestProgress;
import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Progress of a backtest on the error stream: on a terminal one line that is rewritten, elsewhere a line for each
 * model.
 *
 * <p>Not thread-safe.
 */
final class Progress implements BacktestListener {
    private final PrintStream out;
    private final boolean rewrites;
    private String model = "";
    private String shown = "";

    Progress() {
        this(System.err, onTerminal());
    }

    Progress(PrintStream out, boolean rewrites) {
        this.out = out;
        this.rewrites = rewrites;
    }

    /**
     * Returns whether the output is a terminal that supports a carriage return, not a log file, a pipe or a dumb
     * terminal.
     */
    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // before JDK 22, which added the method, there is a console only on a terminal
            return true;
        }
    }

    @Override
    public void onProgress(BacktestProgress progress) {
        String text = String.format(
                Locale.ROOT,
                "%3d %% of the walk-forward, now %s",
                100 * progress.done() / Math.max(1, progress.total()),
                progress.model());
        if (rewrites) {
            rewrite(text);
        } else if (!progress.model().equals(model)) {
            out.println(text);
        }
        model = progress.model();
    }

    /** Clears the line; call it when the backtest has ended. */
    void done() {
        if (rewrites) {
            rewrite("");
            out.print('\r');
            out.flush();
        }
    }

    private void rewrite(String text) {
        if (!text.equals(shown)) {
            out.printf(Locale.ROOT, "\r%-70s", text);
            out.flush();
            shown = text;
        }
    }
}
