package io.forecastj.features;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fits features whose parts can be computed already, in one pass over the training series. */
final class PipelineFit {
    private PipelineFit() {}

    static Map<String, List<Double>> fit(
            List<FittedFeature> ready, Map<String, List<Double>> learnt, List<TimeSeries> training) {
        Map<String, Feature> parts = new LinkedHashMap<>();
        ready.forEach(feature -> feature.parts().forEach(part -> parts.putIfAbsent(part.text(), part)));
        FeaturePipeline pipeline =
                FeaturePipeline.of(List.copyOf(parts.values())).with(learnt);
        List<double[][]> values =
                training.stream().map(series -> columns(pipeline, series)).toList();
        Map<String, List<Double>> result = new LinkedHashMap<>();
        for (FittedFeature feature : ready) {
            double[] parameters = feature.fit(select(feature, pipeline, values));
            if (!Arrays.stream(parameters).allMatch(Double::isFinite)) {
                throw new IllegalStateException(feature.text() + " was fitted to " + Arrays.toString(parameters)
                        + "; parameters must be finite");
            }
            result.put(feature.text(), Arrays.stream(parameters).boxed().toList());
        }
        return result;
    }

    private static double[][] columns(FeaturePipeline pipeline, TimeSeries series) {
        double[][] rows = pipeline.rows(series);
        double[][] columns = new double[pipeline.columns().size()][rows.length];
        for (int c = 0; c < columns.length; c++) {
            for (int r = 0; r < rows.length; r++) {
                columns[c][r] = rows[r][c];
            }
        }
        return columns;
    }

    private static List<double[][]> select(FittedFeature feature, FeaturePipeline pipeline, List<double[][]> values) {
        List<double[][]> selected = new ArrayList<>();
        for (double[][] columns : values) {
            selected.add(feature.parts().stream()
                    .map(part -> columns[pipeline.columns().indexOf(part.text())])
                    .toArray(double[][]::new));
        }
        return selected;
    }
}
