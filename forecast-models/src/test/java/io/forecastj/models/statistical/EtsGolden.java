package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** Fits by R, with the series that they were made from. */
final class EtsGolden {
    static final List<Fit> FITS = read();

    private EtsGolden() {}

    /**
     * Fit of one form, or of the form that R has chosen.
     *
     * @param series the series
     * @param chosen true if R has chosen the form
     * @param layout the form and its season
     * @param point the parameters and first states
     * @param likelihood the logarithm of the likelihood, without its constants
     * @param criterion the corrected criterion of Akaike, NaN where R has none
     * @param variance the variance of the errors
     * @param steps the steps of the forecasts
     * @param means the forecasts
     * @param upper the upper bounds of the intervals of 80 %
     * @param lower the lower bounds of the intervals of 95 %
     */
    record Fit(
            Series series,
            boolean chosen,
            EtsLayout layout,
            double[] point,
            double likelihood,
            double criterion,
            double variance,
            int[] steps,
            double[] means,
            double[] upper,
            double[] lower) {
        EtsModel model() {
            return new EtsModel(layout.form, layout.period, layout.parameters(point), Math.sqrt(variance));
        }

        /** Returns the state after the last row. */
        double[] state() {
            EtsModel model = model();
            double[] state = layout.state(point);
            for (double value : series.values) {
                model.update(state, new double[] {value});
            }
            return state;
        }

        @Override
        public String toString() {
            return series.id + " " + layout.form.text();
        }
    }

    record Series(String id, int period, double[] values) {}

    private static List<Fit> read() {
        InputStream file = EtsGolden.class.getResourceAsStream("ets.json.gz");
        try (InputStream in = new GZIPInputStream(Objects.requireNonNull(file))) {
            List<Fit> fits = new ArrayList<>();
            for (JsonNode each : new ObjectMapper().readTree(in).get("series")) {
                Series series = new Series(
                        each.get("id").textValue(), each.get("period").intValue(), numbers(each.get("values")));
                each.get("fits").forEach(fit -> fits.add(fit(series, fit)));
            }
            return List.copyOf(fits);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Fit fit(Series series, JsonNode fit) {
        EtsForm form = new EtsForm(
                component(fit, "error"),
                component(fit, "trend"),
                fit.get("damped").booleanValue(),
                component(fit, "season"));
        EtsLayout layout = new EtsLayout(form, series.period);
        EtsParameters parameters =
                new EtsParameters(number(fit, "alpha"), number(fit, "beta"), number(fit, "gamma"), number(fit, "phi"));
        return new Fit(
                series,
                fit.get("choice").booleanValue(),
                layout,
                layout.point(parameters, number(fit, "level"), number(fit, "slope"), numbers(fit.get("seasons"))),
                number(fit, "loglik"),
                fit.get("aicc").isNull() ? Double.NaN : number(fit, "aicc"),
                number(fit, "variance"),
                DoubleStream.of(numbers(fit.get("steps")))
                        .mapToInt(step -> (int) step)
                        .toArray(),
                numbers(fit.get("mean")),
                numbers(fit.get("hi80")),
                numbers(fit.get("lo95")));
    }

    private static EtsComponent component(JsonNode fit, String key) {
        return EtsComponent.all().stream()
                .filter(each -> each.letter().equals(fit.get(key).textValue()))
                .findFirst()
                .orElseThrow();
    }

    private static double number(JsonNode fit, String key) {
        return fit.get(key).doubleValue();
    }

    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }
}
