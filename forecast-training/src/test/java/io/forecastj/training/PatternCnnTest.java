package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitProgress;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.onnx.LoadedOnnx;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.signal.PatternRecognizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternCnnTest {
    private static final TimeSeries BARS = TestSeries.bars(150, 3);

    private static PatternCnn small(int chained, int epochs) {
        return PatternCnn.builder()
                .filters(4, 6)
                .hidden(8)
                .chainedBars(chained)
                .training(SmallNeural.quick().epochs(epochs).build())
                .build();
    }

    @Test
    @NeedsEngine
    void aRecognizerIsTrainedServedAndWritten(@TempDir Path directory) {
        List<FitProgress> reports = new ArrayList<>();
        Path file = directory.resolve("patterns.onnx");
        try (PatternRecognizer recognizer = small(1_200, 2).fit(List.of(BARS), reports::add)) {
            assertThat(recognizer.info().patterns())
                    .isEqualTo(Features.patterns().candles(10).outputs());
            assertThat(recognizer.info().parameters())
                    .containsEntry("training.architecture", "cnn")
                    .containsEntry("training.filters", "[4, 6]");
            assertThat(reports).extracting(FitProgress::completed).isSorted().endsWith(1.0);
            Onnx.write(recognizer, file);
            try (PatternRecognizer read = Onnx.loadPatterns(file)) {
                assertThat(read.recognize(BARS)).isEqualTo(recognizer.recognize(BARS));
            }
        }
    }

    @Test
    @NeedsEngine
    void theSameSeedGivesTheSameFile() {
        try (PatternRecognizer one = small(0, 1).fit(BARS);
                PatternRecognizer same = small(0, 1).fit(BARS)) {
            assertThat(LoadedOnnx.of(one).bytes()).isEqualTo(LoadedOnnx.of(same).bytes());
        }
    }

    @Test
    void chainedBarsMoveAsTheOriginalsDid() {
        List<TimeSeries> chains = BarChains.of(List.of(BARS, TestSeries.bars(50, 4)), 1_300, 9);
        assertThat(chains).extracting(TimeSeries::length).containsExactly(1_000, 300);
        TimeSeries chain = chains.get(1);
        double move = chain.value(7, Ohlcv.CLOSE) / chain.value(6, Ohlcv.CLOSE);
        List<Double> moves = new ArrayList<>();
        for (TimeSeries one : List.of(BARS, TestSeries.bars(50, 4))) {
            for (int row = 1; row < one.length(); row++) {
                moves.add(one.value(row, Ohlcv.CLOSE) / one.value(row - 1, Ohlcv.CLOSE));
            }
        }
        assertThat(moves).anySatisfy(each -> assertThat(each).isCloseTo(move, within(1e-12)));
        for (int row = 0; row < chain.length(); row++) {
            assertThat(chain.value(row, Ohlcv.HIGH))
                    .isGreaterThanOrEqualTo(Math.max(chain.value(row, Ohlcv.OPEN), chain.value(row, Ohlcv.CLOSE)));
        }
        assertThat(BarChains.of(List.of(BARS), 100, 9).get(0))
                .isEqualTo(BarChains.of(List.of(BARS), 100, 9).get(0));
    }

    @Test
    void patternsAreFoundInChainedBarsAsOftenAsInOthers() {
        FeaturePipeline patterns = FeaturePipeline.of(Features.patterns().candles(10));
        TimeSeries chain = BarChains.of(List.of(BARS), 1_000, 9).get(0);
        long found = Arrays.stream(patterns.rows(chain))
                .flatMapToDouble(Arrays::stream)
                .filter(strength -> strength != 0 && !Double.isNaN(strength))
                .count();
        assertThat(found).isPositive();
    }

    @Test
    void badSettingsAndSeriesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatternCnn.builder().lookback(12).build())
                .withMessage("lookback must be from 13 to 1,000, found 12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatternCnn.builder().filters(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatternCnn.builder().chainedBars(-1).build())
                .withMessageContaining("chainedBars must be from 0");
        assertThatThrownBy(() -> small(10, 1).fit(TestSeries.walk(50, 1)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("open");
        assertThatThrownBy(() -> small(10, 1).fit(BARS.head(1))).isInstanceOf(InsufficientHistoryException.class);
    }
}
