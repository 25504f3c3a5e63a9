package io.forecastj.examples

import io.forecastj.*
import io.forecastj.data.Csv
import io.forecastj.features.{Feature, Features}
import io.forecastj.models.lightgbm.LightGbm
import io.forecastj.models.linear.Linear
import io.forecastj.models.regression.Strategy
import java.nio.file.Path
import java.time.Instant
import scala.jdk.CollectionConverters.*
import scala.util.Using

// The Scala samples of docs/kotlin.md; ScalaSamplesTest runs them.
object ScalaSamples {

  def nextWeek(units: Seq[Double]): Seq[Double] = {
    val sales = TimeSeries.of("units", Instant.parse("2026-01-01T00:00:00Z"), Sampling.daily(), units*)
    val linear = Linear.forecaster().column("units").lookback(28).horizon(7).build()
    Using.resource(linear.fit(sales))(_.predict(sales).points().toSeq)
  }

  def shops(file: Path): Map[String, Seq[Double]] = {
    val shops = Csv.read().id("shop").attributes("floor_space").from(file).list()
    val global = LightGbm
      .forecaster()
      .target(Target.difference("units", 7))
      .features(Features.univariate("units", 7))
      .staticAttributes("floor_space")
      .strategy(Strategy.DIRECT_SHARED)
      .horizon(14)
      .build()
    Using.resource(global.fit(shops)) { predictor =>
      predictor.predictAll(shops).asScala.map(forecast => forecast.seriesId() -> forecast.points().toSeq).toMap
    }
  }

  def trained(info: PredictorInfo): Option[Instant] = Option(info.trainedFrom())

  val spread: Feature = Features.custom("spread", Features.columns("high", "low"), row => row(0) - row(1))
}
