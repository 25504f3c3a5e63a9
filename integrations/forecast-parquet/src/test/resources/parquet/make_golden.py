# Writes the files of this folder that are made by pyarrow, pandas and fastparquet; see README.md.
import datetime as dt
import decimal
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import fastparquet

UTC = dt.timezone.utc
rows = 300
day = [dt.datetime(2024, 1, 1) + dt.timedelta(hours=i) for i in range(rows)]
utc = [t.replace(tzinfo=UTC) for t in day]
close = [100 + (i * 37 % 101) / 8 for i in range(rows)]
close_null = [None if i % 7 == 3 else c for i, c in enumerate(close)]

# every codec, both versions of pages
base = pa.table({"time": pa.array(utc, pa.timestamp("us", "UTC")), "close": pa.array(close_null, pa.float64())})
for codec in ["none", "snappy", "gzip", "zstd", "lz4", "brotli"]:
    pq.write_table(base, f"arrow-{codec}.parquet", compression=codec, write_page_checksum=True)
pq.write_table(base, "arrow-v2-pages.parquet", compression="zstd", data_page_version="2.0", data_page_size=256,
               row_group_size=100, write_page_checksum=True)

# every encoding
values = pa.table({
    "time": pa.array(utc, pa.timestamp("ms", "UTC")),
    "name": pa.array([f"shop-{i // 100:03d}" for i in range(rows)], pa.string()),
    "delta": pa.array(close_null, pa.float64()),
    "i32": pa.array([i * i - 5000 for i in range(rows)], pa.int32()),
    "i64": pa.array([(i - 150) * 2**44 + i for i in range(rows)], pa.int64()),
    "f32": pa.array([i / 8 for i in range(rows)], pa.float32()),
    "flag": pa.array([None if i % 5 == 4 else i % 3 == 0 for i in range(rows)], pa.bool_()),
})
for text in ["DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY", "PLAIN"]:
    pq.write_table(values, f"arrow-{text.lower()}.parquet", use_dictionary=False, compression="none", column_encoding={
        "time": "DELTA_BINARY_PACKED", "name": text, "delta": "BYTE_STREAM_SPLIT", "i32": "DELTA_BINARY_PACKED",
        "i64": "DELTA_BINARY_PACKED", "f32": "BYTE_STREAM_SPLIT", "flag": "RLE" if text != "PLAIN" else "PLAIN"},
        data_page_version="2.0" if text == "DELTA_BYTE_ARRAY" else "1.0", write_page_checksum=True)

# every type of numbers
n = 4
t4 = utc[:n]
types = {"time": pa.array(t4, pa.timestamp("ns", "UTC"))}
for name, typ, least, most in [("i8", pa.int8(), -128, 127), ("u8", pa.uint8(), 0, 255), ("i16", pa.int16(), -2**15, 2**15 - 1),
                               ("u16", pa.uint16(), 0, 2**16 - 1), ("i32", pa.int32(), -2**31, 2**31 - 1),
                               ("u32", pa.uint32(), 0, 2**32 - 1), ("i64", pa.int64(), -2**53, 2**53),
                               ("u64", pa.uint64(), 0, 2**53)]:
    types[name] = pa.array([least, most, None, 1], typ)
types["f16"] = pa.array(np.array([0.1, -65504, 6e-8, np.nan], np.float16), pa.float16())
types["f32"] = pa.array([0.1, -3.4e38, 1e-45, float("nan")], pa.float32())
types["f64"] = pa.array([0.1, -1.7e308, 5e-324, float("nan")], pa.float64())
types["flag"] = pa.array([True, False, None, True], pa.bool_())
D = decimal.Decimal
types["d32"] = pa.array([D("12.34"), D("-99999.99"), None, D("0.01")], pa.decimal128(7, 2))
types["d64"] = pa.array([D("123456789012.345678"), D("-0.000001"), None, D("0.1")], pa.decimal128(18, 6))
types["d128"] = pa.array([D("12345678901234567890123456.7890123456"), D("-0.0000000001"), None, D("0.1")], pa.decimal128(38, 10))
pq.write_table(pa.table(types), "arrow-types.parquet", store_decimal_as_integer=False)
pq.write_table(pa.table({k: types[k] for k in ["time", "d32", "d64", "d128"]}), "arrow-decimals.parquet", store_decimal_as_integer=True)

# times
for name, typ, source in [("utc-ms", pa.timestamp("ms", "UTC"), utc), ("utc-us", pa.timestamp("us", "UTC"), utc),
                          ("utc-ns", pa.timestamp("ns", "UTC"), utc), ("local-ms", pa.timestamp("ms"), day),
                          ("local-ns", pa.timestamp("ns"), day)]:
    pq.write_table(pa.table({"time": pa.array(source[:5], typ), "y": pa.array([1., 2, 3, 4, 5])}), f"arrow-time-{name}.parquet")
pq.write_table(pa.table({"time": pa.array([dt.date(2024, 3, 30 + i) if i < 2 else dt.date(2024, 4, i - 1) for i in range(5)], pa.date32()),
                         "y": pa.array([1., 2, 3, 4, 5])}), "arrow-time-date.parquet")
pq.write_table(pa.table({"time": pa.array(day[:5], pa.timestamp("ns")), "y": pa.array([1., 2, 3, 4, 5])}), "arrow-time-int96.parquet",
               use_deprecated_int96_timestamps=True)
pq.write_table(pa.table({"time": pa.array(utc[:5], pa.timestamp("us", "UTC")), "y": pa.array([1., 2, 3, 4, 5])}), "arrow-time-version1.parquet",
               version="1.0")
pq.write_table(pa.table({"time": pa.array(["2024-01-01", "2024-01-02"]), "y": pa.array([1., 2])}), "arrow-time-text.parquet")
pq.write_table(pa.table({"time": pa.array([1704067200, 1704070800], pa.int64()), "y": pa.array([1., 2])}), "arrow-time-count.parquet")
pq.write_table(pa.table({"time": pa.array([1704067200000000001], pa.timestamp("ns", "UTC")), "y": pa.array([1.])}), "arrow-time-finer.parquet")
autumn = [dt.datetime(2023, 10, 29, 1) + dt.timedelta(hours=i) for i in [0, 1, 1, 2]]
pq.write_table(pa.table({"time": pa.array(autumn, pa.timestamp("us")), "y": pa.array([1., 2, 3, 4])}), "arrow-time-autumn.parquet")

# nested columns, faults
pq.write_table(pa.table({"time": pa.array(t4[:2], pa.timestamp("ms", "UTC")), "y": pa.array([1., 2.]),
                         "list": pa.array([[1.], [2., 3.]]), "struct": pa.array([{"a": 1., "b": {"c": 2}}, None]),
                         "map": pa.array([[("k", 1.)], []], pa.map_(pa.string(), pa.float64())), "z": pa.array([7., 8.])}),
               "arrow-nested.parquet")
pq.write_table(pa.table({"time": pa.array(t4[:3], pa.timestamp("ms", "UTC")), "y": pa.array([1., float("inf"), 2.])}), "arrow-infinite.parquet")
pq.write_table(pa.table({"time": pa.array(t4[:3], pa.timestamp("ms", "UTC")), "y": pa.array([1, 2, 2**53 + 1])}), "arrow-beyond.parquet")
pq.write_table(pa.table({"time": pa.array([t4[0], None], pa.timestamp("ms", "UTC")), "y": pa.array([1., 2.])}), "arrow-no-time.parquet")
pq.write_table(pa.table({"time": pa.array([t4[1], t4[0]], pa.timestamp("ms", "UTC")), "y": pa.array([1., 2.])}), "arrow-unsorted.parquet")
pq.write_table(pa.table({"id": pa.array(["a", "a", "b", "a"]), "time": pa.array([t4[0], t4[1], t4[0], t4[2]], pa.timestamp("ms", "UTC")),
                         "y": pa.array([1., 2., 3., 4.]), "size": pa.array([10., 10., 20., 10.])}), "arrow-alternating.parquet")
pq.write_table(base.slice(0, 0), "arrow-empty.parquet")

# pandas: an index of times, categories, whole numbers as ids
frame = pd.DataFrame({"store": pd.Categorical(["north"] * 3 + ["south"] * 3), "sales": [1.5, None, 3, 4, 5, 6.25]},
                     index=pd.DatetimeIndex(pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-03"] * 2)))
frame.to_parquet("pandas-index.parquet")
frame.reset_index(names="ds").assign(store=[7, 7, 7, -3, -3, -3]).to_parquet("pandas-columns.parquet")
fastparquet.write("fastparquet.parquet", frame.reset_index(names="ds"), compression="GZIP")
