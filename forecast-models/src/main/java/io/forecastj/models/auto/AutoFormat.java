package io.forecastj.models.auto;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Saves automatic forecasters: intervals, bounds and the account of the fit as {@code auto.json}, the combination as a
 * directory. Found by {@link java.util.ServiceLoader}; stateless and thread-safe.
 *
 * @hidden
 */
public final class AutoFormat implements PredictorFormat {
    private static final String FILE = "auto.json";
    private static final String MEMBER = "combination";
    private static final String INTERVALS = "intervals";

    /** Creates the format, for the service loader. */
    public AutoFormat() {}

    @Override
    public String kind() {
        return AutoPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof AutoPredictor auto)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        ObjectNode root = Json.object();
        root.put("floor", auto.floor().name());
        IntervalModel intervals = auto.intervals();
        if (intervals != null) {
            intervals.write(root.putObject(INTERVALS));
        }
        write(auto.report(), root.putObject("report"));
        out.text(FILE, root.toString());
        out.predictor(MEMBER, auto.member());
    }

    private static void write(AutoReport report, ObjectNode out) {
        out.put("data", report.data())
                .put("combination", report.combination())
                .put("windows", report.windows())
                .put("milliseconds", report.time().toMillis());
        put(out, "error", report.error());
        ArrayNode tried = out.putArray("tried");
        for (AutoReport.Tried one : report.tried()) {
            ObjectNode node = tried.addObject();
            node.put("name", one.name())
                    .put("weight", one.weight())
                    .put("milliseconds", one.time().toMillis())
                    .put("note", one.note());
            put(node, "error", one.error());
        }
    }

    private static void put(ObjectNode out, String key, double value) {
        if (Double.isFinite(value)) {
            out.put(key, value);
        }
    }

    private static double finiteOrNaN(JsonFields in, String key) {
        return in.has(key) ? in.decimal(key) : Double.NaN;
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        JsonFields root = JsonFields.parse(in.text(FILE), FILE);
        Floor floor = root.choice("floor", Arrays.asList(Floor.values()), Floor::name);
        IntervalModel intervals =
                root.has(INTERVALS) ? IntervalModel.read(root.object(INTERVALS), info.horizon()) : null;
        AutoReport report = report(root.object("report"));
        Predictor member = in.predictor(MEMBER);
        PredictorInfo inner = member.info();
        if (info.targets().size() != 1
                || !inner.columns().equals(info.columns())
                || !inner.steps().equals(info.steps())
                || inner.requiredHistory() != info.requiredHistory()) {
            member.close();
            throw new ModelLoadException("the combination of '" + info.name() + "' should have its columns, steps and"
                    + " required history, found " + inner.columns() + ", " + inner.steps() + ", "
                    + inner.requiredHistory() + " in place of " + info.columns() + ", " + info.steps() + ", "
                    + info.requiredHistory());
        }
        return new AutoPredictor(info, member, floor, intervals, report);
    }

    private static AutoReport report(JsonFields in) {
        List<AutoReport.Tried> tried = new ArrayList<>();
        for (JsonFields one : in.objects("tried")) {
            tried.add(new AutoReport.Tried(
                    one.text("name"),
                    finiteOrNaN(one, "error"),
                    one.decimal("weight"),
                    Duration.ofMillis(one.whole("milliseconds")),
                    one.anyText("note")));
        }
        return new AutoReport(
                in.text("data"),
                tried,
                in.text("combination"),
                in.integer("windows", 0, Integer.MAX_VALUE),
                finiteOrNaN(in, "error"),
                Duration.ofMillis(in.whole("milliseconds")));
    }
}
