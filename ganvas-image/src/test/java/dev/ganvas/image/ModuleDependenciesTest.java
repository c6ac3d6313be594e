package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A program that only reads and writes pictures gets neither libtorch nor ONNX Runtime. */
class ModuleDependenciesTest {
    /** What the pom of a module next to this one gives to programs that use it. */
    private static List<String> dependenciesOf(String module) throws Exception {
        Path pom = Path.of("..", module, "pom.xml");
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
        NodeList dependencies = project.getElementsByTagName("dependency");
        return IntStream.range(0, dependencies.getLength())
                .mapToObj(i -> (Element) dependencies.item(i))
                .filter(dependency -> !"test".equals(text(dependency, "scope")))
                .map(dependency -> text(dependency, "artifactId"))
                .toList();
    }

    private static String text(Element element, String tag) {
        NodeList found = element.getElementsByTagName(tag);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    @Test
    void thePomsNameCodecsOnly() throws Exception {
        assertThat(dependenciesOf("ganvas-image"))
                .containsExactlyInAnyOrder(
                        "ganvas-base",
                        "imageio-jpeg",
                        "imageio-tiff",
                        "imageio-bmp",
                        "imageio-pnm",
                        "webp-imageio",
                        "metadata-extractor",
                        "slf4j-api");
        assertThat(dependenciesOf("ganvas-base")).containsExactly("jackson-databind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.bytedeco.javacpp.Pointer",
                "org.bytedeco.pytorch.Tensor",
                "ai.onnxruntime.OrtEnvironment",
                "dev.ganvas.engine.tensor.Scope"
            })
    void theClassPathOfTheModuleHasNoTensors(String name) {
        assumeTrue(System.getProperty("basedir") != null, "only Maven runs a module with its own class path");
        assertThatThrownBy(() -> Class.forName(name, false, getClass().getClassLoader()))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
