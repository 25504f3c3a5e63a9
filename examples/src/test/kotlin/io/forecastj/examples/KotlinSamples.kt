package io.forecastj.examples

import io.forecastj.Forecast
import io.forecastj.Forecaster
import io.forecastj.Predictor
import io.forecastj.Sampling
import io.forecastj.Target
import io.forecastj.TimeSeries
import io.forecastj.data.Csv
import io.forecastj.features.Features
import io.forecastj.models.Predictors
import io.forecastj.models.conformal.Conformal
import io.forecastj.models.lightgbm.LightGbm
import io.forecastj.models.linear.Linear
import io.forecastj.models.regression.Strategy
import java.nio.file.Path
import java.time.Instant

// The Kotlin samples of docs/recipes.md; KotlinSamplesTest runs them.

fun nextWeek(units: DoubleArray): DoubleArray {
    val sales = TimeSeries.of("units", Instant.parse("2026-01-01T00:00:00Z"), Sampling.daily(), *units)
    val linear = Linear.forecaster().column("units").lookback(28).horizon(7).build()
    return linear.fit(sales).use { it.predict(sales).points() }
}

data class KotlinQuote(val epochMillis: Long, val openHighLowCloseVolume: DoubleArray)

fun forecasts(predictor: Predictor, bars: TimeSeries, quotes: Sequence<KotlinQuote>): Sequence<Forecast> = sequence {
    predictor.openSession(bars).use { live ->
        for ((time, values) in quotes) {
            live.append(time, values)
            yield(live.forecast())
        }
    }
}

fun shops(file: Path): Map<String, DoubleArray> {
    val shops = Csv.read().id("shop").attributes("floor_space").from(file).list()
    val global = LightGbm.forecaster()
        .target(Target.difference("units", 7))
        .features(Features.univariate("units", 7))
        .staticAttributes("floor_space")
        .strategy(Strategy.DIRECT_SHARED)
        .horizon(14)
        .build()
    return global.fit(shops).use { it.predictAll(shops) }.associate { it.seriesId() to it.points() }
}

fun intervals(linear: Forecaster, sales: TimeSeries) {
    val forecast = Conformal.adaptive(linear, 0.80, 0.95).fit(sales).use { it.predict(sales) }
    for (step in forecast.steps()) {
        val range = forecast.interval(step, 0.80)
        println("${forecast.time(step)}: ${forecast.point(step)}, 80 % from ${range.lower()} to ${range.upper()}")
    }
}

fun saveAndLoad(forecaster: Forecaster, history: TimeSeries, directory: Path): Forecast {
    forecaster.fit(history).use { Predictors.save(it, directory) }
    return Predictors.load(directory).use { it.predict(history) }
}
