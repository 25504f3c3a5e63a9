package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.Ohlcv;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Combination;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session that is restarted again and again says what the one says that runs through, also about bad rows. */
class RestartTest {
    private static final int TRAINING = 500;
    private static final int ROWS = 620;
    private static final LightGbmParameters SMALL =
            LightGbm.parameters().rounds(10).leaves(7).build();

    private static Forecaster linear() {
        return Linear.forecaster().column("close").lookback(20).horizon(6).build();
    }

    private static Regression.Builder boosted() {
        return LightGbm.forecaster(SMALL).features(Bars.FEATURES).horizon(6);
    }

    private enum Case {
        BARS {
            @Override
            Forecaster forecaster() {
                return boosted().bars().build();
            }
        },
        INTERVALS_AROUND_AN_ENSEMBLE {
            @Override
            Forecaster forecaster() {
                return Conformal.adaptive(
                        Ensembles.online(linear(), returns(), Baselines.naive("close", 6)), 0.8, 0.95);
            }
        },
        INTERVALS_FROM_QUANTILES {
            @Override
            Forecaster forecaster() {
                return Conformal.cqr(Baselines.drift("close", 6), 0.8, 0.95);
            }
        },
        ENSEMBLE_WITH_REGIMES {
            @Override
            Forecaster forecaster() {
                return Ensembles.online(linear(), Baselines.naive("close", 6))
                        .combination(Combination.RIDGE)
                        .regime(Features.market().regime(Features.price().logReturns("close", 1)));
            }
        },
        BOOSTED_STACK {
            @Override
            Forecaster forecaster() {
                return Ensembles.stack(linear(), Baselines.naive("close", 6)).stacking(new Stacking.Boosted(SMALL));
            }
        };

        abstract Forecaster forecaster();

        static Forecaster returns() {
            return boosted().target(Target.logReturn("close")).build();
        }
    }

    @ParameterizedTest
    @EnumSource
    void restartsChangeNoBit(Case which, @TempDir Path folder) {
        TimeSeries bars = Bars.random(5, ROWS);
        Random random = new Random(6);
        try (Predictor predictor = which.forecaster().fit(bars.head(TRAINING))) {
            Predictors.save(predictor, folder.resolve("model"));
            try (Predictor loaded = Predictors.load(folder.resolve("model"))) {
                PredictionSession through = predictor.openSession(bars.head(TRAINING - 20));
                PredictionSession restarted = predictor.openSession(bars.head(TRAINING - 20));
                for (int row = TRAINING - 20; row < ROWS; row++) {
                    double[] values = values(bars, row);
                    if (random.nextInt(12) == 0) {
                        values[random.nextInt(values.length)] = Double.NaN;
                    }
                    through.append(bars.timestamp(row), values);
                    restarted.append(bars.timestamp(row), values);
                    boolean asked = random.nextBoolean();
                    if (random.nextInt(3) == 0) {
                        if (asked) {
                            answer(restarted);
                        }
                        byte[] snapshot = restarted.snapshot();
                        restarted.close();
                        restarted = (random.nextBoolean() ? loaded : predictor).restore(snapshot);
                    }
                    if (asked) {
                        assertThat(answer(restarted))
                                .as("row %d, seeds 5 and 6", row)
                                .isEqualTo(answer(through));
                    }
                }
                assertThat(restarted.snapshot()).isEqualTo(through.snapshot());
                restarted.close();
                through.close();
            }
        }
    }

    private static double[] values(TimeSeries bars, int row) {
        return Ohlcv.COLUMNS.stream()
                .mapToDouble(column -> bars.value(row, column))
                .toArray();
    }

    /** The forecast, or why there is none. */
    private static Object answer(PredictionSession session) {
        try {
            return session.forecast();
        } catch (ForecastException e) {
            return e.toString();
        }
    }

    @Test
    void aSessionOfTheStandardFeaturesTakesLessThan64KiB() {
        TimeSeries bars = Bars.random(7, 1_200);
        Forecaster forecaster = LightGbm.forecaster(SMALL)
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .horizon(10)
                .build();
        try (Predictor predictor = forecaster.fit(bars.head(1_000));
                PredictionSession session = predictor.openSession(bars)) {
            assertThat(predictor.info().featureNames()).hasSize(122);
            assertThat(session.snapshot()).hasSizeLessThan(65_536);
        }
    }
}
