package io.forecastj.features;

/** Change of a return, an expression so that its lags are shared with other features. */
final class Acceleration {
    static final Kind KIND = Kind.named("acceleration")
            .inputs("x")
            .window("n", 1, 5)
            .formula("returns(x,n)[t] - returns(x,n)[t-n]: the return over n rows less the one before it. NaN"
                    + " where one of the three values is missing or a base of the returns is 0")
            .alias((in, a) -> Changes.DIFFERENCE.of(Changes.RETURNS.of(in.get(0), a), a));

    private Acceleration() {}
}
