/** The gRPC server of one session: mutual TLS with pinned certificates, flow control, lease. */
@NullMarked
package dev.sonde.agent.server;

import org.jspecify.annotations.NullMarked;
