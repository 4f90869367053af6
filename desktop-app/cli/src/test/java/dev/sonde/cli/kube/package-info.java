/** Benchmark of connecting. */
@NullMarked
package dev.sonde.cli.kube;

import org.jspecify.annotations.NullMarked;
