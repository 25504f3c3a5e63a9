package io.forecastj.lifecycle.retraining;

import io.forecastj.Forecaster;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.store.ModelStore;
import io.forecastj.store.Publication;
import io.forecastj.store.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The settings of a retrainer; {@link Retrainer.Builder} describes them. Immutable. */
record RetrainSettings(
        ModelStore store,
        String model,
        String alias,
        Supplier<List<TimeSeries>> data,
        Forecaster forecaster,
        ChallengerRecipe recipe,
        RetrainPolicy policy,
        PromotionRule rule,
        @Nullable WalkForward windows,
        int leastOrigins,
        boolean promoteFirst,
        boolean promoteUncompared,
        boolean publishKept,
        @Nullable String target,
        @Nullable Retention retention,
        BiFunction<Publication, List<TimeSeries>, Publication> publication,
        Consumer<RetrainState.Builder> observer,
        RetrainListener listener,
        Executor executor,
        Duration leaseTime,
        Clock clock) {}
