package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.JsonFields;

/**
 * Orders of a seasonal ARIMA model (Box and Jenkins, Time Series Analysis, 1970). Immutable and thread-safe.
 *
 * @param p the number of autoregressive coefficients
 * @param d the number of differences
 * @param q the number of moving-average coefficients
 * @param seasonalP the number of seasonal autoregressive coefficients
 * @param seasonalD the number of seasonal differences
 * @param seasonalQ the number of seasonal moving-average coefficients
 * @param season the number of rows of a season, 1 if there is none; the seasonal orders are then 0
 * @param constant whether there is a mean, without differences, or a drift, with one difference
 */
record ArimaOrder(int p, int d, int q, int seasonalP, int seasonalD, int seasonalQ, int season, boolean constant) {
    /** Largest order of each kind, of differences too. */
    static final int LARGEST = 30;

    /** Largest state, for memory: its covariance is computed in full. */
    static final int LARGEST_STATE = 1_500;

    /** Largest season. */
    static final int LONGEST_SEASON = 400;

    /** Returns the number of differences of both kinds. */
    int differences() {
        return d + seasonalD;
    }

    /** Returns the number of rows that differencing uses up. */
    int lost() {
        return d + season * seasonalD;
    }

    /** Returns the number of coefficients of the two polynomials, seasonal ones included. */
    int coefficients() {
        return p + q + seasonalP + seasonalQ;
    }

    /** Returns the degree of the autoregressive polynomial without differences. */
    int autoregressive() {
        return p + season * seasonalP;
    }

    /** Returns the degree of the moving-average polynomial. */
    int movingAverage() {
        return q + season * seasonalQ;
    }

    /** Returns the size of the state of the model of the series itself, differences included. */
    int stateSize() {
        return Math.max(autoregressive() + lost(), movingAverage() + 1);
    }

    ArimaOrder with(int newP, int newQ, int newSeasonalP, int newSeasonalQ, boolean newConstant) {
        return new ArimaOrder(newP, d, newQ, newSeasonalP, seasonalD, newSeasonalQ, season, newConstant);
    }

    /** Returns the usual notation, such as {@code ARIMA(2,1,1)(0,1,1)[12]}, without the constant. */
    @Override
    public String toString() {
        String text = "ARIMA(" + p + "," + d + "," + q + ")";
        return seasonalP + seasonalD + seasonalQ == 0
                ? text
                : text + "(" + seasonalP + "," + seasonalD + "," + seasonalQ + ")[" + season + "]";
    }

    /** Returns the notation followed by the constant, if there is one. */
    String withConstant() {
        return this + (constant ? differences() == 0 ? " with mean" : " with drift" : "");
    }

    void write(ObjectNode out) {
        out.put("p", p).put("d", d).put("q", q);
        out.put("seasonalP", seasonalP).put("seasonalD", seasonalD).put("seasonalQ", seasonalQ);
        out.put("season", season).put("constant", constant);
    }

    static ArimaOrder read(JsonFields in) {
        int season = in.integer("season", 1, LONGEST_SEASON);
        int seasonal = season == 1 ? 0 : LARGEST;
        int d = in.integer("d", 0, 2);
        int seasonalD = in.integer("seasonalD", 0, Math.min(seasonal, 2));
        ArimaOrder order = new ArimaOrder(
                in.integer("p", 0, LARGEST),
                d,
                in.integer("q", 0, LARGEST),
                in.integer("seasonalP", 0, seasonal),
                seasonalD,
                in.integer("seasonalQ", 0, seasonal),
                season,
                in.flag("constant"));
        if (order.stateSize() > LARGEST_STATE) {
            throw in.fail("season", "that of a state of at most " + LARGEST_STATE + " numbers", season + "");
        }
        if (order.constant() && order.differences() > 1) {
            throw in.fail("constant", "false with " + order.differences() + " differences", "true");
        }
        return order;
    }
}
