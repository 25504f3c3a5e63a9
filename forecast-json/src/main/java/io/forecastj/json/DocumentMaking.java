package io.forecastj.json;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.NullNotes;
import io.forecastj.json.ForecastDocument.HorizonRequest;
import io.forecastj.signal.PatternRecognition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the parts of a forecast document from what was given to its builder. */
final class DocumentMaking {
    private final ForecastDocument.Builder given;
    private final NullNotes notes = new NullNotes();
    private final List<String> reasons = new ArrayList<>();
    private ForecastStatus status = ForecastStatus.OK;

    DocumentMaking(ForecastDocument.Builder given) {
        this.given = given;
    }

    DocumentParts parts() {
        Forecast forecast = given.forecast;
        if (given.currentGiven && !Double.isFinite(given.current)) {
            throw new IllegalArgumentException("the current value must be finite, found " + given.current
                    + "; leave current(...) out if it is not known");
        }
        worsen(forecast.status(), forecast.reasons(), "");
        notes.number(given.current, "no current value was given", "current");
        StepMaking making = new StepMaking(forecast, given.target, given.current, given.coverage, notes);
        List<DocumentStep> steps = new ArrayList<>();
        for (int step : forecast.steps()) {
            steps.add(making.step(step, "steps", steps.size()));
        }
        List<DocumentHorizon> horizons = new ArrayList<>();
        for (HorizonRequest request : given.horizons) {
            horizons.add(horizon(request, horizons.size()));
        }
        given.signals.forEach(signal -> requireSeries("signal", signal.seriesId()));
        return new DocumentParts(
                given.symbol,
                forecast.origin(),
                given.target,
                given.current,
                steps,
                horizons,
                patterns(),
                given.signals,
                status,
                reasons,
                given.modelName,
                given.modelVersion,
                given.disclaimer,
                notes.toMap());
    }

    private void worsen(ForecastStatus found, List<String> because, String of) {
        if (found.compareTo(status) > 0) {
            status = found;
        }
        because.stream()
                .map(of::concat)
                .filter(reason -> !reasons.contains(reason))
                .forEach(reasons::add);
    }

    private void requireSeries(String what, String id) {
        if (!id.equals(given.forecast.seriesId())) {
            throw new IllegalArgumentException("a document is about one series: the forecast is of '"
                    + given.forecast.seriesId() + "', found a " + what + " of '" + id + "'");
        }
    }

    private DocumentHorizon horizon(HorizonRequest request, int index) {
        Forecast forecast = request.forecast();
        requireSeries("horizon", forecast.seriesId());
        if (!forecast.equals(given.forecast)) {
            worsen(forecast.status(), forecast.reasons(), "horizon '" + request.name() + "': ");
        }
        if (!forecast.origin().equals(given.forecast.origin())) {
            worsen(
                    ForecastStatus.DEGRADED,
                    List.of("its forecast knows the rows up to " + forecast.origin() + ", the document those up to "
                            + given.forecast.origin()),
                    "horizon '" + request.name() + "': ");
        }
        StepMaking making = new StepMaking(forecast, given.target, given.current, given.coverage, notes);
        DocumentStep step = making.step(request.step(), "horizons", index);
        List<DocumentMember> members = new ArrayList<>();
        for (Map.Entry<String, Forecast> member : request.members().entrySet()) {
            requireSameRows(member.getKey(), member.getValue(), forecast, step);
            members.add(making.member(
                    member.getKey(), member.getValue(), request.step(), "horizons", index, "members", members.size()));
        }
        return new DocumentHorizon(
                request.name(),
                forecast.info().name(),
                forecast.origin(),
                forecast.status(),
                forecast.reasons(),
                step,
                members,
                spread(members, index));
    }

    private void requireSameRows(String name, Forecast member, Forecast horizon, DocumentStep step) {
        requireSeries("member '" + name + "'", member.seriesId());
        if (!member.origin().equals(horizon.origin())) {
            throw new IllegalArgumentException("the member '" + name + "' knows the rows up to " + member.origin()
                    + ", expected " + horizon.origin() + " as the forecast of the horizon");
        }
        if (member.steps().contains(step.step()) && !member.time(step.step()).equals(step.time())) {
            throw new IllegalArgumentException("the member '" + name + "' forecasts " + member.time(step.step())
                    + " at step " + step.step() + ", expected " + step.time() + " as the horizon");
        }
    }

    private @Nullable DocumentSpread spread(List<DocumentMember> members, int index) {
        double[] values = members.stream()
                .flatMapToDouble(member -> member.value().stream())
                .filter(Double::isFinite)
                .toArray();
        if (values.length < 2) {
            notes.number(Double.NaN, "fewer than two members have a value", "horizons", index, "spread");
            return null;
        }
        DocumentSpread spread = DocumentSpread.of(values);
        notes.number(spread.deviation(), "it is too large for a number", "horizons", index, "spread", "deviation");
        return spread;
    }

    private List<DocumentPattern> patterns() {
        List<DocumentPattern> patterns = new ArrayList<>();
        for (PatternRecognition recognition : given.recognitions) {
            requireSeries("recognition", recognition.seriesId());
            worsen(recognition.status(), recognition.reasons(), "patterns: ");
            for (String name : recognition.patterns()) {
                patterns.add(new DocumentPattern(
                        name,
                        recognition.probability(name),
                        recognition.info().name(),
                        recognition.time(),
                        recognition.status(),
                        recognition.reasons()));
            }
        }
        patterns.sort(Comparator.comparingDouble(DocumentPattern::strength).reversed());
        return patterns;
    }
}
