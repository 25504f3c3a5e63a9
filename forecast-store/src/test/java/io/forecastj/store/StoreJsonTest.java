package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreJsonTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aRecordIsReadAsItWasWritten() {
        ModelRecord record = ModelRecord.empty("sales")
                .add(new VersionEntry(1, "manifests/x.0", null, new TreeMap<>(), List.of("a note")))
                .promote("production", 1);
        assertThat(StoreJson.read(StoreJson.write(record), ModelRecord.class, "here"))
                .isEqualTo(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"name\":null,\"last\":0,\"versions\":[],\"aliases\":{},\"segments\":[],\"events\":[]}",
                "{\"name\":\"a\",\"last\":null,\"versions\":[],\"aliases\":{},\"segments\":[],\"events\":[]}",
                "{\"name\":\"a\",\"last\":0,\"versions\":null,\"aliases\":{},\"segments\":[],\"events\":[]}",
                "{\"name\":\"a\",\"last\":0,\"versions\":[null],\"aliases\":{},\"segments\":[],\"events\":[]}",
                "{\"name\":\"a\",\"last\":0,\"versions\":[],\"aliases\":null,\"segments\":[],\"events\":[]}",
                "{\"name\":\"a\",\"last\":0,\"versions\":[],\"aliases\":{\"b\":null},\"segments\":[],\"events\":[]}",
                "{\"name\":\"a\",\"last\":0,\"versions\":[],\"aliases\":{},\"segments\":[],\"events\":[],\"more\":1}",
                "{\"name\":\"a\",\"last\":0,\"versions\":[],\"aliases\":{},\"segments\":[],\"events\":[]} 1",
                "{\"name\":\"a\",\"last\":99999999999,\"versions\":[],\"aliases\":{},\"segments\":[],\"events\":[]}"
            })
    void aDocumentOfAnotherFormIsRefused(String json) {
        assertThatThrownBy(() -> StoreJson.read(bytes(json), ModelRecord.class, "the object manifests/x.0"))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("the object manifests/x.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "99999999999999999999", "9223372036854775807", "100000000000000000"})
    void anEpochThatNoStoreGetsToIsRefused(String epoch) {
        String json = new String(StoreJson.write(StoreHead.empty()), StandardCharsets.UTF_8);
        assertThat(json).contains("\"epoch\" : 0");
        assertThatThrownBy(() -> StoreJson.read(
                        bytes(json.replace("\"epoch\" : 0", "\"epoch\" : " + epoch)), StoreHead.class, "the head"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("the head");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MAX_VALUE})
    void aNumberOfVersionsThatLeavesNoRoomForMoreIsRefused(int last) {
        String json =
                "{\"name\":\"a\",\"last\":" + last + ",\"versions\":[],\"aliases\":{},\"segments\":[],\"events\":[]}";
        assertThatThrownBy(() -> StoreJson.read(bytes(json), ModelRecord.class, "the record"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("last version " + last);
    }

    @Test
    void theHeadOfANewerFormatIsRefusedWithBothNumbers() {
        String head = new String(HeadText.write(StoreHead.empty()), StandardCharsets.UTF_8);
        assertThat(HeadText.read(bytes(head))).isEqualTo(StoreHead.empty());
        assertThatThrownBy(() -> HeadText.read(bytes(head.replace("forecastj-store 1", "forecastj-store 2"))))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("format 1");
    }

    @Test
    void everyBitOfAHeadIsChecked() {
        byte[] head = HeadText.write(StoreHead.empty().model("sales", "manifests/x.0"));
        for (int i = 0; i < head.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = head.clone();
                damaged[i] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> HeadText.read(damaged))
                        .as("bit %d of byte %d", bit, i)
                        .isInstanceOf(ModelLoadException.class);
            }
        }
    }
}
