package dev.ganvas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** The walls of the house: who may know whom. */
@AnalyzeClasses(
        packages = "dev.ganvas",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
class ArchitectureTest {
    /** What modules lend each other for their tests. */
    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final List<String> BASE = List.of("error", "random", "io");

    private static ArchRule room(String name, String... mayKnow) {
        String[] allowed = Stream.of(Stream.of(name), BASE.stream(), Stream.of(mayKnow))
                .flatMap(rooms -> rooms)
                .map(room -> "dev.ganvas." + room + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("dev.ganvas." + name + "..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.ganvas..")
                        .and(JavaClass.Predicates.resideOutsideOfPackages(allowed)));
    }

    @ArchTest
    static final ArchRule failuresKnowNobody = noClasses()
            .that()
            .resideInAnyPackage("dev.ganvas.error..", "dev.ganvas.random..", "dev.ganvas.io..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.ganvas..")
                    .and(JavaClass.Predicates.resideOutsideOfPackages(
                            "dev.ganvas.error..", "dev.ganvas.random..", "dev.ganvas.io..")));

    @ArchTest
    static final ArchRule engineKnowsNoRoom = room("engine");

    @ArchTest
    static final ArchRule imageKnowsNoRoomAndNoTensors = room("image");

    @ArchTest
    static final ArchRule visionKnowsPicturesAlone = room("vision", "image");

    @ArchTest
    static final ArchRule labelsKnowNoPixels = noClasses()
            .that()
            .resideInAPackage("dev.ganvas.image.label..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.ganvas.image",
                    "dev.ganvas.image.degrade..",
                    "dev.ganvas.image.measure..",
                    "dev.ganvas.image.raster..",
                    "dev.ganvas.image.fill..",
                    "dev.ganvas.image.tone..");

    @ArchTest
    static final ArchRule marksKnowNumbersAlone = noClasses()
            .that()
            .resideInAPackage("dev.ganvas.image.watermark..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.ganvas..")
                    .and(JavaClass.Predicates.resideOutsideOfPackages(
                            "dev.ganvas.image.watermark..", "dev.ganvas.error..", "dev.ganvas.random..")));

    @ArchTest
    static final ArchRule coloursKnowNoPictures = noClasses()
            .that()
            .resideInAPackage("dev.ganvas.image.colour..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.ganvas..")
                    .and(JavaClass.Predicates.resideOutsideOfPackages(
                            "dev.ganvas.image.colour..", "dev.ganvas.error..")));

    @ArchTest
    static final ArchRule damageMeasuresAndTonesDoNotKnowOneAnother = slices().matching(
                    "dev.ganvas.image.(degrade|measure|tone)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule nothingStandsOnFilling = noClasses()
            .that()
            .resideInAnyPackage("dev.ganvas.image.degrade..", "dev.ganvas.image.measure..", "dev.ganvas.image.tone..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ganvas.image.fill..");

    @ArchTest
    static final ArchRule containersKnowNoPixels = noClasses()
            .that()
            .resideInAPackage("dev.ganvas.image.container..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.ganvas.image..")
                    .and(JavaClass.Predicates.resideOutsideOfPackage("dev.ganvas.image.container..")));

    @ArchTest
    static final ArchRule picturesKnowNoRasters = noClasses()
            .that()
            .resideInAPackage("dev.ganvas.image")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ganvas.image.raster..");

    @ArchTest
    static final ArchRule dataKnowsPictures = room("data", "engine", "image");

    @ArchTest
    static final ArchRule toyboxKnowsPicturesAndSources = room("toybox", "data", "image");

    @ArchTest
    static final ArchRule batchKnowsPicturesAlone = room("batch", "image");

    @ArchTest
    static final ArchRule pagesKnowNoRoom = room("page");

    @ArchTest
    static final ArchRule trainKnowsPicturesAndModels = room("train", "engine", "image", "data", "model", "page");

    @ArchTest
    static final ArchRule launchKnowsThePlacesOfRanksAlone = room("launch", "engine.ranks");

    @ArchTest
    static final ArchRule whereARankIsIsKnownWithoutTensors = noClasses()
            .that()
            .haveFullyQualifiedName("dev.ganvas.engine.ranks.RankPlace")
            .or()
            .haveFullyQualifiedName("dev.ganvas.engine.ranks.GradientFormat")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ganvas.engine.tensor..", "dev.ganvas.engine.nn..");

    @ArchTest
    static final ArchRule modelKnowsOnlyTheEngineAndContracts = room("model", "engine", "vision");

    @ArchTest
    static final ArchRule featuresStandOnTheSharedRooms =
            room("features", "engine", "train", "model", "data", "image", "vision");

    @ArchTest
    static final ArchRule evaluateKnowsNoGenerator = room("evaluate", "engine", "features", "image", "vision");

    @ArchTest
    static final ArchRule ofEvaluateOnlyTheDistributionsUseTensors = noClasses()
            .that()
            .resideInAPackage("dev.ganvas.evaluate..")
            .and()
            .resideOutsideOfPackage("dev.ganvas.evaluate.distribution..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ganvas.engine.tensor..");

    @ArchTest
    static final ArchRule generateStandsOnTheSharedRooms =
            room("generate", "engine", "features", "train", "model", "data", "image", "evaluate", "vision");

    @ArchTest
    static final ArchRule repairStandsOnTheSharedRooms =
            room("repair", "engine", "features", "train", "model", "data", "image", "vision");

    @ArchTest
    static final ArchRule platesStandOnTheSharedRooms =
            room("plates", "engine", "train", "model", "data", "image", "vision");

    @ArchTest
    static final ArchRule drawnPlatesKnowNoNetworks = noClasses()
            .that()
            .resideInAPackage("dev.ganvas.plates.render..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.ganvas.plates.network..",
                    "dev.ganvas.plates.learn..",
                    "dev.ganvas.engine..",
                    "dev.ganvas.train..");

    @ArchTest
    static final ArchRule readingPlatesKnowsNoTraining = noClasses()
            .that()
            .resideInAnyPackage("dev.ganvas.plates", "dev.ganvas.plates.network..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.ganvas.plates.learn..",
                    "dev.ganvas.plates.render..",
                    "dev.ganvas.train..",
                    "dev.ganvas.data..");

    @ArchTest
    static final ArchRule recognizeStandsOnTheSharedRooms = room(
            "recognize",
            "engine",
            "features",
            "train",
            "model",
            "data",
            "image",
            "evaluate",
            "vision",
            "batch",
            "page");

    @ArchTest
    static final ArchRule recognitionKnowsNoTraining = noClasses()
            .that()
            .resideInAPackage("dev.ganvas.recognize")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ganvas.recognize.learn..", "dev.ganvas.train..");

    @ArchTest
    static final ArchRule restorersKnowNoTraining = noClasses()
            .that()
            .resideInAnyPackage("dev.ganvas.repair", "dev.ganvas.repair.network..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ganvas.repair.learn..", "dev.ganvas.train..", "dev.ganvas.data..");

    @ArchTest
    static final ArchRule explainStandsOnTheRoomsItExplains =
            room("explain", "engine", "generate", "features", "train", "model", "data", "image", "evaluate", "vision");

    @ArchTest
    static final ArchRule mapsOfWhereAClassifierLookedKnowNoGenerator = noClasses()
            .that()
            .resideInAPackage("dev.ganvas.explain.saliency..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ganvas.generate..");

    @ArchTest
    static final ArchRule waysOfExplainingDoNotKnowOneAnother =
            slices().matching("dev.ganvas.explain.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule facesStandOnFeatures = room("faces", "features", "image", "vision");

    @ArchTest
    static final ArchRule searchStandsOnFeatures =
            room("search", "engine", "features", "model", "data", "image", "batch", "page", "vision");

    @ArchTest
    static final ArchRule exportStandsOnTheRoomsItExports =
            room("export", "engine", "model", "features", "generate", "repair", "vision", "keras");

    @ArchTest
    static final ArchRule filesOfKerasAreReadAlone = room("keras");

    @ArchTest
    static final ArchRule restoreStandsOnRepair = room("restore", "repair", "data", "image");

    @ArchTest
    static final ArchRule compareKnowsPicturesAndPages = room("compare", "image", "page");

    @ArchTest
    static final ArchRule enhanceStandsOnRepair = room("enhance", "repair", "data", "image");

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
