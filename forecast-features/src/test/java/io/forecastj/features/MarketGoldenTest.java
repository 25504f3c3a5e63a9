package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** GARCH, the Hamilton filter and the change-point posterior against the reference values in market-golden.json. */
class MarketGoldenTest {
    private static final JsonNode GOLDEN = golden();
    private static final double[] RETURNS = returns();

    @Test
    void garchLikelihoodAtGivenParametersIsTheReference() {
        double likelihood =
                GarchFit.logLikelihood(List.of(RETURNS), new double[] {0.05, 0.08, 0.90, meanSquare(RETURNS)});
        assertThat(likelihood)
                .isCloseTo(garch().path("loglik_at_0.05_0.08_0.90").asDouble(), offset(1e-9));
    }

    @Test
    void garchEstimateReachesTheReferenceLikelihood() {
        double[] fitted = fit(Features.volatility().garch(Features.column("x")), RETURNS);
        double reference = garch().path("loglik_mle").asDouble();
        assertThat(GarchFit.logLikelihood(List.of(RETURNS), fitted))
                .isGreaterThanOrEqualTo(reference - 1e-6 * Math.abs(reference));
        double[] parameters = doubles(garch().path("mle_omega_alpha_beta"));
        for (int i = 0; i < parameters.length; i++) {
            assertThat(fitted[i]).as("parameter %d", i).isCloseTo(parameters[i], offset(2e-4));
        }
        assertThat(fitted[Garch.START]).isCloseTo(meanSquare(RETURNS), offset(1e-12));
    }

    @Test
    void garchFeatureIsTheReferenceForecastOfTheNextRow() {
        double[] p = doubles(garch().path("mle_omega_alpha_beta"));
        double[] parameters = {p[0], p[1], p[2], meanSquare(RETURNS)};
        double[] volatility = run(Features.volatility().garch(Features.column("x")), parameters, RETURNS);
        int last = RETURNS.length - 1;
        double variance = volatility[last - 1] * volatility[last - 1];
        assertThat(variance).isCloseTo(garch().path("sigma2_T").asDouble(), offset(1e-9));
        double next = volatility[last] * volatility[last];
        assertThat(next).isCloseTo(garch().path("forecast_h1").asDouble(), offset(1e-9));
        for (int i = 1; i < 5; i++) {
            next = Garch.next(next, Double.NaN, p[0], p[1], p[2]);
        }
        assertThat(next).isCloseTo(garch().path("forecast_h5").asDouble(), offset(1e-9));
    }

    @Test
    void hamiltonFilterIsTheReference() {
        double[] x = doubles(GOLDEN.at("/hmm2_hamilton/in/x"));
        double[][] filtered = {new double[x.length]};
        double likelihood = RegimeFit.filter(hamilton(), List.of(x), filtered);
        assertThat(likelihood).isCloseTo(GOLDEN.at("/hmm2_hamilton/out/loglik").asDouble(), offset(1e-9));
        double[] expected = doubles(GOLDEN.at("/hmm2_hamilton/out/filtered_state1"));
        for (int t = 0; t < x.length; t++) {
            assertThat(filtered[0][t]).as("row %d", t).isCloseTo(expected[t], offset(1e-12));
        }
    }

    /** Twenty times the reference's rows, so that the last ones are after the warm-up and know nothing of the start. */
    @Test
    void regimeFeatureIsTheHamiltonFilter() {
        double[] once = doubles(GOLDEN.at("/hmm2_hamilton/in/x"));
        double[] x = new double[20 * once.length];
        for (int t = 0; t < x.length; t++) {
            x[t] = once[t % once.length];
        }
        double[][] filtered = {new double[x.length]};
        RegimeFit.filter(hamilton(), List.of(x), filtered);
        double[] regime =
                run(Features.market().regime(Features.column("x")), hamilton().toArray(), x);
        for (int t = 250; t < x.length; t++) {
            assertThat(regime[t]).as("row %d", t).isEqualTo(filtered[0][t]);
        }
    }

    @Test
    void runLengthPosteriorIsTheReference() {
        double[] y = doubles(GOLDEN.at("/bocpd_nig/in/y"));
        double[] mode = doubles(GOLDEN.at("/bocpd_nig/out/map_run_length"));
        RunLength runs = new RunLength(1, GOLDEN.at("/bocpd_nig/in/hazard").asDouble(), 50);
        double evidence = 0;
        for (int t = 0; t < y.length; t++) {
            evidence += Math.log(runs.take(y[t]));
            assertThat(runs.mode()).as("row %d", t).isEqualTo(mode[t]);
        }
        assertThat(evidence).isCloseTo(GOLDEN.at("/bocpd_nig/out/log_evidence").asDouble(), offset(1e-9));
        for (JsonNode length : GOLDEN.at("/bocpd_nig/out/final_posterior_top5")) {
            assertThat(runs.probability(length.get(0).asInt()))
                    .as("run length %s", length.get(0))
                    .isCloseTo(length.get(1).asDouble(), offset(1e-9));
        }
    }

    private static JsonNode garch() {
        return GOLDEN.at("/garch11/out");
    }

    private static TwoStates hamilton() {
        JsonNode in = GOLDEN.at("/hmm2_hamilton/in");
        double[] mu = doubles(in.path("mu"));
        double[] sigma = doubles(in.path("sigma"));
        return new TwoStates(
                mu[0],
                sigma[0],
                mu[1],
                sigma[1],
                in.at("/P_row_from_to/0/0").asDouble(),
                in.at("/P_row_from_to/1/1").asDouble());
    }

    private static double[] fit(Feature feature, double[] x) {
        return ((FittedFeature) feature).fit(List.<double[][]>of(new double[][] {x}));
    }

    private static double[] run(Feature feature, double[] parameters, double[] x) {
        String text = feature.text();
        List<Double> fitted = Arrays.stream(parameters).boxed().toList();
        TimeSeries.Builder series = TimeSeries.builder("x").id("x");
        for (int t = 0; t < x.length; t++) {
            series.add(t, x[t]);
        }
        return Arrays.stream(FeaturePipeline.of(List.of(feature), Map.of(text, fitted))
                        .rows(series.build()))
                .mapToDouble(row -> row[0])
                .toArray();
    }

    private static double meanSquare(double[] x) {
        return Arrays.stream(x).map(r -> r * r).average().orElseThrow();
    }

    private static double[] doubles(JsonNode list) {
        assertThat(list.isArray()).isTrue();
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asDouble();
        }
        return values;
    }

    private static JsonNode golden() {
        try (InputStream in = resource("market-golden.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double[] returns() {
        try (InputStream in = resource("garch-returns.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(MarketGoldenTest.class.getResourceAsStream(name), name);
    }
}
