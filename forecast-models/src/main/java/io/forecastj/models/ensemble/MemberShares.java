package io.forecastj.models.ensemble;

import io.forecastj.models.internal.MemberSession;
import io.forecastj.models.internal.PointParts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The explanation of an ensemble's point by those of its members. */
final class MemberShares {
    private MemberShares() {}

    /**
     * Returns the weights of the members, with that of their median shared out to the one or two members in the middle.
     *
     * @param weights one for each member, and maybe one for the median
     * @param points the members' points, NaN if missing
     */
    static double[] of(double[] weights, double[] points) {
        double[] shares = new double[points.length];
        System.arraycopy(weights, 0, shares, 0, shares.length);
        if (weights.length > shares.length) {
            List<Integer> order = IntStream.range(0, points.length)
                    .filter(k -> !Double.isNaN(points[k]))
                    .boxed()
                    .sorted(Comparator.comparingDouble(k -> points[k]))
                    .toList();
            double half = weights[shares.length] / 2;
            if (!order.isEmpty()) {
                shares[order.get((order.size() - 1) / 2)] += half;
                shares[order.get(order.size() / 2)] += half;
            }
        }
        return shares;
    }

    /** Adds the parts of the members; what is left, as by weights that do not add up to 1, goes to the base value. */
    static PointParts mix(
            List<String> names,
            MemberSession[] members,
            double[] points,
            double[] shares,
            double combined,
            int target,
            int step) {
        double base = combined;
        Map<String, Double> byFeature = new LinkedHashMap<>();
        List<String> unexplained = new ArrayList<>();
        for (int k = 0; k < members.length; k++) {
            double share = shares[k];
            if (share == 0 || Double.isNaN(points[k])) {
                continue;
            }
            PointParts parts = members[k].explain(target, step);
            if (parts == null) {
                unexplained.add(names.get(k));
                continue;
            }
            base -= share * (parts.point() - parts.base());
            parts.byFeature().forEach((feature, part) -> byFeature.merge(feature, share * part, Double::sum));
            unexplained.addAll(parts.unexplained());
        }
        return new PointParts(combined, base, byFeature, unexplained);
    }
}
