import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Exports the matrices that make.py reads: {@code java -cp ... MakeMatrices.java bars.csv directory}. */
public class MakeMatrices {
    public static void main(String[] args) throws IOException {
        TimeSeries bars = read(Path.of(args[0]));
        Path out = Path.of(args[1]);
        List<TimeSeries> all = List.of(bars);

        FeaturePipeline changes = FeaturePipeline.of(
                Features.price().logReturns("close", 1),
                Features.price().gap(),
                Features.price().body(),
                Features.price().range(),
                Features.price().closeLocation(),
                Features.volume().ratio(5));
        changes.export(all, Target.logReturn("close"), 1, out.resolve("one"));
        changes.export(all, Target.logReturn("close"), 5, out.resolve("five"));
        changes.export(all, Target.direction("close", 0.002), 1, out.resolve("direction"));
        changes.export(all, Target.direction("close", 0.002), 5, out.resolve("directions"));
        FeaturePipeline.of(
                        Features.price().logReturns("close", 1),
                        Features.price().range(),
                        Features.column("weekday"),
                        Features.column("month"))
                .export(all, Target.logReturn("close"), 5, out.resolve("calendar"));

        Feature[] columns = bars.columns().stream().limit(5).map(Features::column).toArray(Feature[]::new);
        FeaturePipeline.of(columns).export(all, out.resolve("bars"));
        FeaturePipeline.of(Features.patterns().candles(10)).export(all, out.resolve("patterns"));
    }

    private static TimeSeries read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns = List.of(lines.get(0).split(",")).subList(1, 8);
        TimeSeries.Builder bars =
                TimeSeries.builder(columns).id("bars").attribute("size", 2.5).attribute("kind", -1.0);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            double[] values = new double[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.parseDouble(cells[i + 1]);
            }
            bars.add(Instant.parse(cells[0]), values);
        }
        return bars.build();
    }
}
