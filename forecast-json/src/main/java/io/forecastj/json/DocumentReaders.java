package io.forecastj.json;

import io.forecastj.Forecast;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternInfo;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.Signal;
import java.util.function.Function;

/** The documents that the modules read, the same for each version of Jackson. */
final class DocumentReaders {
    private DocumentReaders() {}

    /** Takes the reader of each type. */
    interface Registry {
        <T> void add(Class<T> type, Function<PlainFields, T> reader);
    }

    static void register(Registry registry) {
        registry.add(Forecast.class, ForecastReader::read);
        registry.add(PredictorInfo.class, InfoReader::read);
        registry.add(TimeSeries.class, SeriesReader::read);
        registry.add(Signal.class, SignalReader::signal);
        registry.add(PatternRecognition.class, SignalReader::recognition);
        registry.add(PatternInfo.class, SignalReader::info);
        registry.add(ForecastDocument.class, ForecastDocumentReader::read);
        registry.add(BacktestDocument.class, BacktestDocumentReader::read);
    }
}
