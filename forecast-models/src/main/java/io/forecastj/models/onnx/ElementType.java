package io.forecastj.models.onnx;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Types of tensor elements in forecasting models; other types of the ONNX format are refused. */
enum ElementType {
    FLOAT(1, 4, 4),
    UINT8(2, 1, 0, 0xff),
    INT8(3, 1, Byte.MIN_VALUE, Byte.MAX_VALUE),
    UINT16(4, 2, 0, 0xffff),
    INT16(5, 2, Short.MIN_VALUE, Short.MAX_VALUE),
    INT32(6, 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    INT64(7, 8, 7),
    /** Names of classes: allowed as outputs and between nodes, not as stored data. */
    STRING(8, 0, 6),
    BOOL(9, 1, 0, 1),
    FLOAT16(10, 2, 0, 0xffff),
    DOUBLE(11, 8, 10),
    UINT32(12, 4, 11, 0, 0xffff_ffffL),
    UINT64(13, 8, 11),
    BFLOAT16(16, 2, 0, 0xffff);

    private static final Map<Integer, ElementType> BY_CODE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(type -> type.code, Function.identity()));

    private final int code;
    private final int bytes;
    private final int dataField;
    private final long min;
    private final long max;

    ElementType(int code, int bytes, int dataField) {
        this(code, bytes, dataField, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A type whose elements are stored as wider integers, in {@code int32_data}. */
    ElementType(int code, int bytes, long min, long max) {
        this(code, bytes, 5, min, max);
    }

    ElementType(int code, int bytes, int dataField, long min, long max) {
        this.code = code;
        this.bytes = bytes;
        this.dataField = dataField;
        this.min = min;
        this.max = max;
    }

    /** Returns the type with this number in {@code TensorProto.DataType}, or null if it is not one of these. */
    static @Nullable ElementType of(int code) {
        return BY_CODE.get(code);
    }

    /** Returns the size of one element in bytes; 0 for texts. */
    int bytes() {
        return bytes;
    }

    /** Returns the number in {@code TensorProto.DataType}. */
    int code() {
        return code;
    }

    /** Returns true for integers; a boolean is none. */
    boolean isInteger() {
        return switch (this) {
            case UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32, UINT64 -> true;
            default -> false;
        };
    }

    /** Returns true for integers that may be negative. */
    boolean isSigned() {
        return switch (this) {
            case INT8, INT16, INT32, INT64 -> true;
            default -> false;
        };
    }

    /** Returns the least number of an integer type. */
    double least() {
        return isSigned() ? -Math.pow(2, 8 * bytes - 1) : 0;
    }

    /** Returns the greatest number of an integer type. */
    double greatest() {
        return Math.pow(2, isSigned() ? 8 * bytes - 1 : 8 * bytes) - 1;
    }

    /** Returns the field of {@code TensorProto} for elements that are not raw bytes. */
    int dataField() {
        return dataField;
    }

    /** Returns the smallest integer allowed for an element in that field. */
    long min() {
        return min;
    }

    /** Returns the largest integer allowed for an element in that field. */
    long max() {
        return max;
    }
}
