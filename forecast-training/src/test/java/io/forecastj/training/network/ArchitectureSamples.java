package io.forecastj.training.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Small networks of all architectures, for the tests of other packages. */
public final class ArchitectureSamples {
    private static final int HORIZON = 4;
    private static final List<OutputForm> FORMS = List.of(
            new OutputForm.Points(1),
            new OutputForm.Quantiles(HORIZON, new double[] {0.1, 0.5, 0.7, 0.9}),
            new OutputForm.Classes(HORIZON, 3),
            new OutputForm.Labels(5));

    private ArchitectureSamples() {}

    /** Returns three networks of each architecture by a text that describes them. */
    public static Map<String, Network> all() {
        Map<String, Network> all = new LinkedHashMap<>();
        for (String kind : SmallNetworks.KINDS) {
            // each architecture with two of the forms, and each form with half of the architectures
            int first = all.size() / 3 % FORMS.size();
            for (OutputForm form : List.of(FORMS.get(first), FORMS.get((first + 1) % FORMS.size()))) {
                boolean patterns = form instanceof OutputForm.Labels;
                NetworkShape shape = new NetworkShape(7, 2, HORIZON, patterns ? 0 : 3, patterns ? 0 : 2, form);
                String name = kind + " for " + form.getClass().getSimpleName();
                all.put(name, SmallNetworks.of(kind, shape, 0.3, OptionalInt.empty()));
            }
            NetworkShape plain = new NetworkShape(7, 2, HORIZON, 0, 0, new OutputForm.Points(HORIZON));
            all.put(kind + " with a level", SmallNetworks.of(kind, plain, 0, OptionalInt.of(1)));
        }
        return all;
    }
}
