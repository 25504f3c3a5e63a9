package io.forecastj.features;

/** Calendar fields of the row's time. */
final class Calendar extends Kernel {
    static final Kind HOUR_OF_DAY = Kind.named("hourOfDay")
            .formula("the hour, 0 to 23")
            .body(new Body.OfTime() {
                @Override
                Kernel bind(int time, double[] a) {
                    return new HourOfDay(time);
                }
            });

    static final Kind DAY_OF_WEEK = kind("dayOfWeek", "1 for Monday to 7 for Sunday (ISO 8601)", Field.DAY_OF_WEEK);
    static final Kind DAY_OF_MONTH = kind("dayOfMonth", "the day of the month, 1 to 31", Field.DAY_OF_MONTH);
    static final Kind DAY_OF_YEAR = kind("dayOfYear", "the day of the year, 1 to 366", Field.DAY_OF_YEAR);
    static final Kind MONTH_OF_YEAR = kind("monthOfYear", "1 for January to 12 for December", Field.MONTH_OF_YEAR);

    static final Kind QUARTER_OF_YEAR = kind("quarterOfYear", "the quarter, 1 to 4", Field.QUARTER_OF_YEAR);
    static final Kind WEEK_OF_YEAR = kind(
            "weekOfYear",
            "the week, 1 to 53: weeks begin on Monday, and the first one has the year's first Thursday (ISO 8601)",
            Field.WEEK_OF_YEAR);

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    /**
     * The last row's day and its value, kept because most rows are of the same day and a date takes a dozen divisions.
     */
    private static final int LAST_DAY = 0;

    private static final int VALUE = 1;

    private final int time;
    private final Field field;

    private Calendar(int time, Field field) {
        super(2);
        this.time = time;
        this.field = field;
        state[LAST_DAY] = Double.NaN;
    }

    private static Kind kind(String name, String formula, Field field) {
        return Kind.named(name).formula(formula).body(new Body.OfTime() {
            @Override
            Kernel bind(int time, double[] a) {
                return new Calendar(time, field);
            }
        });
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        long day = Math.floorDiv((long) row[time], DAY);
        double last = state[LAST_DAY];
        if (day != (long) last || Double.isNaN(last)) {
            state[LAST_DAY] = day;
            state[VALUE] = ofDay(day);
        }
        out[at] = state[VALUE];
    }

    /** The last day is kept only to save time. */
    @Override
    boolean remembers() {
        return false;
    }

    private double ofDay(long day) {
        return switch (field) {
            case DAY_OF_WEEK -> fromMonday(day) + 1;
            case DAY_OF_MONTH -> CivilDate.dayOfMonth(day);
            case DAY_OF_YEAR -> CivilDate.dayOfYear(day);
            case MONTH_OF_YEAR -> CivilDate.month(day);
            case QUARTER_OF_YEAR -> (CivilDate.month(day) + 2) / 3;
            // the week is of the year that has its Thursday
            case WEEK_OF_YEAR -> (CivilDate.dayOfYear(day - fromMonday(day) + 3) + 6) / 7;
        };
    }

    /** The days since Monday; 1970-01-01 was a Thursday. */
    private static int fromMonday(long day) {
        return Math.floorMod(day + 3, 7);
    }

    private static final class HourOfDay extends Kernel {
        private final int time;

        HourOfDay(int time) {
            super(0);
            this.time = time;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = Arithmetic.toDouble(Math.floorMod((long) row[time], DAY) / HOUR);
        }
    }

    private enum Field {
        DAY_OF_WEEK,
        DAY_OF_MONTH,
        DAY_OF_YEAR,
        MONTH_OF_YEAR,
        QUARTER_OF_YEAR,
        WEEK_OF_YEAR
    }
}
