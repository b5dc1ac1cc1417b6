/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells an error in the user's words: what was read, where, what was expected. A stack trace only with PLIMSOLL_DEBUG=1. */
final class ErrorPrinter implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        int code = switch (e) {
            case BadInputException bad -> {
                bad.problems().stream().map(InputProblem::message).forEach(err::println);
                yield ExitCode.BAD_INPUT;
            }
            case NoSuchFileException missing -> {
                err.println(missing.getFile() + ": there is no such file");
                yield ExitCode.BAD_INPUT;
            }
            default -> {
                err.println(line.getCommandSpec().qualifiedName() + " failed: " + describe(e));
                err.println("  Maybe run it again with PLIMSOLL_DEBUG=1 to see where.");
                yield ExitCode.FAILED;
            }
        };
        if ("1".equals(System.getenv("PLIMSOLL_DEBUG"))) {
            e.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    private static String describe(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
