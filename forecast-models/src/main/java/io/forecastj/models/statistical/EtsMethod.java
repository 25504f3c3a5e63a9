package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Exponential smoothing whose form is given or chosen: of all forms that the settings allow and the series suits, the
 * one with the least information criterion at its largest likelihood (Hyndman, Koehler, Snyder and Grose, A state space
 * framework for automatic forecasting using exponential smoothing methods, International Journal of Forecasting 18,
 * 2002).
 *
 * <p>The smoothing parameters keep to 0 &lt; beta &lt; alpha &lt; 1, 0 &lt; gamma &lt; 1 - alpha and 0.8 &lt;= phi
 * &lt;= 0.98, and to the region where the influence of old values dies out. Missing values are carried by the
 * forecasts of the model, and the likelihood counts only the others.
 *
 * <p>A form needs 3 rows more than it has estimated numbers, smoothing parameters and first states, so that its
 * criterion is defined. If there are too few for all allowed forms, the season is left out, then the damping, then
 * the trend. Below 5 rows, and if all values are equal, the forecast is the last value.
 *
 * <p>Immutable and thread-safe.
 *
 * @param error additive or multiplicative; null if it is chosen
 * @param trend any component; null if it is chosen
 * @param damped whether a trend is damped; null if it is chosen
 * @param season any component; null if it is chosen
 * @param criterion the criterion by which forms are compared
 * @param multiplicativeTrend whether the choice of the trend may be multiplicative
 */
record EtsMethod(
        @Nullable EtsComponent error,
        @Nullable EtsComponent trend,
        @Nullable Boolean damped,
        @Nullable EtsComponent season,
        EtsCriterion criterion,
        boolean multiplicativeTrend)
        implements LocalMethod {
    static final String KIND = "ets";

    /** Longest season that is chosen; a longer one must be asked for. */
    static final int LONGEST_CHOSEN = 24;

    /** Longest season at all: the time of a step of the search grows with its square. */
    static final int LONGEST = 400;

    /** Method that chooses everything, by the corrected criterion of Akaike. */
    static final EtsMethod AUTOMATIC = new EtsMethod(null, null, null, null, EtsCriterion.AICC, false);

    EtsMethod {
        ArgumentChecks.require(
                error != EtsComponent.NONE, "error", "additive or multiplicative", String.valueOf(error));
        ArgumentChecks.require(
                trend != EtsComponent.NONE || damped == null || !damped,
                "trend",
                "additive or multiplicative to be damped",
                String.valueOf(trend));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fitted fit(LocalRows rows, int period) {
        if (rows.length() == 0) {
            throw new InsufficientHistoryException("exponential smoothing needs at least one value, found none");
        }
        EtsSeries series = EtsSeries.of(rows.values(), seasonLength(period));
        requireValues(series);
        return series.constant() ? unchanged(series) : estimate(series);
    }

    private int seasonLength(int period) {
        boolean asked = season != null && season != EtsComponent.NONE;
        if (asked && (period < 2 || period > LONGEST)) {
            throw new InvalidSeriesException("a seasonal form of exponential smoothing needs a season of 2 to "
                    + LONGEST + " rows, found " + period + "; set another season, or let the form be chosen");
        }
        return asked || season == null && period <= LONGEST_CHOSEN ? period : 1;
    }

    private void requireValues(EtsSeries series) {
        boolean multiplies = error == EtsComponent.MULTIPLICATIVE
                || trend == EtsComponent.MULTIPLICATIVE
                || season == EtsComponent.MULTIPLICATIVE;
        if (multiplies && !series.positive()) {
            throw new InvalidSeriesException("exponential smoothing with a multiplicative error, trend or season needs"
                    + " values above 0, found " + series.smallest()
                    + "; choose additive components, or let the form be chosen");
        }
    }

    private Fitted estimate(EtsSeries series) {
        for (EtsMethod settings : List.of(this, withoutSeason(), withoutDamping(), withoutTrend())) {
            List<EtsForm> forms = settings.suitable(series);
            EtsFit best = forms.isEmpty() ? null : EtsChoice.best(forms, series, criterion);
            if (best != null) {
                return fitted(best, series);
            }
        }
        return unchanged(series);
    }

    private EtsMethod withoutSeason() {
        return new EtsMethod(error, trend, damped, EtsComponent.NONE, criterion, multiplicativeTrend);
    }

    private EtsMethod withoutDamping() {
        return new EtsMethod(error, trend, false, EtsComponent.NONE, criterion, multiplicativeTrend);
    }

    private EtsMethod withoutTrend() {
        return new EtsMethod(error, EtsComponent.NONE, false, EtsComponent.NONE, criterion, false);
    }

    private static Fitted fitted(EtsFit best, EtsSeries series) {
        EtsLayout layout = best.layout();
        double deviation = Math.sqrt(best.squares() / (series.observed() - layout.size));
        EtsModel model = new EtsModel(layout.form, layout.period, layout.parameters(best.point()), deviation);
        return pass(model, layout.state(best.point()), series);
    }

    /** Returns the allowed forms that a series suits. */
    List<EtsForm> suitable(EtsSeries series) {
        List<EtsForm> forms = new ArrayList<>();
        for (EtsForm form : forms()) {
            if (series.hasRowsFor(form)
                    && (series.positive() || !form.needsPositiveValues())
                    && (series.period() > 1 || !form.seasonal())) {
                forms.add(form);
            }
        }
        return forms;
    }

    /** Returns the forms that the settings allow, in a fixed order. */
    List<EtsForm> forms() {
        List<EtsForm> forms = new ArrayList<>();
        for (EtsComponent anyError : EtsComponent.all().subList(1, 3)) {
            for (EtsComponent anyTrend : EtsComponent.all()) {
                for (EtsComponent anySeason : EtsComponent.all()) {
                    addForms(anyError, anyTrend, anySeason, forms);
                }
            }
        }
        return forms;
    }

    private void addForms(EtsComponent anyError, EtsComponent anyTrend, EtsComponent anySeason, List<EtsForm> forms) {
        boolean chosen = error == null || trend == null || season == null;
        boolean allowed = trend != null || multiplicativeTrend || anyTrend != EtsComponent.MULTIPLICATIVE;
        if (allowed && matches(error, anyError) && matches(trend, anyTrend) && matches(season, anySeason)) {
            for (boolean each : new boolean[] {false, true}) {
                boolean possible = !each || anyTrend != EtsComponent.NONE;
                if (possible && matches(damped, each)) {
                    EtsForm form = new EtsForm(anyError, anyTrend, each, anySeason);
                    if (!chosen || !form.unstable()) {
                        forms.add(form);
                    }
                }
            }
        }
    }

    private static <T> boolean matches(@Nullable T setting, T value) {
        return setting == null || setting.equals(value);
    }

    /** Fits the form without trend and season that follows the last value. */
    private Fitted unchanged(EtsSeries series) {
        EtsForm form =
                new EtsForm(error == null ? EtsComponent.ADDITIVE : error, EtsComponent.NONE, false, EtsComponent.NONE);
        EtsLayout layout = new EtsLayout(form, 1);
        double[] point = {EtsLayout.MOST, series.values()[0]};
        EtsLikelihood likelihood = new EtsLikelihood(layout, series.values(), series.observed(), 0);
        double value = likelihood.value(point);
        double deviation = series.observed() < 3 || value == Double.POSITIVE_INFINITY
                ? Double.NaN
                : Math.sqrt(likelihood.squares() / (series.observed() - 1));
        EtsModel model = new EtsModel(form, 1, layout.parameters(point), deviation);
        return pass(model, layout.state(point), series);
    }

    private static Fitted pass(EtsModel model, double[] state, EtsSeries series) {
        double[] row = new double[1];
        for (double value : series.values()) {
            row[0] = value;
            model.update(state, row);
        }
        return new Fitted(model, state);
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND);
        write(out, "error", error);
        write(out, "trend", trend);
        if (damped != null) {
            out.put("damped", damped);
        }
        write(out, "season", season);
        out.put("criterion", word(criterion)).put("multiplicative_trend", multiplicativeTrend);
    }

    private static void write(ObjectNode out, String key, @Nullable EtsComponent component) {
        if (component != null) {
            out.put(key, component.letter());
        }
    }

    private static String word(EtsCriterion criterion) {
        return criterion.name().toLowerCase(Locale.ROOT);
    }

    static LocalMethod read(JsonFields in) {
        EtsComponent error = component(in, "error", EtsComponent.all().subList(1, 3));
        EtsComponent trend = component(in, "trend", EtsComponent.all());
        Boolean damped = in.has("damped") ? in.flag("damped") : null;
        if (trend == EtsComponent.NONE && damped != null && damped) {
            throw in.fail("damped", "false without a trend", "true");
        }
        return new EtsMethod(
                error,
                trend,
                damped,
                component(in, "season", EtsComponent.all()),
                in.choice("criterion", List.of(EtsCriterion.values()), EtsMethod::word),
                in.flag("multiplicative_trend"));
    }

    private static @Nullable EtsComponent component(JsonFields in, String key, List<EtsComponent> allowed) {
        return in.has(key) ? in.choice(key, allowed, EtsComponent::letter) : null;
    }
}
