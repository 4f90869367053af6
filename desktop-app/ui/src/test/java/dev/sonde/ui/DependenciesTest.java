package dev.sonde.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** What the window may know. */
final class DependenciesTest {
    private static final JavaClasses WINDOW = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sonde.ui");

    @Test
    void theWindowKnowsNothingOfTheWireAndOfFileFormats() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.grpc..",
                        "com.google.protobuf..",
                        "io.fabric8..",
                        "com.fasterxml.jackson..",
                        "dev.sonde.core.cluster.api..",
                        "dev.sonde.core.cluster.facts..",
                        "dev.sonde.core.cluster.link..",
                        "dev.sonde.protocol..",
                        "dev.sonde.dissect..",
                        "dev.sonde.core.source.agent..",
                        "dev.sonde.core.source.pcap..",
                        "dev.sonde.core.source.recording..")
                .check(WINDOW);
    }

    @Test
    void numbersAndScalesNeedNoToolkit() {
        noClasses()
                .that()
                .resideInAPackage("dev.sonde.ui.number..")
                .or()
                .haveFullyQualifiedName("dev.sonde.ui.chart.TimeScale")
                .or()
                .haveFullyQualifiedName("dev.sonde.ui.chart.ValueScale")
                .or()
                .haveFullyQualifiedName("dev.sonde.ui.chart.Path")
                .or()
                .haveFullyQualifiedName("dev.sonde.ui.timeline.TimelineGeometry")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..")
                .check(WINDOW);
    }

    @Test
    void viewsKnowTheShellButNotEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.sonde.ui.shell..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sonde.ui.overview..", "dev.sonde.ui.requests..", "dev.sonde.ui.sql..")
                .check(WINDOW);
        noClasses()
                .that()
                .resideInAPackage("dev.sonde.ui.overview..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sonde.ui.requests..", "dev.sonde.ui.sql..")
                .check(WINDOW);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        SlicesRuleDefinition.slices()
                .matching("dev.sonde.ui.(*)..")
                .should()
                .beFreeOfCycles()
                .check(WINDOW);
    }
}
