package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The standard Theta method beside {@code thetaf} of R's forecast package 8.20. */
class ThetaGoldenTest {
    /** Without six values, which R smooths in another way, and constant ones, for which any alpha is as good. */
    static List<String> names() {
        return SmoothingGolden.names("theta").stream()
                .filter(name -> !name.equals("short_6") && !name.equals("constant_24"))
                .toList();
    }

    private static LocalMethod.Fitted fit(String name) {
        return LocalRules.fit(
                new ThetaMethod(ThetaVariant.STANDARD), SmoothingGolden.values(name), SmoothingGolden.season(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void parametersAreThoseOfR(String name) {
        ThetaModel model = (ThetaModel) fit(name).model();
        assertThat(model.drift()).isCloseTo(golden(name, "drift"), relative(golden(name, "drift"), 1e-9));
        assertThat(model.alpha()).isCloseTo(golden(name, "alpha"), within(2e-3));
        double variance = golden(name, "sigma2");
        // R's simplex search stops a little short of the least squares
        assertThat(model.deviation() * model.deviation())
                .isLessThanOrEqualTo(variance * (1 + 1e-8))
                .isCloseTo(variance, relative(variance, 1e-4));
    }

    @ParameterizedTest
    @MethodSource("names")
    void forecastsAreThoseOfR(String name) {
        LocalMethod.Fitted fitted = fit(name);
        double[] expected = SmoothingGolden.numbers(name, "theta", "mean");
        double[] found = LocalRules.forecast(fitted, expected.length);
        for (int step = 0; step < expected.length; step++) {
            assertThat(found[step]).as("step " + (step + 1)).isCloseTo(expected[step], relative(expected[step], 2e-3));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void intervalsAreThoseOfRTimesTheIndex(String name) {
        LocalMethod.Fitted fitted = fit(name);
        ThetaModel model = (ThetaModel) fitted.model();
        double[] mean = SmoothingGolden.numbers(name, "theta", "mean");
        double[] high = SmoothingGolden.numbers(name, "theta", "hi95");
        double[] points = LocalRules.forecast(fitted, mean.length);
        double[][] found = LocalRules.quantiles(fitted, mean.length, 0.025, 0.975);
        int place = (int) fitted.state()[1];
        for (int step = 0; step < mean.length; step++) {
            double width = (high[step] - mean[step]) * model.season().scale(place);
            assertThat(found[step][1] - points[step]).isCloseTo(width, relative(width, 5e-3));
            assertThat(points[step] - found[step][0]).isCloseTo(width, relative(width, 5e-3));
            place = model.season().next(place);
        }
    }

    @Test
    void seasonsAreFoundWhereRFindsThem() {
        assertThat(fit("AirPassengers").model().form()).isEqualTo("Theta (standard, multiplicative season 12)");
        assertThat(fit("UKgas").model().form()).isEqualTo("Theta (standard, multiplicative season 4)");
        assertThat(fit("intermittent_monthly_72").model().form()).isEqualTo("Theta (standard)");
        assertThat(fit("constant_24").model().form()).isEqualTo("Theta (standard)");
    }

    private static double golden(String name, String key) {
        return SmoothingGolden.number(name, "theta", key);
    }

    private static Offset<Double> relative(double value, double part) {
        return within(Math.abs(value) * part + 1e-12);
    }
}
