package io.forecastj.models.linear;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Lags of an autoregression that its seasons suggest. Stateless and thread-safe. */
final class SeasonalLags {
    /** The largest multiple of the shortest season. */
    private static final int MOST_SEASONS = 12;

    private SeasonalLags() {}

    /**
     * Chooses the lags 1 to 3; for the shortest season {@code m} the lags {@code m - 1} to {@code m + 1} and {@code 2
     * m}; for each longer season {@code l} the lags {@code l - 1} to {@code l + 2} and {@code l - m - 1} to {@code l -
     * m + 1}, and with it {@code 2 m + 1} and the multiples of {@code m} from the third on up to {@code l - 2 m}, at
     * most the twelfth.
     *
     * @param seasons the seasons in rows, increasing, each above 1; none if there is no season
     * @param most the largest lag, at least 1; larger ones are left out
     * @return the lags, increasing
     */
    static int[] of(List<Integer> seasons, int most) {
        TreeSet<Integer> lags = new TreeSet<>(List.of(1, 2, 3));
        if (!seasons.isEmpty()) {
            int shortest = seasons.get(0);
            add(lags, shortest - 1, shortest + 1);
            lags.add(2 * shortest);
            for (int longer : seasons.subList(1, seasons.size())) {
                lags.add(2 * shortest + 1);
                for (int multiple = 3;
                        multiple <= MOST_SEASONS && multiple * shortest <= longer - 2 * shortest;
                        multiple++) {
                    lags.add(multiple * shortest);
                }
                add(lags, longer - shortest - 1, longer - shortest + 1);
                add(lags, longer - 1, longer + 2);
            }
        }
        return lags.stream()
                .mapToInt(Integer::intValue)
                .filter(lag -> lag >= 1 && lag <= most)
                .toArray();
    }

    private static void add(TreeSet<Integer> lags, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(lags::add);
    }
}
