package io.forecastj.market.files;

import io.forecastj.market.BarInterval;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What distinguishes the bars of one series in a cache from those of others.
 *
 * @param source the name of the provider
 * @param symbol the name of the instrument
 * @param interval the length of a bar
 */
record BarKey(String source, String symbol, BarInterval interval) {
    /** Checks that the symbol has a form in bytes. */
    BarKey {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(symbol)) {
            throw new IllegalArgumentException(
                    "expected a symbol of whole characters, found half a surrogate pair in '" + symbol + "'");
        }
    }

    /** Returns the folder of these bars below a directory. */
    Path folder(Path directory) {
        return directory
                .resolve(FolderNames.of(source))
                .resolve(FolderNames.of(symbol))
                .resolve(interval.name().toLowerCase(Locale.ROOT));
    }

    /** Returns the key as lines of a header, without line ends in the values. */
    Map<String, String> header() {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("source", URLEncoder.encode(source, StandardCharsets.UTF_8));
        header.put("symbol", URLEncoder.encode(symbol, StandardCharsets.UTF_8));
        header.put("interval", interval.name());
        return header;
    }

    /** Returns the key for messages. */
    @Override
    public String toString() {
        return source + " '" + symbol + "' " + interval;
    }
}
