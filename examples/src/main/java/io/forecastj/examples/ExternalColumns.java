package io.forecastj.examples;

import io.forecastj.Aggregation;
import io.forecastj.Forecaster;
import io.forecastj.Join;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.Score;
import io.forecastj.backtest.leakage.LeakageAudit;
import io.forecastj.backtest.leakage.LeakageReport;
import io.forecastj.data.AsOfJoin;
import io.forecastj.data.Csv;
import io.forecastj.data.Resample;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import java.io.IOException;
import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Random;
import java.util.function.BinaryOperator;

/**
 * Forecasts an asset by month from another asset and an external column that is published late, joined without a leak,
 * and the same with the leak that most tables of this kind have.
 *
 * <p>Real are the S&amp;P 500 and the employment of the United States, both of 2006 to 2015. The figure of a month is
 * stamped by the month's first day and published on the first Friday of the next month, here by this rule; the file has
 * the values as last revised, not as first published. Simulated is the share that is forecast: it moves with the index,
 * by chance, and on the day of a publication by its surprise. So whoever joins a figure at its stamp knows the moves of
 * the share before they happen, and whoever joins it when it is published knows nothing of the next month.
 */
public final class ExternalColumns {
    static final String INDEX = "index";
    static final String SHARE = "share";
    static final String JOBS = "nonfarm_change";

    /** Months before the first forecast. */
    private static final int TRAINED = 48;

    /** Months from one fit to the next. */
    private static final int YEAR = 12;

    /** Months whose figures are printed. */
    private static final int SHOWN = 6;

    private static final long SEED = 17;
    private static final double BETA = 0.5;

    /** Standard deviation of the share's daily changes by chance, as a logarithm. */
    private static final double NOISE = 0.005;

    /** Change of the share for a surprise of a million jobs, as a logarithm. */
    private static final double REACTION = 0.2;

    private static final double THOUSANDS_IN_MILLION = 1000;

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime RELEASE = LocalTime.of(8, 30);

    private ExternalColumns() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException if the bundled data cannot be read
     */
    public static void main(String[] args) throws IOException {
        TimeSeries jobs = jobs();
        TimeSeries months = months(jobs);
        System.out.println(months);
        System.out.println(jobs);
        System.out.println();
        printRows(months, jobs);

        System.out.printf(Locale.ROOT, "%-22s %7s %7s %10s%n", "forecast of a month", "skill", "RMSE", "direction");
        System.out.println("-".repeat(49));
        print("naive", evaluate(months, assets()), "naive");
        print("without employment", evaluate(months, assets()), "ridge");
        print("joined when published", evaluate(whenPublished(months, jobs), withJobs()), "ridge");
        print("joined by its stamp", evaluate(byStamp(months, jobs), withJobs()), "ridge");
        System.out.println();

        System.out.println("Joined when published: " + audit(ExternalColumns::whenPublished, months, jobs));
        System.out.println();
        System.out.println("Joined by its stamp: " + audit(ExternalColumns::byStamp, months, jobs));
    }

    /** Gives each month the last figure that was published by its end. */
    static TimeSeries whenPublished(TimeSeries months, TimeSeries jobs) {
        return AsOfJoin.of(months).with(jobs).join();
    }

    /** Gives each month the last figure by its stamp, as a join of two tables does that knows one time only. */
    static TimeSeries byStamp(TimeSeries months, TimeSeries jobs) {
        return months.join(jobs.asOf(Instant.MAX), Join.PREVIOUS);
    }

    /** The figures with the time of their publication. */
    static TimeSeries jobs() throws IOException {
        TimeSeries stamped = read("us-employment.csv", JOBS);
        TimeSeries.Builder published = TimeSeries.builder(JOBS).sampling(Sampling.monthly());
        for (int row = 0; row < stamped.length(); row++) {
            Instant month = stamped.time(row);
            published.publish(month, releaseOf(month), stamped.value(row, JOBS));
        }
        return published.build();
    }

    /** The first Friday of the month after, at half past eight in New York. */
    private static Instant releaseOf(Instant month) {
        LocalDate first = month.atZone(ZoneOffset.UTC).toLocalDate().plusMonths(1);
        LocalDate friday = first.with(TemporalAdjusters.firstInMonth(DayOfWeek.FRIDAY));
        return friday.atTime(RELEASE).atZone(NEW_YORK).toInstant();
    }

    /** The closes of both assets by month; each row has the time of the month's end, when it is known. */
    static TimeSeries months(TimeSeries jobs) throws IOException {
        TimeSeries index = read("sp500-2000.csv", "close")
                .between(jobs.time(0), jobs.time(jobs.length() - 1).plus(Duration.ofDays(30)))
                .rename("close", INDEX);
        return Resample.to(Sampling.monthly())
                .rule(INDEX, Aggregation.LAST)
                .rule(SHARE, Aggregation.LAST)
                .apply(index.with(SHARE, share(index, jobs)));
    }

    /** Simulates a share whose price takes in each figure on the day on which it is published. */
    private static double[] share(TimeSeries index, TimeSeries jobs) {
        Random random = new Random(SEED);
        double[] share = new double[index.length()];
        share[0] = 100;
        int figure = 1;
        for (int row = 1; row < share.length; row++) {
            double change = BETA * Math.log(index.value(row, INDEX) / index.value(row - 1, INDEX))
                    + NOISE * random.nextGaussian();
            // a day is over a day after its stamp
            Instant end = index.time(row).plus(Duration.ofDays(1));
            while (figure < jobs.length() && releaseOf(jobs.time(figure)).isBefore(end)) {
                change += REACTION * (jobs.value(figure, JOBS) - jobs.value(figure - 1, JOBS)) / THOUSANDS_IN_MILLION;
                figure++;
            }
            share[row] = share[row - 1] * Math.exp(change);
        }
        return share;
    }

    static BacktestResult evaluate(TimeSeries table, FeaturePipeline features) {
        return Backtest.on(table)
                .windows(WalkForward.expanding(TRAINED).refitEvery(YEAR))
                .compare(forecaster(features))
                .run();
    }

    private static Forecaster forecaster(FeaturePipeline features) {
        return Regression.forecaster()
                .name("ridge")
                .regressor(Linear.regressor(0.01))
                .target(Target.logReturn(SHARE))
                .features(features)
                .strategy(Strategy.DIRECT)
                .horizon(1)
                .build();
    }

    static FeaturePipeline assets() {
        return FeaturePipeline.of(
                Features.price().logReturns(INDEX, 1), Features.price().logReturns(SHARE, 1));
    }

    static FeaturePipeline withJobs() {
        return assets().plus(Features.difference(JOBS, 1), Features.lag(Features.difference(JOBS, 1), 1));
    }

    /** Compares a table with the one that the same join makes of what was there at each time. */
    static LeakageReport audit(BinaryOperator<TimeSeries> join, TimeSeries months, TimeSeries jobs) {
        return LeakageAudit.on(join.apply(months, jobs))
                .vintages(time -> join.apply(months.between(months.time(0), time), jobs.publishedBy(time)))
                .forecaster(forecaster(withJobs()))
                .run();
    }

    private static void printRows(TimeSeries months, TimeSeries jobs) {
        TimeSeries published = whenPublished(months, jobs);
        TimeSeries stamped = byStamp(months, jobs);
        System.out.printf(
                Locale.ROOT,
                "%-12s %8s %8s %30s%n%-12s %8s %8s %16s %13s%n",
                "end of the",
                "",
                "",
                "change of employment, joined",
                "month",
                INDEX,
                SHARE,
                "when published",
                "by its stamp");
        for (int row = months.length() - SHOWN; row < months.length(); row++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %8.1f %8.1f %16.0f %13.0f%n",
                    months.time(row).toString().substring(0, 10),
                    months.value(row, INDEX),
                    months.value(row, SHARE),
                    published.value(row, JOBS),
                    stamped.value(row, JOBS));
        }
        System.out.println();
    }

    private static void print(String what, BacktestResult result, String model) {
        Score score = result.scores(model).overall();
        System.out.printf(
                Locale.ROOT,
                "%-22s %+6.1f%% %7.3f %10s%n",
                what,
                100 * score.skill(),
                score.rmse(),
                model.equals("naive") ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * score.directionalAccuracy()));
    }

    private static TimeSeries read(String resource, String column) throws IOException {
        try (InputStream in = ExternalColumns.class.getResourceAsStream(resource)) {
            return Csv.read()
                    .time(resource.startsWith("us") ? "month" : "date")
                    .columns(column)
                    .from(in, resource)
                    .one();
        }
    }
}
