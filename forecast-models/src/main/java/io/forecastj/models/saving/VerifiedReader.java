package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.internal.FormatRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Provides the parts of a saved predictor to a format. */
final class VerifiedReader implements ModelReader {
    /** Memory to decode a text and to parse its numbers, in bytes for each byte of the text. */
    private static final int BYTES_FOR_EACH_OF_A_TEXT = 12;

    private final VerifiedDirectory directory;
    private final FormatRegistry<PredictorFormat> formats;
    private final FeatureRegistry features;

    private VerifiedReader(
            VerifiedDirectory directory, FormatRegistry<PredictorFormat> formats, FeatureRegistry features) {
        this.directory = directory;
        this.formats = formats;
        this.features = features;
    }

    static Predictor load(
            VerifiedDirectory directory, FormatRegistry<PredictorFormat> formats, FeatureRegistry features) {
        VerifiedReader reader = new VerifiedReader(directory, formats, features);
        PredictorInfo info = InfoJson.read(reader.text(Checksums.INFO), directory.place(Checksums.INFO));
        PredictorFormat format = formats.toRead(info.kind(), directory.place());
        Predictor predictor;
        try {
            predictor = format.read(info, reader);
        } catch (ModelLoadException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ModelLoadException(
                    directory.place() + " cannot be read as a predictor of the kind '" + info.kind() + "': "
                            + e.getMessage(),
                    e);
        }
        if (!predictor.info().equals(info)) {
            predictor.close();
            throw new IllegalStateException(format.getClass().getName() + " made a predictor with another description: "
                    + predictor.info() + " of " + info);
        }
        return predictor;
    }

    @Override
    public byte[] bytes(String name) {
        return content(name).clone();
    }

    @Override
    public String text(String name) {
        byte[] bytes = content(name);
        long most = Runtime.getRuntime().maxMemory() / BYTES_FOR_EACH_OF_A_TEXT;
        if (bytes.length > most) {
            throw new ModelLoadException(directory.place(name) + " has " + bytes.length + " bytes; a text of at most "
                    + most + " bytes can be read with the memory of this JVM, see its option -Xmx");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ModelLoadException(directory.place(name) + " is not a text in UTF-8", e);
        }
    }

    private byte[] content(String name) {
        byte[] content = directory.files().get(name);
        if (content == null) {
            throw new ModelLoadException(directory.place() + " lacks the file '" + name + "'; it has "
                    + directory.files().keySet());
        }
        return content;
    }

    @Override
    public Predictor predictor(String name) {
        VerifiedDirectory inside = directory.directories().get(name);
        if (inside == null) {
            throw new ModelLoadException(directory.place() + " lacks the predictor '" + name + "'; it has "
                    + directory.directories().keySet());
        }
        return load(inside, formats, features);
    }

    @Override
    public FeatureRegistry features() {
        return features;
    }
}
