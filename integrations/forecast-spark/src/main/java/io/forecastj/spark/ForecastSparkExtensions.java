package io.forecastj.spark;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.classic.ColumnNodeToExpressionConverter$;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.runtime.BoxedUnit;

/**
 * The aggregate function {@code forecast} for SQL: fits a model to the rows of each group and forecasts with it.
 *
 * <pre>{@code
 * spark-sql --conf spark.sql.extensions=io.forecastj.spark.ForecastSparkExtensions ...
 *
 * SELECT shop, inline(forecast(day, sales, '{"model": "ets", "horizon": 14, "season": 7}'))
 * FROM sales GROUP BY shop
 * }</pre>
 *
 * <p>The setting {@code spark.sql.extensions} adds it to a session when that starts, also on the server of a session
 * in SQL or Python; {@link #register} adds it to one that has started.
 *
 * <p><b>Arguments.</b> The times and values are what {@link ForecastSpark} reads: a timestamp, date or bigint, and a
 * number. The settings are a constant text, a JSON object with the keys of {@link ForecasterSpec} but {@code column},
 * and these, all optional:
 *
 * <ul>
 *   <li>{@code sampling}: the spacing as {@link TextSettings#sampling} reads it; inferred from the times unless set;
 *   <li>{@code zone}: as {@link ForecastSpark#zone};
 *   <li>{@code lastRows}: as {@link ForecastSpark#lastRows}.
 * </ul>
 *
 * <p>Settings that are no constant, NULL or wrong, and arguments of a strange type, are an {@link
 * IllegalArgumentException} when the query is analysed.
 *
 * <p><b>Result.</b> An array of structs {@code step}, {@code time}, {@code point}, {@code quantiles} (a map), {@code
 * status} and {@code reason}: equal in every bit to those of {@link ForecastSpark#forecastLocal}, in any order of the
 * rows; a group whose key is NULL is forecast as any other. A group whose rows are no series or whose fit fails has one
 * struct, with the status {@code FAILED} and the reason, and does not end the query. {@code inline(...)} makes rows of
 * them. Each call that a query names is a fit: to read several fields, name the call once in a subquery.
 *
 * <p><b>Limits.</b> {@code DISTINCT}, {@code FILTER} and {@code OVER} are refused; choose rows by {@code WHERE}. Spark
 * collects the rows of a group before it calls the function: a task holds up to {@code
 * spark.sql.objectHashAggregate.sortBased.fallbackThreshold} groups, 128 unless set, and a group for which there is no
 * memory ends the query.
 *
 * <p>Stateless and thread-safe.
 */
public final class ForecastSparkExtensions implements Function1<SparkSessionExtensions, BoxedUnit> {
    /** The word for functions in Java in Spark's list of functions. */
    private static final String SOURCE = "java_udf";

    /** Makes the extension; Spark calls this. */
    public ForecastSparkExtensions() {}

    /**
     * Adds the function to one session that has started.
     *
     * @param spark the session, not one of Spark Connect
     */
    public static void register(SparkSession spark) {
        Function1<Seq<Expression>, Expression> build = ForecastSparkExtensions::build;
        spark.sessionState().functionRegistry().createOrReplaceTempFunction(SqlForecast.NAME, build, SOURCE);
    }

    /**
     * Adds the function to a session that starts; Spark calls this.
     *
     * @param extensions the extensions of the session
     * @return nothing
     */
    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        Function1<Seq<Expression>, Expression> build = ForecastSparkExtensions::build;
        extensions.injectFunction(new Tuple3<>(new FunctionIdentifier(SqlForecast.NAME), info(), build));
        return BoxedUnit.UNIT;
    }

    private static ExpressionInfo info() {
        String usage = "_FUNC_(time, values, settings) - Fits a model to the values of each group and returns its"
                + " forecasts as an array of structs, or one struct with the status FAILED.";
        return new ExpressionInfo(
                ForecastSparkExtensions.class.getName(), null, SqlForecast.NAME, usage, "", "", "", "", "", "", SOURCE);
    }

    private static Expression build(Seq<Expression> arguments) {
        if (arguments.length() != 3) {
            throw new IllegalArgumentException(
                    "expected " + SqlForecast.CALL + ", found " + arguments.length() + " arguments");
        }
        Expression time = arguments.apply(0);
        Expression value = arguments.apply(1);
        Column millis = DatasetLayout.millis(ExpressionUtils.column(time), time.dataType(), name(time));
        Column number = DatasetLayout.number(ExpressionUtils.column(value), value.dataType(), name(value));
        SqlSettings settings = SqlSettings.parse(text(arguments.apply(2)), name(value));
        return ColumnNodeToExpressionConverter$.MODULE$.apply(
                SqlForecast.column(millis, number, settings).node());
    }

    private static String name(Expression expression) {
        return expression instanceof NamedExpression named ? named.name() : expression.sql();
    }

    private static @Nullable String text(Expression settings) {
        boolean text = settings.dataType().equals(DataTypes.StringType)
                || settings.dataType().equals(DataTypes.NullType);
        if (!text || !settings.foldable()) {
            throw new IllegalArgumentException(
                    "expected the settings of " + SqlForecast.CALL + " as a constant text, found " + settings.sql());
        }
        Object value = settings.eval(null);
        return value == null ? null : value.toString();
    }
}
