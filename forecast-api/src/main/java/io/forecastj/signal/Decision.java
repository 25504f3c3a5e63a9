package io.forecastj.signal;

import io.forecastj.signal.Signal.Action;
import java.util.Locale;

/**
 * Compares an outlook with costs and thresholds, and writes the reason.
 *
 * @param outlook the forecast return, before costs
 * @param costs the costs of a round trip, as a fraction
 * @param minReturn the required return after costs
 * @param minConfidence the required confidence
 */
record Decision(Outlook outlook, double costs, double minReturn, double minConfidence) {
    Action action() {
        Action trade = trade();
        boolean pays = outlook.byClassAlone() || netReturn() >= minReturn;
        return pays && confidence(trade) >= minConfidence ? trade : Action.HOLD;
    }

    /** The trade in the forecast's direction; HOLD if the forecast has no direction. */
    private Action trade() {
        if (outlook.byClassAlone()) {
            double up = outlook.above(costs);
            double down = outlook.below(costs);
            double flat = outlook.within(costs);
            return up > down && up > flat ? Action.BUY : down > up && down > flat ? Action.SELL : Action.HOLD;
        }
        double gross = outlook.grossReturn();
        return gross > 0 ? Action.BUY : gross < 0 ? Action.SELL : Action.HOLD;
    }

    /** The return of the trade in the forecast's direction after costs; NaN if there is no return. */
    double netReturn() {
        return Math.abs(outlook.grossReturn()) - costs;
    }

    double confidence(Action action) {
        return switch (action) {
            case BUY -> outlook.above(costs);
            case SELL -> outlook.below(costs);
            case HOLD -> outlook.within(costs);
        };
    }

    String reason(Action action, String doubt) {
        if (!doubt.isEmpty()) {
            return action + ": " + doubt;
        }
        return action + ": " + outlook.text() + (outlook.byClassAlone() ? "" : money()) + trust(action);
    }

    private String money() {
        Action trade = trade();
        if (trade == Action.HOLD) {
            return "; no change is expected";
        }
        return String.format(
                Locale.ROOT,
                "; a %s of %s is expected, %s after costs of %s, %s the %s required",
                trade == Action.BUY ? "rise" : "fall",
                percent(Math.abs(outlook.grossReturn())),
                percent(netReturn()),
                percent(costs),
                netReturn() >= minReturn ? "at least" : "less than",
                percent(minReturn));
    }

    private String trust(Action action) {
        Action trade = trade();
        if (trade == Action.HOLD) {
            return outlook.byClassAlone() ? "; neither a rise nor a fall is the most probable" : "";
        }
        double confidence = confidence(trade);
        String text = confidence == 0
                ? "; the forecast gives no probability that it pays"
                : String.format(Locale.ROOT, "; it pays with probability %.2f", confidence);
        return action == Action.HOLD && confidence < minConfidence
                ? text + String.format(Locale.ROOT, ", less than the %.2f required", minConfidence)
                : text;
    }

    /** The contribution of patterns, as a clause. */
    static String patterns(double tilt) {
        return tilt == 0 ? "" : String.format(Locale.ROOT, ", patterns add %+.2f %%", 100 * tilt);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }
}
