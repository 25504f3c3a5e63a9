package io.forecastj.models.statistical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Forms, and series made by them. */
final class EtsForms {
    static final int PERIOD = 4;

    private EtsForms() {}

    /** Returns all 30 forms. */
    static List<EtsForm> all() {
        List<EtsForm> forms = new ArrayList<>();
        for (EtsComponent error : EtsComponent.all()) {
            for (EtsComponent trend : EtsComponent.all()) {
                for (EtsComponent season : EtsComponent.all()) {
                    if (error != EtsComponent.NONE) {
                        forms.add(new EtsForm(error, trend, false, season));
                        if (trend != EtsComponent.NONE) {
                            forms.add(new EtsForm(error, trend, true, season));
                        }
                    }
                }
            }
        }
        return forms;
    }

    static EtsForm form(String error, String trend, String season) {
        String text = "ETS(" + error + "," + trend + "," + season + ")";
        return all().stream()
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** Returns a model with a season of 4 and medium parameters, and errors of 5 % of a level of 100. */
    static EtsModel model(EtsForm form) {
        EtsParameters parameters =
                new EtsParameters(0.3, form.hasTrend() ? 0.05 : 0, form.seasonal() ? 0.2 : 0, form.damped() ? 0.9 : 1);
        return new EtsModel(form, form.seasonal() ? PERIOD : 1, parameters, form.multiplicativeError() ? 0.05 : 5);
    }

    /** Returns a state of {@link #model}, before the first row. */
    static double[] state(EtsForm form) {
        double slope = form.multiplicativeTrend() ? 1.01 : form.hasTrend() ? 1 : 0;
        double[] season =
                form.multiplicativeSeason() ? new double[] {0.8, 1.1, 1.3, 0.8} : new double[] {-20, 5, 25, -10};
        double[] state = Arrays.copyOf(new double[] {0, 100, slope}, 3 + (form.seasonal() ? PERIOD : 1));
        if (form.seasonal()) {
            System.arraycopy(season, 0, state, 3, PERIOD);
        } else {
            state[3] = form.multiplicativeSeason() ? 1 : 0;
        }
        return state;
    }

    /** Returns values of a model, with normal errors. */
    static double[] values(EtsModel model, double[] start, int rows, Random random) {
        double[] state = start.clone();
        double[] values = new double[rows];
        double[] mean = new double[1];
        for (int i = 0; i < rows; i++) {
            model.forecast(state, new double[model.scratchSize(1)], LocalModel.Regressors.NONE, mean);
            double error = model.deviation() * random.nextGaussian();
            values[i] = mean[0] + (model.components().multiplicativeError() ? mean[0] * error : error);
            model.update(state, new double[] {values[i]});
        }
        return values;
    }

    /** Returns the point of a search with the parameters of a model and a first state. */
    static double[] point(EtsModel model, double[] state) {
        EtsLayout layout = new EtsLayout(model.components(), model.period());
        return layout.point(model.parameters(), state[1], state[2], Arrays.copyOfRange(state, 3, state.length));
    }
}
