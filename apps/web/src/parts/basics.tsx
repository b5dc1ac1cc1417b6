/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { type ReactNode, useEffect, useState } from "react";
import { ApiError } from "../api/client";
import type { Data } from "../api/live";

/** What went wrong: what was attempted, what was seen, what was expected, and what to do. */
export function ProblemBox({ error, doing }: { error: ApiError; doing?: string }) {
  const items = error.problem.problems ?? [];
  return (
    <div className="problem" role="alert">
      <strong>
        {doing ? `Could not ${doing}. ` : ""}
        {error.problem.title}
      </strong>
      {error.problem.detail && error.problem.detail !== error.problem.title ? <span>{error.problem.detail}</span> : null}
      {items.slice(0, 20).map((item, i) => (
        <span key={i}>
          <code>
            {item.source ?? "input"}
            {item.line ? `:${item.line}` : ""}
          </code>{" "}
          {item.seen ? `saw ${item.seen}` : ""}
          {item.expected ? `, expected ${item.expected}` : ""}
          {item.maybe ? <em> {item.maybe}</em> : null}
        </span>
      ))}
      {items.length > 20 ? <span>and {items.length - 20} more</span> : null}
      {error.status === 403 ? <span>Your roles do not allow this. Maybe ask an admin.</span> : null}
    </div>
  );
}

/** Shows an answer, or what is being read, or what went wrong; never an empty hole. */
export function Show<T>({ of, what, children }: { of: Data<T>; what: string; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <ProblemBox error={of.error} doing={`read ${what}`} />;
  return <p className="wait">Reading {what}…</p>;
}

export function CopyButton({ text, children }: { text: () => string; children: ReactNode }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(""), 2_000);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <button
      type="button"
      onClick={() => {
        void copy(text()).then((done) => setSaid(done ? "Copied" : "Could not copy"));
      }}
    >
      <span aria-live="polite">{said || children}</span>
    </button>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/** A command that can be run as it stands. */
export function Command({ text }: { text: string }) {
  return (
    <div className="command">
      <code tabIndex={0}>{text}</code>
      <CopyButton text={() => text}>Copy</CopyButton>
    </div>
  );
}

/** A page without content says what to do first. */
export function Empty({ title, children, command }: { title: string; children?: ReactNode; command?: string }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children}
      {command ? <Command text={command} /> : null}
    </div>
  );
}

export function Section({ title, aside, children, id }: { title: ReactNode; aside?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className="sec" id={id}>
      <h2>
        <span>{title}</span>
        {aside ? <span className="soft">{aside}</span> : null}
      </h2>
      {children}
    </section>
  );
}
