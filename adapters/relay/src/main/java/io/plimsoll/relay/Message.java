/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.relay;

/**
 * What is sent to one person.
 *
 * @param subject one line
 * @param text what happened
 * @param answerUrl where a press of a button takes the page; empty if there is nothing to answer
 * @param key the same for every attempt of one message, so that a receiver can tell a repeat
 */
public record Message(String subject, String text, String answerUrl, String key) {}
