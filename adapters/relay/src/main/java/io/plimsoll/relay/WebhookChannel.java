/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.relay;

import io.plimsoll.oncall.vault.Contact;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * A signed POST. The body suits Slack and Matrix bridges ({@code text}) and one's own receiver; an address whose path holds one word, as
 * ntfy's do, also gets ntfy's headers. {@code X-Plimsoll-Signature} is the HMAC-SHA-256 of the body in hexadecimal.
 */
public final class WebhookChannel implements Channel, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final byte[] secret;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public WebhookChannel(byte[] secret) {
        this.secret = secret.clone();
    }

    @Override
    public String send(Contact to, Message message) throws SendFailedException {
        byte[] body = JSON.writeValueAsBytes(Map.of(
                "text",
                        message.subject() + "\n" + message.text()
                                + (message.answerUrl().isEmpty() ? "" : "\nTake it: " + message.answerUrl()),
                "title", message.subject(),
                "answerUrl", message.answerUrl(),
                "key", message.key()));
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(to.expose()))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", message.key())
                    .header("X-Plimsoll-Signature", signature(body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new SendFailedException("the receiver answered " + status, status / 100 == 4 && status != 429);
            }
            return "answered " + status;
        } catch (IOException | IllegalArgumentException e) {
            throw new SendFailedException("the receiver could not be reached", e instanceof IllegalArgumentException);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SendFailedException("interrupted", false);
        }
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The signature as text of a secret, for those who check it. */
    public static byte[] secret(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
