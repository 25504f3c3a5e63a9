package io.forecastj.features;

import io.forecastj.MessageText;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/**
 * The row's local time in a time zone, in milliseconds since 1970-01-01T00:00; the features of one zone share it. Part
 * of other features, without a kind in the catalogue.
 */
record LocalTime(String zone) implements Feature {
    /** Makes the part from the input that names the zone, which has the form of a column. */
    static Feature of(Feature zone) {
        String name = zone instanceof ColumnFeature column ? column.name() : zone.text();
        return new LocalTime(zone(name).getId());
    }

    private static ZoneId zone(String name) {
        ZoneId zone;
        try {
            zone = ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    MessageText.cut("expected a time zone that this Java knows, such as \"Europe/Berlin\", found '"
                            + name + "'"),
                    e);
        }
        if (!zone.getId().equals(name)) {
            throw new IllegalArgumentException(
                    "the time zone '" + name + "' should have its usual name '" + zone.getId() + "'");
        }
        return zone;
    }

    @Override
    public String kind() {
        return "localTime";
    }

    @Override
    public List<Feature> inputs() {
        return List.of(new ColumnFeature(zone));
    }

    /** None: the name of the zone is no column of the series. */
    @Override
    public List<Feature> parts() {
        return List.of();
    }

    @Override
    public int warmup() {
        return 0;
    }

    @Override
    public Kernel bind(int[] slots) {
        return new Conversion(ZoneOffsets.of(ZoneId.of(zone)));
    }

    private static final class Conversion extends RowKernel {
        private final ZoneOffsets offsets;

        Conversion(ZoneOffsets offsets) {
            super(0);
            this.offsets = offsets;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            long time = (long) row[TIME];
            out[at] = time + offsets.at(time);
        }
    }
}
