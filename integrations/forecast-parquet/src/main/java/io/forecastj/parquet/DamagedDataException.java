package io.forecastj.parquet;

/** Bytes that break the format. Carries the reason only; who knows file, row group and column adds them. */
final class DamagedDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedDataException(String reason) {
        super(reason);
    }

    DamagedDataException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
