/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { type ReactNode, useState } from "react";
import { ApiError, post } from "../api/client";
import { ProblemBox } from "../parts/basics";
import { Mark } from "../parts/signs";

function Gate({ title, lead, children, submit }: { title: string; lead: ReactNode; children: ReactNode; submit: () => Promise<void> }) {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  return (
    <main className="gate">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setBusy(true);
          setError(null);
          submit()
            .catch((e: unknown) => setError(e instanceof ApiError ? e : new ApiError({ title: String(e), status: -1 })))
            .finally(() => setBusy(false));
        }}
      >
        <div className="mark">
          <Mark size={40} />
          <h1>{title}</h1>
        </div>
        <p className="small soft">{lead}</p>
        {children}
        <button className="first" disabled={busy}>
          {title === "Plimsoll" ? "Sign in" : "Set password"}
        </button>
        {error ? <ProblemBox error={error} /> : null}
      </form>
    </main>
  );
}

export function Login({ done }: { done: () => void }) {
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  return (
    <Gate
      title="Plimsoll"
      lead="What may we promise, and what is in the way? The first start of the server prints the admin’s one-time password on its terminal."
      submit={async () => {
        await post("/api/login", { user, password });
        done();
      }}
    >
      <label>
        User
        <input name="user" autoComplete="username" autoFocus required value={user} onChange={(e) => setUser(e.target.value)} />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required value={password} onChange={(e) => setPassword(e.target.value)} />
      </label>
    </Gate>
  );
}

const LENGTH_MIN = 12;

export function NewPassword({ user, done }: { user: string; done: () => void }) {
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  return (
    <Gate
      title="Set your own password"
      lead={`${user}, the password that you came in with can be used once. ${LENGTH_MIN} characters or more; a sentence is fine.`}
      submit={async () => {
        if (next.length < LENGTH_MIN) throw new ApiError({ title: `${LENGTH_MIN - next.length} characters are missing`, status: 0 });
        if (next !== again) throw new ApiError({ title: "The two new passwords differ", status: 0 });
        await post("/api/me/password", { old, new: next });
        done();
      }}
    >
      <label>
        One-time password
        <input name="old" type="password" autoComplete="current-password" autoFocus required value={old} onChange={(e) => setOld(e.target.value)} />
      </label>
      <label>
        New password
        <input name="new" type="password" autoComplete="new-password" required value={next} onChange={(e) => setNext(e.target.value)} />
      </label>
      <label>
        New password again
        <input name="again" type="password" autoComplete="new-password" required value={again} onChange={(e) => setAgain(e.target.value)} />
      </label>
    </Gate>
  );
}
