package io.forecastj.features;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.stream.Stream;

/** One feature of each kind of the catalogue, and some of small and large windows. */
final class Kinds {
    private Kinds() {}

    static Feature example(Kind kind) {
        List<Feature> inputs = kind.inputs().stream().map(Kinds::input).toList();
        return kind.create(inputs, exampleArguments(kind));
    }

    static double[] exampleArguments(Kind kind) {
        return kind.arguments().stream().mapToDouble(Kind.Argument::example).toArray();
    }

    /** An example of each kind; the same on another feature; and with the least windows. */
    static Stream<Feature> examples() {
        return Stream.concat(
                Stream.concat(Catalogue.KINDS.stream().map(Kinds::example), inZones()),
                Catalogue.KINDS.stream()
                        .filter(kind ->
                                kind.inputs().size() == 1 || !kind.arguments().isEmpty())
                        .flatMap(kind -> Stream.of(composed(kind), least(kind))));
    }

    /** The kinds of the row's time in a zone whose clocks change by half an hour. */
    private static Stream<Feature> inZones() {
        return Catalogue.KINDS.stream()
                .filter(Kind::ofTime)
                .map(kind -> kind.create(List.of(Features.column("Australia/Lord_Howe")), exampleArguments(kind)));
    }

    private static Feature composed(Kind kind) {
        List<Feature> inputs = kind.inputs().stream()
                .map(name -> Features.lag(Features.trend().ema(input(name), 3), 2))
                .toList();
        return kind.create(inputs, exampleArguments(kind));
    }

    private static Feature least(Kind kind) {
        List<Feature> inputs = kind.inputs().stream().map(Kinds::input).toList();
        return kind.create(
                inputs,
                kind.arguments().stream()
                        .mapToDouble(argument -> argument.whole() ? argument.least() : argument.example())
                        .toArray());
    }

    private static Feature input(String name) {
        if (name.equals("return")) {
            return Features.price().logReturns(Ohlcv.CLOSE, 1);
        }
        String other = name.equals("y") ? Ohlcv.OPEN : Ohlcv.CLOSE;
        return Features.column(Ohlcv.COLUMNS.contains(name) ? name : other);
    }

    /** A pipeline of one feature, fitted on the series if need be. */
    static FeaturePipeline pipeline(Feature feature, TimeSeries series) {
        return FeaturePipeline.of(feature).fit(List.of(series));
    }
}
