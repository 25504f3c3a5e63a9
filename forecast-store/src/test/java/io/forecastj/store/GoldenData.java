package io.forecastj.store;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The series of the golden stores and the text of what was forecast for them. Never changed: the forecasts of released
 * stores depend on it. All values are multiples of 1/4, so that sums of any order give the same bits.
 */
final class GoldenData {
    static final List<String> IDS = List.of("bars", "other");
    static final int TRAINED = 120;

    /** The rows of a stateless forecast. */
    static final int KNOWN = 130;

    /** The rows with which sessions are opened, those after which their snapshots are made, and those at their end. */
    private static final int OPENED = 124;

    private static final int SAVED = 127;
    private static final int ENDED = 130;

    /** More rows than any horizon here. */
    private static final int AHEAD = 6;

    private GoldenData() {}

    static TimeSeries series(String id, int from, int to) {
        int shift = id.equals("bars") ? 0 : 7;
        TimeSeries.Builder series = TimeSeries.builder("open", "high", "low", "close", "volume", "weekday")
                .id(id)
                .attribute("size", 3 + shift);
        for (int i = from; i < to; i++) {
            double before = close(i - 1 + shift);
            double open = before + ((i + 2) % 5 - 2) / 2.0;
            double close = close(i + shift);
            double high = Math.max(open, close) + i % 3 / 4.0 + 0.25;
            double low = Math.min(open, close) - i % 4 / 4.0;
            series.add(86_400_000L * i, open, high, low, close, 50 + i * 29 % 31, i % 7);
        }
        return series.build();
    }

    private static double close(int i) {
        return 100 + (i + 40) * 37 % 23 + (i + 40) % 6 / 4.0;
    }

    static List<TimeSeries> training() {
        return IDS.stream().map(id -> series(id, 0, TRAINED)).toList();
    }

    /** Returns the forecasts of both series, one number a line. */
    static List<String> forecasts(String model, Predictor predictor) {
        List<String> lines = new ArrayList<>();
        for (String id : IDS) {
            TimeSeries future = known(predictor) ? series(id, KNOWN, KNOWN + AHEAD) : TimeSeries.empty();
            lines.addAll(lines(model + " predict " + id, predictor.predict(series(id, 0, KNOWN), future)));
        }
        return lines;
    }

    private static boolean known(Predictor predictor) {
        return !predictor.info().columns(ColumnRole.KNOWN_FUTURE).isEmpty();
    }

    /** Opens a session and feeds it up to the row after which its snapshot is made. */
    static PredictionSession session(Predictor predictor) {
        TimeSeries future = known(predictor) ? series("bars", OPENED, OPENED + AHEAD) : TimeSeries.empty();
        PredictionSession session = predictor.openSession(series("bars", 0, OPENED), future);
        append(predictor, session, OPENED, SAVED);
        return session;
    }

    /** Feeds a session on and returns its forecasts after each row, one number a line. */
    static List<String> continued(String model, Predictor predictor, PredictionSession session) {
        List<String> lines = new ArrayList<>(lines(model + " session " + SAVED, session.forecast()));
        for (int row = SAVED; row < ENDED; row++) {
            append(predictor, session, row, row + 1);
            lines.addAll(lines(model + " session " + (row + 1), session.forecast()));
        }
        return lines;
    }

    private static void append(Predictor predictor, PredictionSession session, int from, int to) {
        TimeSeries rows = series("bars", from, to);
        for (int i = 0; i < rows.length(); i++) {
            double[] row = new double[rows.columns().size()];
            for (int c = 0; c < row.length; c++) {
                row[c] = rows.value(i, c);
            }
            session.append(rows.timestamp(i), row);
            if (known(predictor)) {
                session.extendFuture(series("bars", from + i + AHEAD, from + i + AHEAD + 1));
            }
        }
    }

    private static List<String> lines(String what, Forecast forecast) {
        List<String> lines = new ArrayList<>();
        lines.add(what + " " + forecast.status());
        for (int step : forecast.steps()) {
            if (!forecast.classes().isEmpty()) {
                forecast.probabilities(step)
                        .forEach((name, p) ->
                                lines.add(what + " probability " + name + " " + step + " " + Double.toHexString(p)));
                continue;
            }
            for (String target : forecast.targets()) {
                String at = " " + target + " " + step + " ";
                lines.add(what + " point" + at + Double.toHexString(forecast.point(target, step)));
                Arrays.stream(forecast.levels())
                        .forEach(level -> lines.add(what + " quantile " + level + at
                                + Double.toHexString(forecast.quantile(target, step, level))));
            }
        }
        return lines;
    }
}
