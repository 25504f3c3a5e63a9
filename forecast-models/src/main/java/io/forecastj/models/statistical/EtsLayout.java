package io.forecastj.models.statistical;

/**
 * Places of the estimated numbers of one form in the point of a search.
 *
 * <p>The smoothing parameters come first, in the order alpha, beta, gamma and damping, then the first level, the first
 * slope, and the first states of the season but the last one: they add up to 0, or to the period if they multiply. In
 * place of beta and gamma the point has beta / alpha and gamma / (1 - alpha), so that the region 0 &lt; beta &lt;
 * alpha, 0 &lt; gamma &lt; 1 - alpha is a box. Immutable and thread-safe.
 */
final class EtsLayout {
    /** Smallest and largest smoothing parameter. */
    static final double LEAST = 1e-4;

    static final double MOST = 1 - 1e-4;

    /** Bounds of the damping, outside of which it is of no use or hardly differs from an undamped trend. */
    static final double LEAST_DAMPING = 0.8;

    static final double MOST_DAMPING = 0.98;

    final EtsForm form;
    final int period;
    /** Index, or -1 if the form has no such parameter. */
    final int beta;

    final int gamma;
    final int phi;
    final int slope;
    final int level;
    final int seasons;
    final int size;

    EtsLayout(EtsForm form, int season) {
        this.form = form;
        this.period = form.seasonal() ? season : 1;
        int next = 1;
        this.beta = form.hasTrend() ? next++ : -1;
        this.gamma = form.seasonal() ? next++ : -1;
        this.phi = form.damped() ? next++ : -1;
        this.level = next++;
        this.slope = form.hasTrend() ? next++ : -1;
        this.seasons = next;
        this.size = next + period - 1;
    }

    /** Returns the number of smoothing parameters, which are the numbers with bounds. */
    int bounded() {
        return level;
    }

    double least(int index) {
        return index == phi ? LEAST_DAMPING : LEAST;
    }

    double most(int index) {
        return index == phi ? MOST_DAMPING : MOST;
    }

    /** Reads the smoothing parameters of a point. */
    EtsParameters parameters(double[] point) {
        double alpha = point[0];
        return new EtsParameters(
                alpha,
                beta < 0 ? 0 : alpha * point[beta],
                gamma < 0 ? 0 : (1 - alpha) * point[gamma],
                phi < 0 ? 1 : point[phi]);
    }

    /** Writes the states of the season before the first row, by their place in the season. */
    void seasons(double[] point, double[] season) {
        if (period == 1) {
            season[0] = form.multiplicativeSeason() ? 1 : 0;
            return;
        }
        double last = form.multiplicativeSeason() ? period : 0;
        for (int i = 0; i < period - 1; i++) {
            season[i] = point[seasons + i];
            last -= season[i];
        }
        season[period - 1] = last;
    }

    /** Makes a point; the season is shifted to its sum by its last state. */
    double[] point(EtsParameters parameters, double startLevel, double startSlope, double[] season) {
        double[] point = new double[size];
        point[0] = parameters.alpha();
        if (beta >= 0) {
            point[beta] = parameters.beta() / parameters.alpha();
            point[slope] = startSlope;
        }
        if (gamma >= 0) {
            point[gamma] = parameters.gamma() / (1 - parameters.alpha());
            System.arraycopy(season, 0, point, seasons, period - 1);
        }
        if (phi >= 0) {
            point[phi] = parameters.phi();
        }
        point[level] = startLevel;
        return point;
    }

    /** Returns the state of a model before the first row, in the layout of {@link EtsModel}. */
    double[] state(double[] point) {
        double[] state = new double[EtsModel.SEASON + period];
        double[] season = new double[period];
        seasons(point, season);
        state[EtsModel.LEVEL] = point[level];
        state[EtsModel.SLOPE] = slope < 0 ? 0 : point[slope];
        System.arraycopy(season, 0, state, EtsModel.SEASON, period);
        return state;
    }
}
