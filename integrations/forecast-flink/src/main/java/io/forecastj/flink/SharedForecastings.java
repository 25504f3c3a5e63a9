package io.forecastj.flink;

import io.forecastj.streams.StreamForecasting;
import java.util.HashMap;
import java.util.Map;

/**
 * The forecastings of this process, which the subtasks of a job share, so that a model is loaded once. One is closed
 * with the last subtask.
 *
 * <p>Thread-safe.
 */
final class SharedForecastings {
    /** By the id of the recipe; guarded by the class. */
    private static final Map<String, Counted> OPEN = new HashMap<>();

    private static final class Counted {
        final ForecastRecipe.Opened opened;
        int users;

        Counted(ForecastRecipe.Opened opened) {
            this.opened = opened;
        }
    }

    private SharedForecastings() {}

    /** Returns the forecasting of a recipe, with the caller as a user, who releases it. */
    static synchronized StreamForecasting acquire(ForecastRecipe recipe) {
        Counted counted = OPEN.get(recipe.id());
        if (counted == null) {
            counted = new Counted(recipe.open());
            OPEN.put(recipe.id(), counted);
        }
        counted.users++;
        return counted.opened.forecasting();
    }

    static synchronized void release(ForecastRecipe recipe) {
        Counted counted = OPEN.get(recipe.id());
        if (counted != null && --counted.users == 0) {
            OPEN.remove(recipe.id());
            counted.opened.close();
        }
    }

    static synchronized int open() {
        return OPEN.size();
    }
}
