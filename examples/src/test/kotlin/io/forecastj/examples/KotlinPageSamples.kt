package io.forecastj.examples

import io.forecastj.AbstractPredictor
import io.forecastj.ColumnRole
import io.forecastj.Forecast
import io.forecastj.Predictor
import io.forecastj.PredictorInfo
import io.forecastj.SeriesContext
import io.forecastj.SeriesState
import io.forecastj.StateReader
import io.forecastj.StateWriter
import io.forecastj.TimeSeries
import io.forecastj.features.Feature
import io.forecastj.features.Features
import io.forecastj.features.Kernel
import java.time.Instant
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow

// The samples of docs/kotlin.md; KotlinPageTest runs them.

operator fun TimeSeries.get(column: String): DoubleArray = values(column)

operator fun Forecast.get(step: Int): Double = point(step)

fun Forecast.byTime(): Map<Instant, Double> = steps().associate { time(it) to point(it) }

fun trainingDays(info: PredictorInfo): String {
    val from: Instant? = info.trainedFrom()
    return from?.let { "trained from $it" } ?: "not known"
}

fun spread(): Feature = Features.custom("spread", Features.columns("high", "low")) { row -> row[0] - row[1] }

fun streak(of: Feature): Feature = Features.custom("streak", listOf(of), doubleArrayOf(), 1) { inputs -> Streak(inputs[0]) }

/** The number of consecutive rows without a fall. */
class Streak(private val input: Int) : Kernel(2) {
    init {
        state[1] = Double.NaN
    }

    override fun update(row: DoubleArray, out: DoubleArray, at: Int) {
        val value = row[input]
        val last = state[1]
        state[0] = if (value >= last) state[0] + 1 else 0.0
        state[1] = value
        out[at] = if ((value - last).isNaN()) Double.NaN else state[0]
    }
}

class LastValue(column: String, horizon: Int) :
    AbstractPredictor(PredictorInfo.builder("last-value", horizon).column(column, ColumnRole.TARGET).build()) {

    override fun identify(out: StateWriter) = Unit

    override fun newState(series: SeriesContext) = object : SeriesState {
        private var last = Double.NaN

        override fun update(time: Long, row: DoubleArray) {
            last = row[0]
        }

        override fun forecastInto(out: DoubleArray) = out.fill(last)

        override fun save(out: StateWriter) = out.putDouble(last)

        override fun restore(state: StateReader) {
            last = state.getDouble()
        }
    }
}

fun Flow<KotlinQuote>.forecasts(predictor: Predictor, bars: TimeSeries): Flow<Forecast> = flow {
    predictor.openSession(bars).use { live ->
        collect { (time, values) ->
            live.append(time, values)
            emit(live.forecast())
        }
    }
}
