package io.forecastj.parquet;

import java.util.Locale;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * A column at the top of a file's schema.
 *
 * @param element its element
 * @param leaf the index of its chunk in each row group; the first one of a nested column
 */
record FileColumn(SchemaElement element, int leaf) {
    String name() {
        return ThriftStructs.present(element.getName(), "name of a column");
    }

    /** Returns whether the column has at most one value in each row. */
    boolean flat() {
        return element.isSetType() && element.getRepetition_type() != FieldRepetitionType.REPEATED;
    }

    boolean optional() {
        return element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
    }

    /** Returns the type of the bytes; the column must be flat. */
    Type type() {
        return ThriftStructs.present(element.getType(), "type of a column");
    }

    @Nullable
    LogicalType logical() {
        return element.isSetLogicalType() ? element.getLogicalType() : null;
    }

    @Nullable
    ConvertedType converted() {
        return element.isSetConverted_type() ? element.getConverted_type() : null;
    }

    /** Returns the number of bytes of each value, 0 if they differ. */
    int width() {
        return PageValues.width(type(), element.getType_length());
    }

    /** Returns the type for messages, such as {@code INT64 TIMESTAMP(MICROS)}. */
    String typeName() {
        if (!flat()) {
            return element.isSetType() ? "repeated " + type() : "group";
        }
        LogicalType logical = logical();
        if (logical != null && logical.getSetField() != null) {
            return type() + " " + logical.getSetField().getFieldName().toUpperCase(Locale.ROOT);
        }
        return converted() == null ? type().toString() : type() + " " + converted();
    }

    @Override
    public String toString() {
        return "'" + name() + "' (" + typeName() + ")";
    }
}
