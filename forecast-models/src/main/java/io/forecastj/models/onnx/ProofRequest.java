package io.forecastj.models.onnx;

import io.forecastj.models.internal.CheckedBytes;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * All that decides what native code does with the files of a predictor: the input of the child process that tries them.
 *
 * <p>It contains the tensors instead of the contract, whose features may be kinds that only the application has.
 * Written and read by the same version of this class.
 *
 * @param files the bytes of each file; not changed here
 * @param signatures the tensors of each file
 * @param inputs the parts of the inputs
 */
record ProofRequest(
        List<byte[]> files, List<Signature> signatures, RunInputs inputs, int samples, int threads, String provider) {
    ProofRequest {
        files = List.copyOf(files);
        signatures = List.copyOf(signatures);
    }

    static ProofRequest of(List<OnnxMember> members, Contract contract, OnnxOptions options) {
        return new ProofRequest(
                members.stream().map(member -> member.file().bytes()).toList(),
                members.stream().map(OnnxMember::signature).toList(),
                contract.runInputs(),
                options.samples(),
                options.threads(),
                options.provider());
    }

    /** Returns the options of the run. */
    OnnxOptions options() {
        return OnnxOptions.builder()
                .threads(threads)
                .provider(provider)
                .samples(samples, 1)
                .build();
    }

    /** Returns a hash of everything in it. */
    String sha256() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(text)) {
            writeSettings(out);
            for (byte[] file : files) {
                out.writeBytes(CheckedBytes.sha256(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CheckedBytes.sha256(text.toByteArray());
    }

    void write(DataOutputStream out) throws IOException {
        writeSettings(out);
        for (byte[] file : files) {
            out.writeInt(file.length);
            out.write(file);
        }
    }

    private void writeSettings(DataOutputStream out) throws IOException {
        out.writeInt(inputs.given());
        out.writeInt(inputs.masks());
        out.writeInt(inputs.separate());
        out.writeBoolean(inputs.gaps());
        out.writeInt(samples);
        out.writeInt(threads);
        write(provider, out);
        out.writeInt(signatures.size());
        for (Signature signature : signatures) {
            write(signature.inputs(), out);
            write(signature.outputs(), out);
            out.writeInt(signature.batch());
            out.writeInt(signature.otherLayouts().size());
            for (String layout : signature.otherLayouts()) {
                write(layout, out);
            }
        }
    }

    private static void write(List<Signature.Port> ports, DataOutputStream out) throws IOException {
        out.writeInt(ports.size());
        for (Signature.Port port : ports) {
            write(port.name(), out);
            write(port.type().name(), out);
            out.writeInt(port.form().batchAxis());
            out.writeInt(port.form().row().size());
            for (long size : port.form().row()) {
                out.writeLong(size);
            }
        }
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static ProofRequest read(DataInputStream in) throws IOException {
        RunInputs inputs = new RunInputs(in.readInt(), in.readInt(), in.readInt(), in.readBoolean());
        int samples = in.readInt();
        int threads = in.readInt();
        String provider = readText(in);
        int count = in.readInt();
        List<Signature> signatures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Signature.Port> given = readPorts(in);
            List<Signature.Port> outputs = readPorts(in);
            int batch = in.readInt();
            List<String> layouts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                layouts.add(readText(in));
            }
            signatures.add(new Signature(given, outputs, batch, layouts));
        }
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(readBytes(in));
        }
        return new ProofRequest(files, signatures, inputs, samples, threads, provider);
    }

    private static List<Signature.Port> readPorts(DataInputStream in) throws IOException {
        List<Signature.Port> ports = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = readText(in);
            ElementType type = ElementType.valueOf(readText(in));
            int batchAxis = in.readInt();
            List<Long> row = new ArrayList<>();
            for (int axes = in.readInt(); axes > 0; axes--) {
                row.add(in.readLong());
            }
            ports.add(new Signature.Port(name, type, new Form(row, batchAxis)));
        }
        return ports;
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
