package io.forecastj.backtest.leakage;

import io.forecastj.WalkForward;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Examines walk-forward windows as splits, and reports the first window of each leak with their number. */
final class WindowsExam implements Exam {
    private static final String NAME = "windows";

    private final List<WalkForward.Window> windows;
    private final int reach;

    WindowsExam(List<WalkForward.Window> windows, int reach) {
        this.windows = List.copyOf(windows);
        this.reach = reach;
    }

    @Override
    public void run(AuditScope scope) {
        Map<LeakKind, List<Finding>> found = new EnumMap<>(LeakKind.class);
        for (int i = 0; i < windows.size(); i++) {
            AuditLog log = new AuditLog();
            split("window " + (i + 1), windows.get(i)).examine(scope.whole().get(0), log);
            log.findings().forEach(one -> found.computeIfAbsent(one.kind(), kind -> new ArrayList<>())
                    .add(one));
        }
        found.forEach((kind, all) -> {
            Finding first = all.get(0);
            String reason = first.reason() + "; so in " + all.size() + " of " + windows.size() + " windows";
            int row = first.row().orElse(-1);
            scope.log()
                    .found(Finding.at(kind, NAME, first.subject(), scope.whole().get(0), row, reason));
        });
        scope.log().examined(NAME, windows.size() + " windows, labels that reach " + reach + " rows ahead");
    }

    private SplitExam split(String name, WalkForward.Window window) {
        // rows long before the test rows cannot reach them
        int from = Math.max(window.trainFrom(), window.testFrom() - Math.min(reach, window.testFrom()));
        int[] train = IntStream.range(Math.min(from, window.trainTo() - 1), window.trainTo())
                .toArray();
        int[] test = IntStream.range(window.testFrom(), window.testTo()).toArray();
        return SplitExam.of(name, train, test, reach, 0);
    }
}
