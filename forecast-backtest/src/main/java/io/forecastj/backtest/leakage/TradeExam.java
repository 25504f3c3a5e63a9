package io.forecastj.backtest.leakage;

import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;

/** Examines whether trades are filled after they were decided. */
final class TradeExam implements Exam {
    private static final String NAME = "trades";

    private final List<Instant> decided;
    private final List<Instant> filled;

    TradeExam(List<Instant> decided, List<Instant> filled) {
        if (decided.size() != filled.size()) {
            throw new IllegalArgumentException("trades need one fill for each decision; found " + decided.size()
                    + " decisions and " + filled.size() + " fills");
        }
        this.decided = List.copyOf(decided);
        this.filled = List.copyOf(filled);
    }

    @Override
    public void run(AuditScope scope) {
        TimeSeries series = scope.whole().get(0);
        int first = -1;
        int same = 0;
        int before = 0;
        for (int i = 0; i < decided.size(); i++) {
            int order = filled.get(i).compareTo(decided.get(i));
            same += order == 0 ? 1 : 0;
            before += order < 0 ? 1 : 0;
            first = first < 0 && order <= 0 ? i : first;
        }
        if (first >= 0) {
            Instant decision = decided.get(first);
            String reason = "it is decided at " + decision + " and filled at " + filled.get(first) + "; of "
                    + decided.size() + " trades " + same + " are filled at the very close that decides them, "
                    + before + " before it";
            int row = series.rowAtOrBefore(decision);
            scope.log().found(Finding.at(LeakKind.FILL_NOT_LATER, NAME, "trade " + (first + 1), series, row, reason));
        }
        scope.log().examined(NAME, decided.size() + " trades");
    }
}
