package io.forecastj.examples

import io.forecastj.features.FeaturePipeline
import io.forecastj.{Baselines, ColumnRole, PredictorInfo}
import java.nio.file.{Files, Path}
import java.time.LocalDate
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import scala.jdk.CollectionConverters.*
import scala.util.Using

/** Runs the Scala samples of docs/kotlin.md on small data. */
class ScalaSamplesTest {
  private def units(shop: Int) = (0 until 120).map(day => 100 + shop + 5 * math.sin(2 * math.Pi * day / 7))

  @Test
  def plainNumbersAreForecast(): Unit = {
    val forecast = ScalaSamples.nextWeek(units(0))
    assertThat(forecast.size).isEqualTo(7)
    assertThat(forecast.head).isBetween(94.0, 106.0)
  }

  @Test
  def oneModelForecastsAllShops(@TempDir folder: Path): Unit = {
    val lines = for (shop <- 0 to 2; (value, day) <- units(shop).zipWithIndex)
      yield s"${LocalDate.of(2026, 1, 1).plusDays(day)},shop-$shop,${100 + shop},$value"
    val file = Files.write(folder.resolve("shops.csv"), ("time,shop,floor_space,units" +: lines).asJava)
    assertThat(ScalaSamples.shops(file).keySet.asJava).containsExactlyInAnyOrder("shop-0", "shop-1", "shop-2")
  }

  @Test
  def timesOfTrainingAreAnOptionAndAFeatureIsALambda(): Unit = {
    val bars = Sp500Daily.bundled().head(40)
    val untrained = PredictorInfo.builder("constant", 3).column("close", ColumnRole.TARGET).build()
    assertThat(ScalaSamples.trained(untrained)).isEqualTo(None)
    Using.resource(Baselines.naive("close", 3).fit(bars)) { naive =>
      assertThat(ScalaSamples.trained(naive.info())).isEqualTo(Some(bars.time(0)))
    }
    val row = FeaturePipeline.of(ScalaSamples.spread).rows(bars)(39)
    assertThat(row(0)).isEqualTo(bars.value(39, "high") - bars.value(39, "low"))
  }
}
