package dev.ganvas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the house: who may know whom. */
@AnalyzeClasses(packages = "dev.ganvas", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static ArchRule room(String name, String... mayKnow) {
        String[] allowed = new String[mayKnow.length + 2];
        allowed[0] = "dev.ganvas." + name + "..";
        allowed[1] = "dev.ganvas.engine..";
        for (int i = 0; i < mayKnow.length; i++) {
            allowed[i + 2] = "dev.ganvas." + mayKnow[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage("dev.ganvas." + name + "..")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                "dev.ganvas..")
                        .and(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages(allowed)));
    }

    @ArchTest
    static final ArchRule engineKnowsNoRoom = room("engine");

    @ArchTest
    static final ArchRule imageKnowsOnlyTheEngine = room("image");

    @ArchTest
    static final ArchRule dataKnowsPictures = room("data", "image");

    @ArchTest
    static final ArchRule trainKnowsPictures = room("train", "image");

    @ArchTest
    static final ArchRule modelKnowsOnlyTheEngine = room("model");

    @ArchTest
    static final ArchRule featuresStandOnTheSharedRooms = room("features", "train", "model", "data", "image");

    @ArchTest
    static final ArchRule evaluateKnowsNoGenerator = room("evaluate", "features", "image");

    @ArchTest
    static final ArchRule generateStandsOnTheSharedRooms =
            room("generate", "features", "train", "model", "data", "image", "evaluate");

    @ArchTest
    static final ArchRule explainStandsOnTheRoomsItExplains =
            room("explain", "generate", "features", "train", "model", "data", "image", "evaluate");

    @ArchTest
    static final ArchRule onlyTheTensorRoomTouchesTheBinding = noClasses()
            .that()
            .resideOutsideOfPackage("dev.ganvas.engine.tensor..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule roomsFormNoCircle =
            slices().matching("dev.ganvas.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule libraryCodePrintsNothing =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule nothingIsCalledByATitleWithoutMeaning = classes()
            .should()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl");
}
