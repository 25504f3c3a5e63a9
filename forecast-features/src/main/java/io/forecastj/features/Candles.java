package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;
import java.util.List;

/** All candlestick patterns of the last three bars and the bar before them; {@link CandlePatterns} defines each. */
final class Candles extends Kernel {
    /** The bars of the longest pattern. */
    private static final int LONGEST = 3;

    static final Kind KIND = Kind.named("candles")
            .inputs("open", "high", "low", "close")
            .window("n", 1, 10)
            .outputs(CandlePatterns.NAMES)
            .formula("the strengths of all candlestick patterns, one output for each; see the kinds of"
                    + " these names. 0 where there is no such pattern. NaN while a missing value is among"
                    + " the bars of the longest pattern and the n before it")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(
                            in.get(0),
                            in.get(1),
                            in.get(2),
                            in.get(3),
                            RollingMean.KIND.of(BodySize.KIND.create(List.of(in.get(0), in.get(3)), new double[0]), a),
                            RollingMean.KIND.of(in.get(3), a));
                }

                @Override
                int warmup(double[] a) {
                    return LONGEST;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Candles(in);
                }
            });

    /** The number of complete bars since the last gap. */
    private static final int SEEN = 0;

    private final int open;
    private final int high;
    private final int low;
    private final int close;
    private final int averageBody;
    private final int averageClose;

    private Candle now = new Candle();
    private Candle last = new Candle();
    private Candle second = new Candle();
    private Candle third = new Candle();

    private Candles(int[] in) {
        super(1);
        open = in[0];
        high = in[1];
        low = in[2];
        close = in[3];
        averageBody = in[4];
        averageClose = in[5];
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        Candle bar = third;
        third = second;
        second = last;
        last = now;
        now = bar;
        bar.set(row[open], row[high], row[low], row[close], row[averageBody], row[averageClose]);
        state[SEEN] = bar.isIncomplete() ? 0 : state[SEEN] + 1;
        if (state[SEEN] > LONGEST) {
            CandlePatterns.write(third, second, last, bar, out, at);
        } else {
            Arrays.fill(out, at, at + CandlePatterns.NAMES.length, Double.NaN);
        }
    }

    @Override
    public void copyFrom(Kernel other) {
        super.copyFrom(other);
        Candles that = (Candles) other;
        now.copyFrom(that.now);
        last.copyFrom(that.last);
        second.copyFrom(that.second);
        third.copyFrom(that.third);
    }

    @Override
    public void save(StateWriter out) {
        super.save(out);
        now.save(out);
        last.save(out);
        second.save(out);
        third.save(out);
    }

    @Override
    public void restore(StateReader in) {
        super.restore(in);
        now.restore(in);
        last.restore(in);
        second.restore(in);
        third.restore(in);
    }
}
