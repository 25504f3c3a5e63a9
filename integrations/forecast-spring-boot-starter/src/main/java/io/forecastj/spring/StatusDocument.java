package io.forecastj.spring;

import io.forecastj.lifecycle.serving.Reload;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The state of a model as maps, texts and numbers, which every JSON library writes. */
final class StatusDocument {
    private StatusDocument() {}

    /**
     * Describes the state of a model.
     *
     * @param status the state
     * @param reasons whether to include texts that may name files, hosts and tables
     * @param now the time, for ages
     */
    static Map<String, Object> of(ModelStatus status, boolean reasons, Instant now) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", status.state().name());
        document.put("required", status.required());
        status.info().ifPresent(info -> {
            document.put("predictor", info.name());
            document.put("kind", info.kind());
            document.put("horizon", info.horizon());
            Instant trainedTo = info.trainedTo();
            if (trainedTo != null) {
                document.put("trainedTo", trainedTo.toString());
            }
        });
        status.version().ifPresent(version -> {
            document.put("version", version.number());
            document.put("published", version.published().toString());
            document.put(
                    "ageSeconds", Duration.between(version.published(), now).toSeconds());
        });
        status.since().ifPresent(since -> document.put("since", since.toString()));
        status.lastLook().ifPresent(look -> document.put("lastLook", look.toString()));
        status.lastReload().ifPresent(reload -> document.put("lastReload", reload(reload, reasons)));
        status.problem().ifPresent(problem -> {
            status.failure()
                    .ifPresent(failure ->
                            document.put("failure", failure.getClass().getSimpleName()));
            if (reasons) {
                document.put("reason", problem);
            }
        });
        return document;
    }

    private static Map<String, Object> reload(Reload reload, boolean reasons) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("outcome", reload.outcome().name());
        document.put("from", reload.from());
        document.put("to", reload.to());
        reload.named().ifPresent(named -> document.put("named", named));
        document.put("milliseconds", reload.took().toMillis());
        if (reasons && reload.failure().isPresent()) {
            document.put("reason", reload.reason());
        }
        return document;
    }
}
