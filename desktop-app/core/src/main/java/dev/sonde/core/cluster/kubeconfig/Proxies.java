package dev.sonde.core.cluster.kubeconfig;

import dev.sonde.core.error.SondeException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy a server is reached through, by the rules of {@code kubectl}: the kubeconfig's {@code proxy-url} first, else
 * {@code HTTPS_PROXY} or {@code HTTP_PROXY} in either case, unless {@code NO_PROXY} names the server or it is on this machine.
 */
final class Proxies {
    private final Map<String, String> environment;

    /** By an environment. */
    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Finds it.
     *
     * @param server address of the API server
     * @param ofKubeconfig the cluster's {@code proxy-url}, or null
     * @throws SondeException SD-2319 if there is one that can't be used
     */
    Optional<URI> of(String context, String server, @Nullable String ofKubeconfig) {
        if (ofKubeconfig != null && !ofKubeconfig.isEmpty()) {
            return Optional.of(parsed(context, ofKubeconfig, "proxy-url of the kubeconfig"));
        }
        URI to;
        try {
            to = new URI(server);
        } catch (URISyntaxException e) {
            // Whoever opens it says so.
            return Optional.empty();
        }
        String host = to.getHost();
        String variable = "http".equals(to.getScheme()) ? "HTTP_PROXY" : "HTTPS_PROXY";
        String named = variable(variable);
        if (named.isEmpty() || host == null || isLocal(host) || isExcepted(host, port(to))) {
            return Optional.empty();
        }
        return Optional.of(parsed(context, named.contains("://") ? named : "http://" + named, variable));
    }

    private String variable(String name) {
        String upper = environment.getOrDefault(name, "");
        return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
    }

    private static int port(URI to) {
        return to.getPort() >= 0 ? to.getPort() : "http".equals(to.getScheme()) ? 80 : 443;
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private boolean isExcepted(String host, int port) {
        for (String each : variable("NO_PROXY").split(",", -1)) {
            String rule = each.strip().toLowerCase(Locale.ROOT);
            if (rule.equals("*") || (!rule.isEmpty() && fits(rule, host.toLowerCase(Locale.ROOT), port))) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(String rule, String host, int port) {
        if (rule.contains("/")) {
            return AddressRange.of(rule).filter(range -> range.holds(host)).isPresent();
        }
        String name = rule;
        int colon = rule.lastIndexOf(':');
        if (colon > 0 && rule.indexOf(':') == colon) {
            if (!rule.substring(colon + 1).equals(Integer.toString(port))) {
                return false;
            }
            name = rule.substring(0, colon);
        }
        String bare = name.startsWith("*.") ? name.substring(1) : name;
        return bare.startsWith(".") ? host.endsWith(bare) : host.equals(bare) || host.endsWith("." + bare);
    }

    private static URI parsed(String context, String text, String from) {
        URI proxy;
        try {
            proxy = new URI(text);
        } catch (URISyntaxException e) {
            throw unusable(context, from, "It can't be read: " + e.getReason());
        }
        if (!"http".equals(proxy.getScheme()) || proxy.getHost() == null) {
            throw unusable(context, from, "It is of the kind " + proxy.getScheme() + "; Sonde speaks to http proxies");
        }
        return proxy;
    }

    private static SondeException unusable(String context, String from, String why) {
        return new SondeException(
                "SD-2319",
                "The proxy of " + context + " can't be used",
                from + ": " + why,
                "Name one as http://HOST:PORT, or reach the server without one (NO_PROXY).");
    }
}
