package dev.sonde.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String[] STORE_AND_ALL_THAT_READS_IT = {
        "dev.sonde.core.store..",
        "dev.sonde.core.table..",
        "dev.sonde.core.filter..",
        "dev.sonde.core.series..",
        "dev.sonde.core.topology..",
        "dev.sonde.core.latency..",
        "dev.sonde.core.navigation..",
        "dev.sonde.core.time..",
        "dev.sonde.core.job.."
    };

    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sonde.core");

    @Test
    void theWorkstationWithoutAWindowKnowsNothingOfWindows() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..", "dev.sonde.ui..", "dev.sonde.cli..")
                .check(core);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching("dev.sonde.core.(*)..").should().beFreeOfCycles().check(core);
    }

    @Test
    void theStoreAndItsReadersKnowNoTransportAndNoFile() {
        noClasses()
                .that()
                .resideInAnyPackage(STORE_AND_ALL_THAT_READS_IT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.grpc..", "java.nio.file..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(io\\.(File.*|RandomAccessFile)|net\\..*Socket.*)")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sonde.core.source..",
                        "dev.sonde.core.session..",
                        "dev.sonde.core.recorder..",
                        "dev.sonde.protocol.recording..")
                .check(core);
    }
}
