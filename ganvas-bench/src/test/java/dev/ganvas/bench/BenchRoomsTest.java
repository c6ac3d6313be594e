package dev.ganvas.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the benchmarks. */
@AnalyzeClasses(packages = "dev.ganvas.bench", importOptions = ImportOption.DoNotIncludeTests.class)
class BenchRoomsTest {
    @ArchTest
    static final ArchRule roomsFormNoCircle =
            slices().matching("dev.ganvas.bench.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noRoomKnowsWhoListsIt = noClasses()
            .that()
            .resideInAPackage("dev.ganvas.bench.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ganvas.bench");

    @ArchTest
    static final ArchRule sharedRoomsKnowNoBenchmark = noClasses()
            .that()
            .resideInAnyPackage("dev.ganvas.bench.result", "dev.ganvas.bench.process")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.ganvas.bench.step",
                    "dev.ganvas.bench.io",
                    "dev.ganvas.bench.recognition",
                    "dev.ganvas.bench.startup",
                    "dev.ganvas.bench.quality",
                    "dev.ganvas.bench.restore",
                    "dev.ganvas.bench.ranks");

    /** Peers with their own poms compile it into themselves. */
    @ArchTest
    static final ArchRule whatPeersCompileUsesTheJdkAlone = classes()
            .that()
            .resideInAPackage("dev.ganvas.bench.peer")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.ganvas.bench.peer", "java..");
}
