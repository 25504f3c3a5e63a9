package io.forecastj.examples

import io.forecastj.Forecaster
import io.forecastj.TimeSeries
import io.forecastj.models.linear.Linear
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import kotlin.math.PI
import kotlin.math.sin
import kotlin.random.Random
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Runs the Kotlin samples of docs/recipes.md on small data. */
class KotlinSamplesTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `plain numbers are forecast`() {
        assertThat(nextWeek(weekly(200, 0))).hasSize(7)
    }

    @Test
    fun `every quote gets its forecast`() {
        val history = series(300)
        val quotes = (290 until 300).asSequence().map {
            KotlinQuote(history.timestamp(it), doubleArrayOf(history.value(it, "units")))
        }
        linear().fit(history.head(290)).use {
            val all = forecasts(it, history.head(290), quotes).toList()
            assertThat(all).hasSize(10)
            assertThat(all.last()).isEqualTo(it.predict(history))
        }
    }

    @Test
    fun `one model forecasts all shops`() {
        val lines = (0..2).flatMap { shop ->
            weekly(120, shop).mapIndexed { day, units -> "${day(day)},shop-$shop,${100 + shop},$units" }
        }
        val file = Files.write(folder.resolve("shops.csv"), listOf("time,shop,floor_space,units") + lines)
        assertThat(shops(file).keys).containsExactly("shop-0", "shop-1", "shop-2")
    }

    @Test
    fun `intervals are printed and a loaded predictor forecasts`() {
        val history = series(300)
        intervals(linear(), history)
        val forecast = saveAndLoad(linear(), history, folder.resolve("model"))
        assertThat(forecast).isEqualTo(linear().fit(history).use { it.predict(history) })
    }

    private fun linear(): Forecaster = Linear.forecaster().column("units").lookback(28).horizon(7).build()

    private fun series(days: Int): TimeSeries = TimeSeries.builder("units")
        .also { weekly(days, 0).forEachIndexed { day, units -> it.add(day(day), units) } }
        .build()

    private fun day(day: Int): Instant = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day)

    /** Days around 100 with a season of a week and some noise. */
    private fun weekly(days: Int, seed: Int): DoubleArray {
        val random = Random(seed)
        return DoubleArray(days) { 100 + 5 * sin(2 * PI * it / 7) + random.nextDouble() }
    }
}
