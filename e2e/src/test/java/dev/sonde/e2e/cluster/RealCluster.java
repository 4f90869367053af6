package dev.sonde.e2e.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Needs a Kubernetes of two nodes, which a parameter of type {@link Cluster} is: the one that SONDE_TEST_KUBECONFIG names, or one that is
 * started on this machine when the first test asks for it and ends with the last. Skipped, with the reason, where neither can be.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealCluster.Given.class)
public @interface RealCluster {
    /** Says whether there can be one, and gives it. */
    final class Given implements ExecutionCondition, ParameterResolver {
        private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(RealCluster.class);

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Cluster.isGiven()) {
                return ConditionEvaluationResult.enabled("SONDE_TEST_KUBECONFIG names a cluster");
            }
            if (!Files.isDirectory(Path.of("/sys/fs/cgroup"))) {
                return ConditionEvaluationResult.disabled("this system has no control groups");
            }
            if (!"root".equals(System.getProperty("user.name"))) {
                return ConditionEvaluationResult.disabled("starting a cluster needs root");
            }
            return ConditionEvaluationResult.enabled("root and control groups");
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Cluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(STORE).computeIfAbsent("cluster", _ -> Cluster.ofTests(), Cluster.class);
        }
    }
}
