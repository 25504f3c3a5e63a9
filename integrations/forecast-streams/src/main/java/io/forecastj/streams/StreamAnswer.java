package io.forecastj.streams;

import com.fasterxml.jackson.core.JacksonException;
import io.forecastj.Forecast;
import io.forecastj.MessageText;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.signal.Signal;
import io.forecastj.store.StoreException;
import io.forecastj.streams.StreamForecast.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the parts of one answer. Not thread-safe. */
final class StreamAnswer {
    Outcome outcome;
    String reason = "";

    @Nullable
    Instant time;

    @Nullable
    Integer version;

    String modelHash = "";

    @Nullable
    Forecast forecast;

    @Nullable
    Signal signal;

    List<ForecastRow> scores = new ArrayList<>();

    StreamAnswer(Outcome outcome) {
        this.outcome = outcome;
    }

    static StreamAnswer at(long time) {
        StreamAnswer answer = new StreamAnswer(Outcome.FORECAST);
        answer.time = Instant.ofEpochMilli(time);
        return answer;
    }

    StreamAnswer outcome(Outcome kind, String why) {
        outcome = kind;
        return why(why);
    }

    /** Adds a reason after those before. */
    StreamAnswer why(String why) {
        reason = MessageText.cut(reason.isEmpty() ? why : reason + "; " + why);
        return this;
    }

    StreamAnswer by(OpenModel model) {
        version = model.number() == 0 ? null : model.number();
        modelHash = model.predictor().modelHash();
        return this;
    }

    StreamForecast build() {
        return new StreamForecast(this);
    }

    /** The answer to a switch of the model. */
    static StreamForecast toSwitch(Supplier<OpenModel> next) {
        StreamAnswer answer = new StreamAnswer(Outcome.SWITCHED);
        try {
            answer.by(next.get());
        } catch (StoreException e) {
            throw e; // all tasks must switch, so this one waits for the store
        } catch (RuntimeException e) {
            answer.outcome(Outcome.REFUSED, text(e));
        }
        return answer.build();
    }

    /** The message of an exception, or its class if it has none. */
    static String text(Throwable failure) {
        // without the lines about the place in a source that is not shown
        String message = failure instanceof JacksonException json ? json.getOriginalMessage() : failure.getMessage();
        return message == null || message.isEmpty() ? failure.toString() : message;
    }
}
