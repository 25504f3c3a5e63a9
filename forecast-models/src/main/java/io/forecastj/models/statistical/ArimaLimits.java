package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.JsonFields;

/**
 * Largest orders that an automatic search tries. Immutable and thread-safe.
 *
 * @param p the largest number of autoregressive coefficients, 0 to 10
 * @param d the largest number of differences, 0 to 2
 * @param q the largest number of moving-average coefficients, 0 to 10
 * @param seasonalP the largest number of seasonal autoregressive coefficients, 0 to 4
 * @param seasonalD the largest number of seasonal differences, 0 or 1
 * @param seasonalQ the largest number of seasonal moving-average coefficients, 0 to 4
 * @param sum the largest sum of the orders without differences that a full search tries, at least 0
 */
record ArimaLimits(int p, int d, int q, int seasonalP, int seasonalD, int seasonalQ, int sum) {
    /** The limits of Hyndman and Khandakar, 2008, with one seasonal difference. */
    static final ArimaLimits DEFAULT = new ArimaLimits(5, 2, 5, 2, 1, 2, 5);

    static final int LARGEST = 10;
    static final int LARGEST_SEASONAL = 4;

    ArimaLimits {
        ArgumentChecks.require(p >= 0 && p <= LARGEST, "p", "from 0 to " + LARGEST, p);
        ArgumentChecks.require(d >= 0 && d <= 2, "d", "from 0 to 2", d);
        ArgumentChecks.require(q >= 0 && q <= LARGEST, "q", "from 0 to " + LARGEST, q);
        ArgumentChecks.require(
                seasonalP >= 0 && seasonalP <= LARGEST_SEASONAL,
                "seasonalP",
                "from 0 to " + LARGEST_SEASONAL,
                seasonalP);
        ArgumentChecks.require(seasonalD >= 0 && seasonalD <= 1, "seasonalD", "0 or 1", seasonalD);
        ArgumentChecks.require(
                seasonalQ >= 0 && seasonalQ <= LARGEST_SEASONAL,
                "seasonalQ",
                "from 0 to " + LARGEST_SEASONAL,
                seasonalQ);
        ArgumentChecks.atLeast(0, "sum", sum);
    }

    void write(ObjectNode out) {
        out.put("p", p).put("d", d).put("q", q);
        out.put("seasonalP", seasonalP).put("seasonalD", seasonalD).put("seasonalQ", seasonalQ);
        out.put("sum", sum);
    }

    static ArimaLimits read(JsonFields in) {
        return new ArimaLimits(
                in.integer("p", 0, LARGEST),
                in.integer("d", 0, 2),
                in.integer("q", 0, LARGEST),
                in.integer("seasonalP", 0, LARGEST_SEASONAL),
                in.integer("seasonalD", 0, 1),
                in.integer("seasonalQ", 0, LARGEST_SEASONAL),
                in.integer("sum", 0, Integer.MAX_VALUE));
    }
}
