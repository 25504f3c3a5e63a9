package io.forecastj.features;

import java.util.List;

/** Change of a return, an expression so that its lags are shared with other features. */
final class Acceleration {
    static final Kind KIND = Kind.named("acceleration")
            .inputs("x")
            .window("n", 1, 5)
            .formula("returns(x,n)[t] - returns(x,n)[t-n]: the return over n rows less the one before it. NaN"
                    + " where one of the three values is missing or a base of the returns is 0")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return Changes.DIFFERENCE.of(Changes.RETURNS.of(in.get(0), a), a);
                }
            });

    private Acceleration() {}
}
