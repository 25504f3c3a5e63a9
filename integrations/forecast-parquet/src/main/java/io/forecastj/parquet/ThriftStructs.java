package io.forecastj.parquet;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/** Reads the format's structures with bounds: no text, list or structure may claim more than there are bytes. */
final class ThriftStructs {
    private static final int DEEPEST = 64;

    private ThriftStructs() {}

    /** Returns a part that the format requires, and refuses a structure without it. */
    static <T> T present(@Nullable T part, String what) {
        if (part == null) {
            throw new DamagedDataException("it has no " + what);
        }
        return part;
    }

    static <T extends TBase<?, ?>> T read(T target, InputStream in, int mostBytes) throws IOException {
        try {
            TConfiguration bounds = new TConfiguration(mostBytes, mostBytes, DEEPEST);
            target.read(new TCompactProtocol(new TIOStreamTransport(bounds, in), mostBytes, mostBytes));
            return target;
        } catch (TException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new DamagedDataException("its structure cannot be read (" + e.getMessage() + ")", e);
        } catch (RuntimeException e) { // of negative lengths, which the library does not check everywhere
            throw new DamagedDataException("its structure cannot be read (" + e + ")", e);
        }
    }
}
