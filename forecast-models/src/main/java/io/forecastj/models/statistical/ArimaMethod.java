package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.JsonFields;
import java.util.List;
import java.util.Locale;

/**
 * Method of seasonal ARIMA models, with regressors as regressions with ARIMA errors (Box and Jenkins, Time Series
 * Analysis, 1970). Orders that are not given are chosen by {@link ArimaSearch}. Parameters are most likely by the exact
 * Gaussian likelihood, in which missing values are allowed.
 *
 * <p>Seasons of more than 24 rows have at most one seasonal coefficient of each kind in an automatic search, and a
 * season of more than {@value ArimaOrder#LONGEST_SEASON} rows counts as none there.
 *
 * <p>Immutable and thread-safe.
 *
 * @param p the number of autoregressive coefficients, or {@link #AUTOMATIC}
 * @param d the number of differences, 0 to 2, or automatic
 * @param q the number of moving-average coefficients, or automatic
 * @param seasonalP the number of seasonal autoregressive coefficients, or automatic
 * @param seasonalD the number of seasonal differences, 0 to 2, or automatic
 * @param seasonalQ the number of seasonal moving-average coefficients, or automatic
 * @param constant whether there is a mean or a drift
 * @param limits the largest orders of a search
 * @param stepwise whether a search goes from the best model to its neighbours, rather than through all models
 */
record ArimaMethod(
        int p,
        int d,
        int q,
        int seasonalP,
        int seasonalD,
        int seasonalQ,
        Constant constant,
        ArimaLimits limits,
        boolean stepwise)
        implements LocalMethod {
    static final String KIND = "arima";

    /** Order that is chosen by a search. */
    static final int AUTOMATIC = -1;

    /** Use of a mean, without differences, or a drift, with one difference; more differences allow neither. */
    enum Constant {
        AUTOMATIC,
        NEVER,
        ALWAYS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ArimaMethod {
        requireOrder("p", p, ArimaOrder.LARGEST);
        requireOrder("d", d, 2);
        requireOrder("q", q, ArimaOrder.LARGEST);
        requireOrder("seasonalP", seasonalP, ArimaOrder.LARGEST);
        requireOrder("seasonalD", seasonalD, 2);
        requireOrder("seasonalQ", seasonalQ, ArimaOrder.LARGEST);
        if (constant == Constant.ALWAYS && d >= 0 && seasonalD >= 0) {
            ArgumentChecks.require(d + seasonalD <= 1, "d + seasonalD", "at most 1 with a constant", d + seasonalD);
        }
    }

    private static void requireOrder(String name, int order, int most) {
        ArgumentChecks.require(
                order >= AUTOMATIC && order <= most, name, "from 0 to " + most + ", or -1 (automatic)", order);
    }

    /** Returns the method that chooses all orders with the usual limits. */
    static ArimaMethod automatic() {
        return new ArimaMethod(
                AUTOMATIC,
                AUTOMATIC,
                AUTOMATIC,
                AUTOMATIC,
                AUTOMATIC,
                AUTOMATIC,
                Constant.AUTOMATIC,
                ArimaLimits.DEFAULT,
                true);
    }

    /** Returns the method with one order for all series. */
    static ArimaMethod fixed(int p, int d, int q, int seasonalP, int seasonalD, int seasonalQ, boolean constant) {
        return new ArimaMethod(
                p,
                d,
                q,
                seasonalP,
                seasonalD,
                seasonalQ,
                constant ? Constant.ALWAYS : Constant.NEVER,
                ArimaLimits.DEFAULT,
                true);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fitted fit(LocalRows rows, int season) {
        return ArimaFit.fit(this, rows, season);
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND);
        writeOrder(out, "p", p);
        writeOrder(out, "d", d);
        writeOrder(out, "q", q);
        writeOrder(out, "seasonalP", seasonalP);
        writeOrder(out, "seasonalD", seasonalD);
        writeOrder(out, "seasonalQ", seasonalQ);
        out.put("constant", constant.word());
        limits.write(out.putObject("limits"));
        out.put("stepwise", stepwise);
    }

    /** Writes an order unless it is automatic. */
    private static void writeOrder(ObjectNode out, String key, int order) {
        if (order != AUTOMATIC) {
            out.put(key, order);
        }
    }

    static LocalMethod read(JsonFields in) {
        int d = readOrder(in, "d", 2);
        int seasonalD = readOrder(in, "seasonalD", 2);
        Constant constant = in.choice("constant", List.of(Constant.values()), Constant::word);
        if (constant == Constant.ALWAYS && d >= 0 && seasonalD >= 0 && d + seasonalD > 1) {
            throw in.fail("constant", "another with " + (d + seasonalD) + " differences", constant.word());
        }
        return new ArimaMethod(
                readOrder(in, "p", ArimaOrder.LARGEST),
                d,
                readOrder(in, "q", ArimaOrder.LARGEST),
                readOrder(in, "seasonalP", ArimaOrder.LARGEST),
                seasonalD,
                readOrder(in, "seasonalQ", ArimaOrder.LARGEST),
                constant,
                ArimaLimits.read(in.object("limits")),
                in.flag("stepwise"));
    }

    private static int readOrder(JsonFields in, String key, int most) {
        return in.has(key) ? in.integer(key, 0, most) : AUTOMATIC;
    }
}
