package dev.sonde.e2e.cluster;

import dev.sonde.e2e.RealKernel;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** Needs a cluster whose nodes are this machine's own: images are loaded there, links cut, users made, and looked at what stays. */
@RealCluster
@RealKernel
@DisabledIfEnvironmentVariable(
        named = "SONDE_TEST_KUBECONFIG",
        matches = ".+",
        disabledReason = "the nodes of a cluster that is given can't be loaded, cut or looked at")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OwnCluster {}
