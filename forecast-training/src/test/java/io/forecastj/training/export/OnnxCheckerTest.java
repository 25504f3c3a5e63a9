package io.forecastj.training.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.training.PythonCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exported files pass the checker that the makers of the format publish. */
@Tag("slow")
class OnnxCheckerTest {
    private static final String CHECK = """
            import glob, sys, onnx
            for name in sorted(glob.glob(sys.argv[1] + '/*.onnx')):
                onnx.checker.check_model(name, full_check=True)
                model = onnx.load(name)
                inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
                for value in list(inferred.graph.value_info) + list(inferred.graph.output):
                    for axis in value.type.tensor_type.shape.dim:
                        if not axis.HasField('dim_value') and not axis.HasField('dim_param'):
                            sys.exit(name + ' has an unknown axis in ' + str(value))
                print('checked', name)
            """;

    @TempDir
    Path directory;

    @Test
    void everyFilePassesTheCheckerAndTheStrictInferenceOfShapes() throws Exception {
        PythonCommand python = PythonCommand.with("onnx");
        List<BodyNetwork> networks = Stream.of(FormNetworks.all(), OperatorNetworks.all(), ArchitectureExportTest.all())
                .flatMap(each -> each)
                .toList();
        for (int i = 0; i < networks.size(); i++) {
            BodyNetwork network = networks.get(i);
            byte[] model = OnnxExport.write(network, network.numbers(i), Map.of("forecastj.version", "1"));
            String name = network.name().replace(' ', '-');
            Files.write(directory.resolve(String.format("%02d-%s.onnx", i, name)), model);
        }
        List<String> lines = python.run("-c", CHECK, directory.toString());
        assertThat(lines.stream().filter(line -> line.startsWith("checked"))).hasSameSizeAs(networks);
    }
}
