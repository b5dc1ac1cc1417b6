/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.relay;

import io.plimsoll.oncall.vault.Contact;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** Mail through one server (RFC 5321), each message to one person. */
public final class SmtpChannel implements Channel {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * @param user empty where the server asks for none
     * @param startTls whether the line must be encrypted before anything is sent
     */
    public record Settings(
            String host, int port, String from, Optional<String> user, Optional<String> password, boolean startTls) {
        @Override
        public String toString() {
            return "smtp " + host + ":" + port;
        }
    }

    private final Settings settings;
    private final Session session;

    public SmtpChannel(Settings settings) {
        this.settings = settings;
        Properties p = new Properties();
        p.put("mail.transport.protocol", "smtp");
        p.put("mail.smtp.host", settings.host());
        p.put("mail.smtp.port", String.valueOf(settings.port()));
        p.put("mail.smtp.auth", String.valueOf(settings.user().isPresent()));
        p.put("mail.smtp.starttls.enable", String.valueOf(settings.startTls()));
        p.put("mail.smtp.starttls.required", String.valueOf(settings.startTls()));
        for (String wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            p.put("mail.smtp." + wait, String.valueOf(PATIENCE.toMillis()));
        }
        this.session = Session.getInstance(p, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(
                        settings.user().orElse(""), settings.password().orElse(""));
            }
        });
    }

    @Override
    public String send(Contact to, Message message) throws io.plimsoll.relay.SendFailedException {
        try {
            MimeMessage mail = new MimeMessage(session);
            mail.setFrom(new InternetAddress(settings.from()));
            mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to.expose()));
            mail.setSubject(message.subject().replaceAll("[\\r\\n]", " "), StandardCharsets.UTF_8.name());
            String link = message.answerUrl().isEmpty() ? "" : "\n\nTake it: " + message.answerUrl() + "\n";
            mail.setText(message.text() + link, StandardCharsets.UTF_8.name());
            mail.setHeader("X-Plimsoll-Key", message.key());
            mail.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(mail);
            return "accepted by the mail server";
        } catch (SendFailedException e) {
            throw new io.plimsoll.relay.SendFailedException("the mail server refused the recipient", true);
        } catch (MessagingException e) {
            throw new io.plimsoll.relay.SendFailedException("the mail server could not be used", false);
        }
    }
}
