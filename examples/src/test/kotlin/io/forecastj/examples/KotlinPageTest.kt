package io.forecastj.examples

import io.forecastj.TimeSeries
import io.forecastj.features.FeaturePipeline
import io.forecastj.features.Features
import io.forecastj.testkit.PredictorContract
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Runs the samples of docs/kotlin.md, of which [LastValue] keeps all promises of a predictor. */
class KotlinPageTest : PredictorContract() {
    @TempDir
    lateinit var folder: Path

    override fun fit() = LastValue("close", 3)

    override fun series(): TimeSeries = Sp500Daily.bundled().head(40).select("close")

    @Test
    fun `extension functions read as the language does`() {
        val bars = series()
        fit().use {
            val forecast = it.predict(bars)
            assertThat(forecast[2]).isEqualTo(bars["close"].last())
            assertThat(forecast.byTime()).hasSize(3).containsEntry(forecast.time(3), forecast[3])
            assertThat(trainingDays(it.info())).isEqualTo("not known")
        }
    }

    @Test
    fun `features are written as lambdas and kernels`() {
        val bars = Sp500Daily.bundled().head(40)
        val pipeline = FeaturePipeline.of(spread(), streak(Features.column("close")))
        val last = pipeline.rows(bars)[39]
        assertThat(last[0]).isEqualTo(bars["high"][39] - bars["low"][39])
        assertThat(last[1]).isEqualTo(
            bars["close"].asIterable().zipWithNext().reversed().takeWhile { (before, after) -> after >= before }.count().toDouble(),
        )
    }

    @Test
    fun `a flow of rows becomes a flow of forecasts`() {
        val bars = series()
        val quotes = (30 until 40).map { KotlinQuote(bars.timestamp(it), doubleArrayOf(bars.value(it, "close"))) }
        fit().use {
            val forecasts = runBlocking {
                quotes.asFlow().forecasts(it, bars.head(30)).flowOn(Dispatchers.Default).toList()
            }
            assertThat(forecasts).hasSize(10)
            assertThat(forecasts.last()).isEqualTo(it.predict(bars))
        }
    }

    @Test
    fun `the compiler refuses null where none is allowed and an unchecked value that may be null`() {
        assertThat(compiled("fun f(p: Predictor) = p.predict(null)")).contains("error: null cannot be a value")
        assertThat(compiled("fun f(i: PredictorInfo): Long = i.trainedFrom().epochSecond")).contains("error: only safe (?.)")
        assertThat(compiled("fun f(i: PredictorInfo): Long? = i.trainedFrom()?.epochSecond")).isEqualTo("OK")
    }

    /** Returns OK or the errors. */
    private fun compiled(code: String): String {
        val file = Files.writeString(folder.resolve("Snippet.kt"), "import io.forecastj.*\n$code\n")
        val errors = ByteArrayOutputStream()
        val arguments = arrayOf(
            "-no-stdlib", "-no-reflect", "-cp", System.getProperty("java.class.path"),
            "-d", folder.resolve("classes").toString(), file.toString(),
        )
        val exit = K2JVMCompiler().exec(PrintStream(errors), *arguments)
        return if (exit == ExitCode.OK) "OK" else errors.toString(Charsets.UTF_8)
    }
}
