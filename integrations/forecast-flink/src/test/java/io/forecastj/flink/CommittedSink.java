package io.forecastj.flink;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A sink whose answers are seen when their checkpoint is complete; for a writer without parallelism. */
final class CommittedSink implements Sink<Tuple2<String, StreamForecast>>, SupportsCommitter<CommittedSink.Batch> {
    private static final long serialVersionUID = 1;

    /** The committed batches by run, in the order of their commits, each once. */
    private static final Map<String, Map<String, Batch>> COMMITTED = new ConcurrentHashMap<>();

    private final String run;

    CommittedSink(String run) {
        this.run = run;
    }

    /** Answers between two checkpoints; a batch that is committed again after a failure has the same id. */
    record Batch(String id, List<Tuple2<String, StreamForecast>> answers) {}

    static List<Tuple2<String, StreamForecast>> committed(String run) {
        Map<String, Batch> batches = COMMITTED.getOrDefault(run, Map.of());
        synchronized (batches) {
            return batches.values().stream()
                    .flatMap(batch -> batch.answers.stream())
                    .toList();
        }
    }

    @Override
    public CommittingSinkWriter<Tuple2<String, StreamForecast>, Batch> createWriter(WriterInitContext context) {
        return new CommittingSinkWriter<>() {
            private List<Tuple2<String, StreamForecast>> answers = new ArrayList<>();

            @Override
            public void write(Tuple2<String, StreamForecast> answer, Context unused) {
                answers.add(answer);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public Collection<Batch> prepareCommit() {
                Batch batch = new Batch(UUID.randomUUID().toString(), answers);
                answers = new ArrayList<>();
                return List.of(batch);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Committer<Batch> createCommitter(CommitterInitContext context) {
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<Batch>> requests) {
                Map<String, Batch> batches = COMMITTED.computeIfAbsent(run, unused -> new LinkedHashMap<>());
                synchronized (batches) {
                    requests.forEach(request -> batches.put(request.getCommittable().id, request.getCommittable()));
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<Batch> getCommittableSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(Batch batch) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (DataOutputStream out = new DataOutputStream(bytes)) {
                    out.writeUTF(batch.id);
                    out.writeInt(batch.answers.size());
                    for (Tuple2<String, StreamForecast> answer : batch.answers) {
                        byte[] json = StreamJson.write(answer.f1);
                        out.writeUTF(answer.f0);
                        out.writeInt(json.length);
                        out.write(json);
                    }
                }
                return bytes.toByteArray();
            }

            @Override
            public Batch deserialize(int version, byte[] bytes) throws IOException {
                try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                    String id = in.readUTF();
                    List<Tuple2<String, StreamForecast>> answers = new ArrayList<>();
                    for (int left = in.readInt(); left > 0; left--) {
                        String key = in.readUTF();
                        answers.add(Tuple2.of(key, StreamJson.readForecast(in.readNBytes(in.readInt()))));
                    }
                    return new Batch(id, answers);
                }
            }
        };
    }
}
