package io.forecastj.models.statistical;

import io.forecastj.Forecast;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.MemberSession;

/** State of a series with a known pattern: the member's session, which gets each row without its component. */
final class SeasonalState implements SeriesState {
    private final PredictorInfo info;
    private final SeasonalSettings settings;
    private final SeasonalPattern pattern;
    private final MemberSession member;
    private final StepCount count;
    private final int column;
    private final double[] adjusted;
    private long steps;

    SeasonalState(PredictorInfo info, SeasonalSettings settings, SeasonalPattern pattern, MemberSession member) {
        this.info = info;
        this.settings = settings;
        this.pattern = pattern;
        this.member = member;
        this.count = pattern.count();
        this.column = info.rowColumns().indexOf(settings.column());
        this.adjusted = new double[info.rowColumns().size()];
    }

    @Override
    public void update(long time, double[] row) {
        steps = count.to(time);
        System.arraycopy(row, 0, adjusted, 0, row.length);
        adjusted[column] = pattern.remove(row[column], pattern.at(steps));
        member.update(time, adjusted);
    }

    @Override
    public void forecastInto(double[] out) {
        if (!member.forecastInto(out)) {
            RuntimeException failure = member.failure();
            throw failure == null
                    ? new InsufficientHistoryException("'" + info.name() + "' has no forecast of '"
                            + member.member().info().name() + "': " + member.reason())
                    : failure;
        }
        SeasonalForecast.add(pattern, steps, out);
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        SeasonalForecast.complete(settings, pattern, steps, member.forecast(), forecast);
    }

    @Override
    public void save(StateWriter out) {
        out.putLong(steps);
        count.save(out);
        member.save(out);
    }

    @Override
    public void restore(StateReader in) {
        steps = in.getLong();
        count.restore(in);
        member.restore(in);
    }

    @Override
    public void close() {
        member.close();
    }
}
