package io.forecastj.market;

import io.forecastj.Ohlcv;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One call of a source: gets and checks pages in the order of time, and delivers them. For one thread. */
final class Download {
    private final Provider provider;
    private final ProviderClient client;
    private final MarketSettings settings;
    private final URI address;
    private final PageRange range;
    private final long now;
    private final Consumer<TimeSeries> consumer;
    private ZoneId zone = ZoneOffset.UTC;
    private BarRows before = new BarRows();
    private long beforeFrom;
    private long bars;

    Download(
            Provider provider,
            ProviderClient client,
            MarketSettings settings,
            URI address,
            PageRange range,
            long now,
            Consumer<TimeSeries> consumer) {
        this.provider = provider;
        this.client = client;
        this.settings = settings;
        this.address = address;
        this.range = range;
        this.now = now;
        this.consumer = consumer;
        this.beforeFrom = range.from();
    }

    /** Returns the whole range of the call, without bars that have not ended. */
    PageRange range() {
        return range;
    }

    /** Returns the time at which the call began, in epoch milliseconds. */
    long now() {
        return now;
    }

    /** Sets the zone in which the spacing of the bars is inferred. */
    void zone(ZoneId given) {
        zone = given;
    }

    /** Returns the first start on the grid of the interval in the range. */
    long firstStart() {
        return range.interval().ceiling(range.from());
    }

    /**
     * Gets a page, checks its bars and delivers those in its range.
     *
     * @param page the range of the page, after that of the page before
     * @param path the path of the request, encoded
     * @param query the query parameters
     * @param outside the bars outside the range that the provider may send
     * @param reader reads bars from early to late
     * @return the bars in the range
     */
    BarRows page(
            PageRange page,
            String path,
            Map<String, ?> query,
            PageCheck.Outside outside,
            ProviderClient.AnswerReader<BarRows> reader) {
        PageCheck check = new PageCheck(page, outside);
        BarRows rows = client.get(page, uri(path, query), answer -> {
            BarRows read = reader.read(answer);
            provider.requireTimes(check, read);
            return check.inRange(read, before, beforeFrom);
        });
        deliver(rows);
        before = rows;
        beforeFrom = page.from();
        return rows;
    }

    private void deliver(BarRows rows) {
        if (rows.size() == 0) {
            return;
        }
        TimeSeries.Builder builder = Ohlcv.builder().id(range.symbol()).zone(zone);
        Sampling sampling = provider.sampling(range.interval());
        if (sampling != null) {
            builder.sampling(sampling);
        }
        double[] row = new double[Ohlcv.COLUMNS.size()];
        for (int r = 0; r < rows.size(); r++) {
            rows.copy(r, row);
            builder.add(rows.time(r), row);
        }
        bars += rows.size();
        consumer.accept(builder.build());
        settings.listener().page(range.symbol(), bars, Instant.ofEpochMilli(rows.time(rows.size() - 1)));
    }

    private URI uri(String path, Map<String, ?> query) {
        Map<String, Object> parameters = new LinkedHashMap<>(query);
        parameters.putAll(settings.parameters());
        StringBuilder text = new StringBuilder(address.toString());
        if (text.charAt(text.length() - 1) == '/') {
            text.setLength(text.length() - 1);
        }
        text.append(path);
        char separator = '?';
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            text.append(separator)
                    .append(encoded(parameter.getKey()))
                    .append('=')
                    .append(encoded(String.valueOf(parameter.getValue())));
            separator = '&';
        }
        return URI.create(text.toString());
    }

    /** Returns a text in the form of a part of a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns query parameters in the order given. */
    static Map<String, Object> query(Object... namesAndValues) {
        Map<String, Object> query = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return query;
    }
}
