package dev.ganvas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two executors in processes of their own, of which one may die. */
@Tag("slow")
class ClusterTest {
    private static final int COUNT = Integer.getInteger("ganvas.test.count", 640);

    @TempDir
    private Path home;

    /** Its pictures, a hash of all, processes that drew, models opened. */
    private String[] result(String how) throws IOException, InterruptedException {
        // What Spark looks for in its own folder; the class path comes from elsewhere.
        Files.createDirectories(home.resolve("jars"));
        Files.writeString(home.resolve("RELEASE"), "Spark");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                Arrays.asList(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ClusterProgram.class.getName(),
                Integer.toString(COUNT),
                how));
        Path said = home.resolve("said-" + how);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .directory(home.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        long began = System.nanoTime();
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        String line = text.lines()
                .filter(each -> each.startsWith("RESULT "))
                .findFirst()
                .orElseThrow();
        System.out.printf("%d, %s: %s, %.0f s%n", COUNT, how, line, (System.nanoTime() - began) / 1e9);
        return line.substring("RESULT ".length()).split(" ");
    }

    @Test
    void aLostExecutorChangesNothing() throws Exception {
        String[] calm = result("calm");
        assertThat(calm[0]).isEqualTo(Integer.toString(COUNT));
        assertThat(Integer.parseInt(calm[3])).as("one model an executor").isBetween(1, 2);
        String[] disturbed = result("kill");
        assertThat(disturbed[0]).isEqualTo(Integer.toString(COUNT));
        assertThat(disturbed[1]).isEqualTo(calm[1]);
        assertThat(Integer.parseInt(disturbed[3])).isBetween(1, 3);
    }

    @Test
    void whatCannotBeReadIsReportedAndTheRestIsRestoredAndRecognised() throws Exception {
        int given = COUNT / 5;
        String[] result = result("restore");
        int damaged = (given + 19) / 20;
        assertThat(Integer.parseInt(result[0])).isEqualTo(damaged);
        assertThat(Integer.parseInt(result[1])).isEqualTo(given - damaged);
    }
}
