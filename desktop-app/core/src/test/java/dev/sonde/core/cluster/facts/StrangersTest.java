package dev.sonde.core.cluster.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrangersTest {
    private static Fact fact(String kind, String namespace, String name, String address, String owner) {
        return new Fact(new Fact.Of(kind, namespace, name, kind + name), "", address, owner, "", "");
    }

    private static final Fact POD = fact("Pod", "mail", "smtp-1", "10.0.0.5", "Deployment/smtp");
    private static final Fact SERVICE = fact("Service", "mail", "smtp", "10.96.0.5", "");
    private static final Fact SLICE = fact("EndpointSlice", "mail", "smtp-x", "10.0.0.5,10.0.0.6", "Service/smtp");

    private final Strangers strangers = new Strangers(Set.of("shop"));

    @Test
    void whatWasAskedForAndWhatHasNoNamespaceIsNoStranger() {
        assertThat(List.of("shop", "")).allMatch(strangers::isAskedFor);
        assertThat(strangers.isAskedFor("mail")).isFalse();
        assertThat(new Strangers(Set.of()).isAskedFor("mail")).isTrue();
    }

    @Test
    void aStrangerIsToldOfOnceItsAddressIsMet() {
        assertThat(strangers.isMet(POD)).isFalse();
        assertThat(strangers.meet("10.0.0.9")).isEmpty();
        assertThat(strangers.meet("10.0.0.5")).containsExactly(POD);
        assertThat(strangers.meet("10.0.0.5")).isEmpty();
        assertThat(strangers.isMet(fact("Pod", "mail", "smtp-2", "10.0.0.5", "")))
                .isTrue();
    }

    @Test
    void aServiceComesWithThePodsBehindIt() {
        assertThat(List.of(POD, SERVICE, SLICE)).noneMatch(strangers::isMet);
        assertThat(strangers.meet("10.96.0.5")).containsExactly(SERVICE, SLICE, POD);
    }

    @Test
    void whoHasAnotherAddressNowIsMetThereAndNotWhereItWas() {
        assertThat(strangers.isMet(POD)).isFalse();
        Fact moved = new Fact(POD.of(), POD.node(), "10.0.0.7", POD.owner(), POD.state(), POD.detail());
        assertThat(strangers.isMet(moved)).isFalse();
        assertThat(strangers.meet("10.0.0.5")).isEmpty();
        assertThat(strangers.meet("10.0.0.7")).containsExactly(moved);
    }

    @Test
    void whoHasGoneIsNotMet() {
        assertThat(strangers.isMet(POD)).isFalse();
        strangers.gone(POD.of().uid());
        assertThat(strangers.meet("10.0.0.5")).isEmpty();
    }
}
