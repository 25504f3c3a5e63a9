package io.forecastj.market;

import io.forecastj.TimeSeries;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A source over HTTP: checks the call, and leaves requests and answers to the provider's form. */
final class ProviderSource implements MarketSource {
    /** Letters and digits of any script, since exchanges list names in some, and at least one of them. */
    private static final Pattern SYMBOL = Pattern.compile("(?=.*[\\p{L}\\p{N}])[\\p{L}\\p{N}._^=/:&@!-]{1,64}");

    /** Before the first price of any provider; keeps times in the range of their numbers. */
    private static final Instant EARLIEST = Instant.parse("1700-01-01T00:00:00Z");

    private final Provider provider;
    private final MarketSettings settings;
    private final URI address;
    private final ProviderClient client;
    private final Set<BarInterval> intervals;

    ProviderSource(Provider provider, MarketSettings settings) {
        this.provider = provider;
        this.settings = Objects.requireNonNull(settings, "settings");
        this.address = settings.baseAddress().orElse(provider.address());
        double rate = settings.requestsPerSecond().orElse(provider.requestsPerSecond());
        this.client = new ProviderClient(provider.name(), rate, settings);
        this.intervals = Collections.unmodifiableSet(EnumSet.copyOf(provider.intervals()));
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Set<BarInterval> intervals() {
        return intervals;
    }

    @Override
    public void pages(String symbol, BarInterval interval, Instant from, Instant to, Consumer<TimeSeries> page) {
        Objects.requireNonNull(page, "page");
        requireSymbol(symbol);
        if (!intervals.contains(interval)) {
            throw new IllegalArgumentException(name() + " offers no bars of " + interval + "; expected one of "
                    + intervals + ", or make them of shorter ones by TimeSeries.resample");
        }
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("a range must not start after its end, found " + from + " to " + to);
        }
        Instant now = settings.clock().instant();
        if (from.isAfter(now) || to.isBefore(EARLIEST)) {
            return;
        }
        long start = Math.max(millis(from.isBefore(EARLIEST) ? EARLIEST : from), provider.earliest());
        long end = Math.min(millis(to.isAfter(now) ? now : to), provider.end(interval, now.toEpochMilli()));
        if (start < end) {
            PageRange range = new PageRange(name(), symbol, interval, start, end);
            provider.download(new Download(provider, client, settings, address, range, now.toEpochMilli(), page));
        }
    }

    private void requireSymbol(String symbol) {
        String wrong = SYMBOL.matcher(symbol).matches()
                ? provider.wrongSymbol(symbol)
                : "expected 1 to 64 letters, digits and characters of ._^=/:&@!-";
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("'" + symbol + "' is no symbol of " + name() + ": " + wrong);
        }
    }

    /** Returns the first whole millisecond that is not before a time. */
    private static long millis(Instant time) {
        long floor = time.toEpochMilli();
        return Instant.ofEpochMilli(floor).equals(time) ? floor : floor + 1;
    }

    @Override
    public String toString() {
        return "MarketSource[" + name() + ", " + address.getHost() + "]";
    }
}
