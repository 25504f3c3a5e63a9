package io.forecastj.backtest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash of what a backtest computed: its windows, season, fits and every forecast with its actual value, as bits.
 * It does not depend on the times taken, the machine or the version of Java.
 */
final class ResultHash {
    private static final String FORM = "ForecastJ backtest 1";

    private final MessageDigest digest;
    private final ByteBuffer eight = ByteBuffer.allocate(Long.BYTES);

    private ResultHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(BacktestPlan plan, int season, List<Comparison> comparisons, List<ClassComparison> ofClasses) {
        ResultHash hash = new ResultHash();
        hash.text(FORM);
        hash.text(plan.walk().map(Object::toString).orElse(""));
        hash.number(season);
        for (BacktestPlan.Fit fit : plan.fits()) {
            hash.number(fit.from().toEpochMilli());
            hash.number(fit.to().toEpochMilli());
        }
        for (Comparison comparison : comparisons) {
            hash.text(comparison.target());
            for (Comparison.Contender contender : comparison.contenders()) {
                hash.forecasts(plan, comparison.target(), contender);
            }
        }
        for (ClassComparison comparison : ofClasses) {
            hash.text(comparison.target());
            comparison.models().forEach(model -> hash.classes(plan, model));
        }
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void forecasts(BacktestPlan plan, String target, Comparison.Contender contender) {
        ModelForecasts model = contender.model();
        double[] levels = model.quantiles().levels();
        text(model.entry().name());
        number(model.horizon());
        number(levels.length);
        for (double level : levels) {
            bits(level);
        }
        for (int s = 0; s < plan.series().size(); s++) {
            BacktestPlan.Origins origins = plan.series().get(s);
            int column = origins.series().columnIndex(target);
            text(origins.series().id());
            for (int origin = 0; origin < origins.count(); origin++) {
                if (model.made(s, origin)) {
                    int row = origins.rows()[origin];
                    number(origins.series().timestamp(row));
                    for (int step = 1; step <= model.horizon(); step++) {
                        boolean ended = row + step >= origins.series().length();
                        bits(ended ? Double.NaN : origins.series().value(row + step, column));
                        bits(model.point(contender.target(), s, origin, step));
                        for (double level : levels) {
                            bits(model.quantiles().get(level, contender.target(), s, origin, step));
                        }
                    }
                }
            }
        }
    }

    private void classes(BacktestPlan plan, ModelForecasts model) {
        text(model.entry().name());
        number(model.horizon());
        model.classes().classes().forEach(this::text);
        for (int s = 0; s < plan.series().size(); s++) {
            BacktestPlan.Origins origins = plan.series().get(s);
            text(origins.series().id());
            for (int origin = 0; origin < origins.count(); origin++) {
                if (model.made(s, origin)) {
                    int row = origins.rows()[origin];
                    number(origins.series().timestamp(row));
                    for (int step = 1; step <= model.horizon(); step++) {
                        boolean ended = row + step >= origins.series().length();
                        number(ended ? -1 : model.classes().label().of(origins.series(), row, step));
                        for (double probability : model.classes().get(s, origin, step)) {
                            bits(probability);
                        }
                    }
                }
            }
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
    }

    private void bits(double value) {
        number(Double.doubleToLongBits(value));
    }

    private void number(long value) {
        digest.update(eight.clear().putLong(value).flip());
    }
}
