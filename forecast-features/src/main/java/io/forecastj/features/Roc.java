package io.forecastj.features;

import java.util.List;

/** The rate of change in percent. */
final class Roc {
    static final Kind KIND = Kind.named("roc")
            .inputs("x")
            .window("n", 1, 10)
            .formula("100 * (x[t] - x[t-n]) / x[t-n], the rate of change. NaN where x[t-n] is 0")
            .parts((in, a) -> List.of(Changes.RETURNS.of(in.get(0), a)))
            .kernel((in, a) -> new Percentage(in[0], 0));

    private Roc() {}
}
