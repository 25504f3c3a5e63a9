package io.forecastj.backtest;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scores of one forecaster's folds from the actual values up to a time. Used by one thread. */
final class KnownScores {
    private final BacktestPlan plan;
    private final ModelForecasts forecasts;
    /** The scores of those folds whose actual values were all known when they were last asked for. */
    private final List<@Nullable FoldScore> whole = new ArrayList<>();

    KnownScores(BacktestPlan plan, ModelForecasts forecasts) {
        this.plan = plan;
        this.forecasts = forecasts;
    }

    /** Returns the scores of the folds before a fold, from the values known at its first origin. */
    List<FoldScore> before(int fold) {
        long known = plan.fits().get(fold).firstOrigin().toEpochMilli();
        List<FoldScore> scores = new ArrayList<>();
        for (int f = 0; f < fold; f++) {
            if (whole.size() == f) {
                whole.add(null);
            }
            FoldScore before = whole.get(f);
            scores.add(before != null ? before : score(f, known));
        }
        return scores;
    }

    private FoldScore score(int fold, long known) {
        FoldScore.Sums sums = FoldScore.Sums.NONE;
        boolean all = true;
        for (int s = 0; s < plan.series().size(); s++) {
            BacktestPlan.Origins origins = plan.series().get(s);
            TimeSeries series = origins.series();
            int column = series.columnIndex(forecasts.targets().get(0));
            all &= !series.hasVintages(); // values may be published or revised until the next fold
            for (int at = origins.first(fold); at < origins.first(fold + 1); at++) {
                int origin = origins.rows()[at];
                int end = Math.min(series.length() - 1, origin + forecasts.horizon());
                while (end > origin && series.timestamp(end) > known) {
                    end--;
                    all = false;
                }
                for (int row = origin + 1; row <= end; row++) {
                    sums = sums.plus(pair(
                            series.valueAsOf(row, column, known),
                            forecasts.point(0, s, at, row - origin),
                            KnownValues.last(series, origin, column)));
                }
            }
        }
        BacktestPlan.Fit fit = plan.fits().get(fold);
        FoldScore score = new FoldScore(fit.firstOrigin(), fit.lastOrigin(), sums);
        if (all) {
            whole.set(fold, score);
        }
        return score;
    }

    private static FoldScore.Sums pair(double actual, double forecast, double naive) {
        double error = actual - forecast;
        double naiveError = actual - naive;
        return Double.isFinite(error) && Double.isFinite(naiveError)
                ? new FoldScore.Sums(1, Math.abs(error), error * error, Math.abs(naiveError), naiveError * naiveError)
                : FoldScore.Sums.NONE;
    }
}
