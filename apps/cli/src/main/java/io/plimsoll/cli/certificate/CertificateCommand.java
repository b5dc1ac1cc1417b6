/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.certificate;

import picocli.CommandLine.Command;

/** The noun {@code certificate}. */
@Command(
        name = "certificate",
        description = "Check, show and bundle certificates, offline.",
        mixinStandardHelpOptions = true,
        subcommands = {VerifyCommand.class, BlockCommand.class, PdfCommand.class, ShowCommand.class})
public final class CertificateCommand {}
