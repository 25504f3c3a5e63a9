package io.forecastj.store;

import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks a store everything that its public interface answers; equal stores give equal answers. */
final class StoreProbes {
    static final String NO_SNAPSHOT = "no snapshot";

    private final Map<String, Function<ModelStore, Object>> probes = new LinkedHashMap<>();

    /**
     * Makes the questions.
     *
     * @param models the names of the models
     * @param last the highest number of a version to ask for; those that do not exist are asked for too
     */
    StoreProbes(List<String> models, int last) {
        probes.put("models", ModelStore::models);
        for (String name : models) {
            ofModel(name);
            for (int number = 1; number <= last; number++) {
                ofVersion(name, number);
            }
        }
    }

    /** An answer: a value or an exception. */
    record Answer(Object value) {
        boolean failed() {
            return value instanceof Throwable;
        }

        /** Returns the value, or kind and message of the exception; the same of each answer in a list. */
        Object comparable() {
            if (value instanceof List<?> list) {
                return list.stream()
                        .map(one -> one instanceof Answer answer ? answer.comparable() : one)
                        .toList();
            }
            return value instanceof Throwable failure
                    ? failure.getClass().getName() + ": " + failure.getMessage()
                    : value;
        }
    }

    /** Asks all questions. */
    Map<String, Answer> ask(ModelStore store) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        probes.forEach((name, probe) -> answers.put(name, answer(() -> probe.apply(store))));
        return answers;
    }

    private static Answer answer(Supplier<Object> probe) {
        try {
            return new Answer(probe.get());
        } catch (Throwable e) {
            return new Answer(e);
        }
    }

    private void ofModel(String name) {
        probes.put("versions of " + name, store -> store.model(name).versions().stream()
                .map(StoreProbes::text)
                .toList());
        probes.put("aliases of " + name, store -> store.model(name).aliases());
        probes.put("events of " + name, store -> store.model(name).events());
        probes.put("comparison of " + name, store -> store.model(name).compare().toString());
        probes.put(
                "plan of " + name,
                store -> store.model(name).plan(Retention.latest(1)).toString());
        for (String alias : List.of("production", "candidate")) {
            probes.put(
                    "find " + alias + " of " + name,
                    store -> store.model(name).find(alias).map(StoreProbes::text));
        }
        probes.put(
                "load production of " + name,
                store -> forecast(store.model(name).load("production")));
        probes.put("sessions of " + name, store -> sessions(store.model(name)));
        probes.put("copy of " + name, store -> {
            ModelVersion version = store.model(name).find("candidate").orElseThrow();
            ModelStore other = SampleStore.open(new MemoryStorage());
            return other.model(name).copy(version, store).id();
        });
    }

    private void ofVersion(String name, int number) {
        String place = number + " of " + name;
        probes.put("describe " + place, store -> text(store.model(name).version(number)));
        probes.put("lineage of " + place, store -> store.model(name).lineage(number));
        probes.put("load " + place, store -> {
            StoredModel model = store.model(name);
            return forecast(model.load(model.version(number)));
        });
        for (String file : List.of("report.txt", "license.txt")) {
            probes.put(file + " of " + place, store -> {
                StoredModel model = store.model(name);
                return Hashes.of(model.attachment(model.version(number), file));
            });
        }
    }

    private static Object forecast(Predictor loaded) {
        try (loaded) {
            return loaded.predict(SampleModels.series(70));
        }
    }

    /** Returns the forecasts of the restored sessions, or the exceptions in place of them. */
    private static Object sessions(StoredModel model) {
        ModelVersion version = model.find("production").orElseThrow();
        List<Answer> answers = new ArrayList<>();
        try (Predictor predictor = model.load(version)) {
            for (String key : List.of("north", "south")) {
                answers.add(answer(() -> restored(predictor, model.snapshot(version, key))));
            }
        }
        return answers;
    }

    private static Object restored(Predictor predictor, Optional<byte[]> snapshot) {
        if (snapshot.isEmpty()) {
            return NO_SNAPSHOT;
        }
        try (PredictionSession session = predictor.restore(snapshot.get())) {
            return session.forecast();
        }
    }

    private static String text(ModelVersion version) {
        List<Object> parts = new ArrayList<>(List.of(
                version,
                version.id(),
                version.info(),
                version.modelHash(),
                version.data(),
                version.environment(),
                version.parent(),
                version.files(),
                version.attachments(),
                version.tags(),
                version.notes()));
        return parts.toString();
    }
}
