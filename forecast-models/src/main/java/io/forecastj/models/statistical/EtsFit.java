package io.forecastj.models.statistical;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Estimate of one form for one series: a few searches from different starts, of which the best one goes on.
 *
 * <p>Deterministic. Not thread-safe.
 */
final class EtsFit {
    /** Smoothing parameters of the starts. */
    private static final double[] ALPHAS = {0.02, 0.1, 0.3, 0.6, 0.97};

    private static final double[] BETA_PARTS = {0.02, 0.2, 0.95};
    private static final double[] GAMMA_PARTS = {0.02, 0.4};
    private static final double DAMPING = 0.95;
    private static final double[] NONE = {0};

    /** Number of searches, from the best starts, and of their steps, after which only the best one goes on. */
    private static final int SEARCHES = 3;

    private static final int SHORT = 5;

    private static final int LONG = 200;

    private final EtsSeries series;
    private final EtsLayout layout;
    private final EtsLikelihood likelihood;
    private final EtsSearch search;
    private double[] point;
    private double value = Double.POSITIVE_INFINITY;

    private EtsFit(EtsForm form, EtsSeries series) {
        this.series = series;
        this.layout = new EtsLayout(form, series.period());
        this.point = new double[layout.size];
        this.likelihood = new EtsLikelihood(layout, series.values(), series.observed(), series.exact());
        this.search = new EtsSearch(likelihood);
    }

    /** Begins the estimate of a form. */
    static EtsFit begin(EtsForm form, EtsSeries series) {
        EtsFit fit = new EtsFit(form, series);
        List<Start> starts = fit.starts(series.starts(form.season()));
        if (starts.isEmpty()) {
            starts = fit.starts(List.of(series.flat(form.season())));
        }
        for (Start start : starts.subList(0, Math.min(SEARCHES, starts.size()))) {
            fit.offer(start.point, 1e-2, SHORT);
        }
        return fit;
    }

    private record Start(double[] point, double value) {}

    /** Returns the best start of each alpha, best first, of those where the form is defined. */
    private List<Start> starts(List<EtsStart> states) {
        List<Start> starts = new ArrayList<>();
        for (double alpha : ALPHAS) {
            states.stream()
                    .flatMap(each -> points(alpha, each).stream())
                    .map(each -> new Start(each, search.value(each)))
                    .filter(each -> each.value < Double.POSITIVE_INFINITY)
                    .min(Comparator.comparingDouble(Start::value))
                    .ifPresent(starts::add);
        }
        starts.sort(Comparator.comparingDouble(Start::value));
        return starts;
    }

    private void offer(double[] start, double tolerance, int steps) {
        double reached = search.improve(start, tolerance, steps);
        if (reached < value) {
            value = reached;
            point = start;
        }
    }

    private List<double[]> points(double alpha, EtsStart states) {
        double level = layout.slope < 0 ? states.mean() : states.level();
        double slope = states.slope();
        if (layout.form.multiplicativeTrend()) {
            slope = Math.min(1.2, Math.max(0.8, 1 + slope / states.mean()));
        }
        List<double[]> points = new ArrayList<>();
        for (double beta : layout.beta < 0 ? NONE : BETA_PARTS) {
            for (double gamma : layout.gamma < 0 ? NONE : GAMMA_PARTS) {
                EtsParameters parameters = new EtsParameters(alpha, alpha * beta, (1 - alpha) * gamma, DAMPING);
                points.add(layout.point(parameters, level, slope, states.season()));
            }
        }
        return points;
    }

    /** Goes on with the search until a step is expected to gain less than a tolerance. */
    void improve(double tolerance) {
        offer(point.clone(), tolerance, LONG);
    }

    /** Returns whether the form is defined at any point that was tried. */
    boolean found() {
        return value < Double.POSITIVE_INFINITY;
    }

    EtsForm form() {
        return layout.form;
    }

    EtsLayout layout() {
        return layout;
    }

    /** Returns minus twice the logarithm of the likelihood, without its constants. */
    double value() {
        return value;
    }

    double[] point() {
        return point;
    }

    /** Returns the sum of the squared errors. */
    double squares() {
        likelihood.value(point);
        return likelihood.squares();
    }

    double criterion(EtsCriterion criterion) {
        return criterion.of(value, form().size(series.period()) + 1, series.observed());
    }
}
