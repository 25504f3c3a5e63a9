package io.forecastj.examples;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Join;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.leakage.LeakageAudit;
import io.forecastj.backtest.leakage.LeakageReport;
import io.forecastj.data.AsOfJoin;
import io.forecastj.data.Csv;
import io.forecastj.data.Resample;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The samples of docs/external-columns.md. */
final class ExternalColumnSamples {
    private ExternalColumnSamples() {}

    static void lastKnownValue(TimeSeries days, TimeSeries employment) {
        TimeSeries joined = AsOfJoin.of(days)
                .with(employment)
                .delay(Duration.ofDays(38))
                .staleness(Duration.ofDays(31))
                .age("employment_age")
                .join();
    }

    static void otherAsset(TimeSeries bars, TimeSeries bitcoin) {
        TimeSeries hours = Resample.to(Sampling.hourly()).ohlcv().apply(bitcoin);
        TimeSeries joined = AsOfJoin.of(bars)
                .with(hours.select("close").rename("close", "bitcoin"))
                .staleness(Duration.ofHours(1))
                .join();
    }

    static void publications() {
        TimeSeries growth = TimeSeries.builder("growth")
                .publish(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-04-25T12:30:00Z"), 1.6)
                .publish(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-05-30T12:30:00Z"), 1.3) // revised
                .publish(Instant.parse("2024-04-01T00:00:00Z"), Instant.parse("2024-07-25T12:30:00Z"), 2.8)
                .build();
        growth.asOf(Instant.parse("2024-05-01T00:00:00Z")); // 1.6, NaN
        growth.publications(0, "growth"); // 1.6 from 25 April on, 1.3 from 30 May on
    }

    static void vintageFile() {
        TimeSeries vintages = Csv.read()
                .time("observation_date")
                .published("realtime_start")
                .columns("GDP")
                .from(Path.of("gdp-vintages.csv"))
                .one();
    }

    static Forecaster weather(TimeSeries load, TimeSeries weather) {
        TimeSeries joined = load.join(weather, Join.EXACT); // weather: publish(day, day - 1, forecast), and so on
        Forecaster boosted = LightGbm.forecaster()
                .target(Target.difference("load", 7))
                .features(FeaturePipeline.of(
                        Features.lag(Features.difference("load", 7), 7), Features.column("temperature")))
                .knownFuture("temperature")
                .strategy(Strategy.DIRECT)
                .horizon(3)
                .build();
        Predictor predictor = boosted.fit(joined);
        Forecast forecast = predictor.predict(joined, weather.tail(3));
        return boosted;
    }

    static void audit(TimeSeries vintages, FeaturePipeline pipeline, Forecaster forecaster) {
        LeakageReport report = LeakageAudit.on(vintages)
                .features(pipeline)
                .forecaster(forecaster)
                .run();
        report.requireNone();
    }

    static void auditOfAJoin(TimeSeries months, TimeSeries jobs) {
        LeakageAudit.on(join(months, jobs))
                .vintages(time -> join(months.between(months.time(0), time), jobs.publishedBy(time)))
                .run()
                .requireNone();
    }

    private static TimeSeries join(TimeSeries months, TimeSeries jobs) {
        return ExternalColumns.whenPublished(months, jobs);
    }
}
