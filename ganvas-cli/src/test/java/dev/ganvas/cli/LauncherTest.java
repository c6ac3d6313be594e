package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ganvas}, with a Java that only says how it was called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    Path temporary;

    private String called(Path script, Map<String, String> environment) throws Exception {
        Path java = Files.createDirectories(temporary.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\" LC_ALL=${LC_ALL:-}\n");
        java.toFile().setExecutable(true);
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString(), "doctor").redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().put("JAVA_HOME", temporary.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Path installed() throws IOException {
        Path home = Files.createDirectories(temporary.resolve("home of ganvas")).toRealPath();
        return Files.copy(Path.of("..", "ganvas"), home.resolve("ganvas"));
    }

    @Test
    void throughLinksItFindsItsJar() throws Exception {
        Path script = installed();
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Path absolute = Files.createSymbolicLink(bin.resolve("first"), script);
        Path relative = Files.createSymbolicLink(bin.resolve("second"), Path.of("first"));
        String jar = script.resolveSibling("ganvas-cli/target/ganvas-cli.jar").toString();
        for (Path called : new Path[] {script, absolute, relative}) {
            assertThat(called(called, Map.of())).contains(jar, "doctor");
        }
    }

    @Test
    void aLocaleWithoutLettersIsReplacedAndAnyOtherKept() throws Exception {
        Path script = installed();
        assertThat(called(script, Map.of())).contains("LC_ALL=C.UTF-8");
        assertThat(called(script, Map.of("LC_ALL", "POSIX"))).contains("LC_ALL=C.UTF-8");
        assertThat(called(script, Map.of("LANG", "zh_CN.GBK"))).doesNotContain("LC_ALL=C.UTF-8");
        assertThat(called(script, Map.of("LANG", "C", "LC_ALL", "de_DE.UTF-8"))).contains("LC_ALL=de_DE.UTF-8");
    }
}
