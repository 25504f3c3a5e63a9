package io.forecastj.models.statistical;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Search for the orders with the smallest corrected criterion of Akaike, for given differences: stepwise (Hyndman and
 * Khandakar, Automatic Time Series Forecasting: The forecast Package for R, Journal of Statistical Software 27, 2008,
 * section 3.2), or through all orders. Models with a root near the unit circle are not chosen.
 *
 * <p>The stepwise search differs from the paper in two points, as models with such roots would else block its way.
 * Models without one kind of coefficients are neighbours too. At the end the neighbours of the best model that was not
 * chosen for its roots are tried.
 *
 * <p>Each model is estimated by its exact likelihood, starting from the best similar model.
 *
 * <p>One search and one thread.
 */
final class ArimaSearch {
    /** Largest number of models that a stepwise search estimates. */
    private static final int MODELS = 94;

    /** Number of models with a root near the unit circle whose neighbours are tried at the end. */
    private static final int DETOURS = 1;

    /** Series of fewer values start with smaller models. */
    private static final int SHORT = 10;

    /** Longest season with more than one seasonal coefficient of each kind. */
    private static final int LONG_SEASON = 24;

    /** Changes of p, q, seasonal P and seasonal Q that lead to neighbours, in the order in which they are tried. */
    private static final int[][] MOVES = {
        {0, 0, -1, 0},
        {0, 0, 0, -1},
        {0, 0, 1, 0},
        {0, 0, 0, 1},
        {0, 0, -1, -1},
        {0, 0, -1, 1},
        {0, 0, 1, -1},
        {0, 0, 1, 1},
        {-1, 0, 0, 0},
        {0, -1, 0, 0},
        {1, 0, 0, 0},
        {0, 1, 0, 0},
        {-1, -1, 0, 0},
        {-1, 1, 0, 0},
        {1, -1, 0, 0},
        {1, 1, 0, 0},
    };

    private final ArimaMethod method;
    private final LocalRows rows;
    private final ArimaOrder base;
    private final int observed;
    private final int[] least;
    private final int[] most;
    private final Map<ArimaOrder, ArimaEstimate> estimates = new LinkedHashMap<>();
    private final Set<ArimaOrder> passed = new HashSet<>();
    private final Map<Boolean, ArimaColumns> columns = new HashMap<>();
    private @Nullable ArimaEstimate best;

    /**
     * Creates a search.
     *
     * @param method the settings
     * @param rows the rows
     * @param differences the differences and the season; its other orders are not used
     */
    ArimaSearch(ArimaMethod method, LocalRows rows, ArimaOrder differences) {
        this.method = method;
        this.rows = rows;
        this.base = differences;
        this.observed = UnitRootTests.observed(rows.values()).length;
        int season = differences.season();
        ArimaLimits limits = method.limits();
        int seasons = season == 1 ? 0 : season > LONG_SEASON ? 1 : Integer.MAX_VALUE;
        int third = observed / 3;
        this.most = new int[] {
            Math.min(limits.p(), third),
            Math.min(limits.q(), third),
            Math.min(Math.min(limits.seasonalP(), third / season), seasons),
            Math.min(Math.min(limits.seasonalQ(), third / season), seasons)
        };
        // a regular order as long as the season would stand for the seasonal one
        for (int i = 0; i < 2; i++) {
            most[i] = most[i + 2] > 0 ? Math.min(most[i], season - 1) : most[i];
        }
        this.least = new int[4];
        int[] given = {method.p(), method.q(), method.seasonalP(), method.seasonalQ()};
        for (int i = 0; i < 4; i++) {
            if (given[i] != ArimaMethod.AUTOMATIC) {
                least[i] = given[i];
                most[i] = given[i];
            }
        }
    }

    /**
     * Returns the best model; if the differenced series is constant or no model can be used, the one without
     * coefficients or with those that are given.
     */
    ArimaEstimate run() {
        if (!isConstant()) {
            if (method.stepwise()) {
                stepwise();
            } else {
                all();
            }
        }
        ArimaEstimate found = best;
        if (found == null) {
            boolean constant = allows(true) && (isConstant() || base.differences() == 0 || !allows(false));
            found = estimate(order(0, 0, 0, 0, constant), null, true);
        }
        ArimaEstimate again = estimate(found.order(), found.free(), true);
        return again.usable() || !found.usable() ? again : found;
    }

    private boolean isConstant() {
        return observed == rows.length()
                && rows.regressors().length == 0
                && UnitRootTests.isConstant(Differences.of(rows.values(), base));
    }

    private void stepwise() {
        boolean constant = allows(true);
        int few = observed < SHORT ? 1 : 2;
        int seasonal = observed < SHORT ? 0 : 1;
        consider(order(few, few, seasonal, seasonal, constant));
        consider(order(0, 0, 0, 0, constant));
        consider(order(1, 0, 1, 0, constant));
        consider(order(0, 1, 0, 1, constant));
        if (constant && allows(false)) {
            consider(order(0, 0, 0, 0, false));
        }
        climb();
        for (int detour = 0; detour < DETOURS; detour++) {
            ArimaOrder from = blocked();
            if (from == null) {
                break;
            }
            passed.add(from);
            if (improve(from)) {
                climb();
            }
        }
    }

    /** Goes from the best model to a better neighbour until there is none. */
    private void climb() {
        while (best != null && estimates.size() < MODELS && improve(best.order())) {
            // the neighbours of the new best model are next
        }
    }

    /** Returns the best model that cannot be used and beats all that can, and was not passed; null if there is none. */
    private @Nullable ArimaOrder blocked() {
        ArimaEstimate least = best;
        for (ArimaEstimate each : estimates.values()) {
            boolean usable = each.usable() || passed.contains(each.order());
            if (!usable && (least == null || each.criterion() < least.criterion())) {
                least = each;
            }
        }
        return least == null || least == best || estimates.size() >= MODELS ? null : least.order();
    }

    /** Estimates the neighbours of a model until one is better; false if none is. */
    private boolean improve(ArimaOrder from) {
        for (int[] move : MOVES) {
            int[] to = {from.p() + move[0], from.q() + move[1], from.seasonalP() + move[2], from.seasonalQ() + move[3]};
            if (inside(to) && consider(from.with(to[0], to[1], to[2], to[3], from.constant()))) {
                return true;
            }
        }
        if (allows(!from.constant())
                && consider(from.with(from.p(), from.q(), from.seasonalP(), from.seasonalQ(), !from.constant()))) {
            return true;
        }
        // models without one kind of coefficients, which are no neighbours of those with several
        for (int kind = 0; kind < 4; kind++) {
            int[] to = {from.p(), from.q(), from.seasonalP(), from.seasonalQ()};
            to[kind] = least[kind];
            if (consider(from.with(to[0], to[1], to[2], to[3], from.constant()))) {
                return true;
            }
        }
        return false;
    }

    private boolean inside(int[] orders) {
        for (int i = 0; i < 4; i++) {
            if (orders[i] < least[i] || orders[i] > most[i]) {
                return false;
            }
        }
        return true;
    }

    private void all() {
        for (int sum = 0; sum <= most[0] + most[1] + most[2] + most[3]; sum++) {
            for (int p = least[0]; p <= Math.min(most[0], sum); p++) {
                for (int q = least[1]; q <= Math.min(most[1], sum - p); q++) {
                    for (int seasonalP = least[2]; seasonalP <= Math.min(most[2], sum - p - q); seasonalP++) {
                        int seasonalQ = sum - p - q - seasonalP;
                        if (inside(new int[] {p, q, seasonalP, seasonalQ}) && within(sum)) {
                            consider(p, q, seasonalP, seasonalQ);
                        }
                    }
                }
            }
        }
    }

    /** Returns whether a full search tries a sum of orders: not above the limit, unless given orders are. */
    private boolean within(int sum) {
        return sum <= Math.max(method.limits().sum(), least[0] + least[1] + least[2] + least[3]);
    }

    private void consider(int p, int q, int seasonalP, int seasonalQ) {
        for (boolean constant : new boolean[] {false, true}) {
            if (allows(constant)) {
                consider(base.with(p, q, seasonalP, seasonalQ, constant));
            }
        }
    }

    private boolean allows(boolean constant) {
        return switch (method.constant()) {
            case ALWAYS -> constant;
            case NEVER -> !constant;
            case AUTOMATIC -> !constant || base.differences() <= 1;
        };
    }

    private ArimaOrder order(int p, int q, int seasonalP, int seasonalQ, boolean constant) {
        int[] orders = {p, q, seasonalP, seasonalQ};
        for (int i = 0; i < 4; i++) {
            orders[i] = Math.max(least[i], Math.min(most[i], orders[i]));
        }
        return base.with(orders[0], orders[1], orders[2], orders[3], constant);
    }

    /** Estimates a model unless that was done; returns whether it is the best one so far. */
    private boolean consider(ArimaOrder order) {
        if (estimates.containsKey(order)) {
            return false;
        }
        ArimaEstimate estimate = estimate(order, best == null ? null : best.startFor(order), false);
        estimates.put(order, estimate);
        boolean better = estimate.usable() && (best == null || estimate.criterion() < best.criterion());
        if (better) {
            best = estimate;
        }
        return better;
    }

    private ArimaEstimate estimate(ArimaOrder order, double @Nullable [] near, boolean thorough) {
        return ArimaEstimate.of(columns(order), order, near, thorough);
    }

    /** Returns the differenced columns of an order, which depend on its constant only. */
    ArimaColumns columns(ArimaOrder order) {
        return columns.computeIfAbsent(order.constant(), key -> ArimaColumns.of(rows, order));
    }

    int models() {
        return estimates.size();
    }
}
