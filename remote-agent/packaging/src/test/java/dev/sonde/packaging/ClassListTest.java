package dev.sonde.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassListTest {
    private static final List<String> ONE_RUN = List.of(
            "# made by a virtual machine",
            "java/lang/Object id: 0",
            "java/util/List id: 1",
            "@lambda-proxy a/B run ()Ljava/lang/Runnable;",
            "a/B id: 2",
            "dev/sonde/protocol/v1/EndedBefore id: 3",
            "dev/sonde/protocol/v1/End id: 4",
            "java/util/Formattable id: 5",
            "@cp a/B 1 2 3");

    @Test
    void isTheSameWhateverTheOrderOfLoading() {
        List<String> another = List.of(
                "a/B id: 0",
                "java/lang/Object id: 1",
                "dev/sonde/protocol/v1/EndedBefore id: 2",
                "@lambda-proxy a/B run ()Ljava/lang/Runnable;",
                "java/util/List id: 3",
                "dev/sonde/protocol/v1/End id: 4",
                "@cp a/B 1 3");
        assertThat(ClassList.settled(another)).isEqualTo(ClassList.settled(ONE_RUN));
    }

    @Test
    void leavesOutWhatIsLoadedAsTheAgentEnds() {
        assertThat(ClassList.settled(ONE_RUN))
                .containsExactly(
                        "@lambda-proxy a/B run ()Ljava/lang/Runnable;",
                        "a/B",
                        "dev/sonde/protocol/v1/EndedBefore",
                        "java/lang/Object",
                        "java/util/List");
    }
}
