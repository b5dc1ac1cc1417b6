/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post, put } from "../api/client";
import { refresh, useList } from "../api/live";
import type { CreatedToken, CreatedUser, Role, User } from "../api/types";
import { may, useHere } from "../frame/site";
import { CopyButton, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { plural } from "../words/format";
import { wordsOf } from "../words/states";

const ROLES: [Role, string][] = [
  ["VIEWER", "sees everything"], ["TECHNICIAN", "receives, racks, cables, observes, ticks off moves"], ["ENGINEER", "also plans, tests, waives, proves the journal"],
  ["CAPACITY_MANAGER", "sees everything, promises, waives"], ["COORDINATOR", "plans, receives, sends crews"], ["AUDITOR", "sees everything, proves the journal"], ["TENANT", "sees only its own"], ["ADMIN", "may do everything"],
];

/** Who may do what. */
export function UsersPage() {
  const { me } = useHere();
  const users = useList<User>(may(me) ? "/api/users" : null);
  const [once, setOnce] = useState<{ what: string; secret: string } | null>(null);
  const [error, setError] = useState<{ doing: string; error: ApiError } | null>(null);
  if (!may(me)) return <h1>Only an admin sees the users.</h1>;
  return (
    <>
      <h1>{users.data ? `${plural(users.data.length, "user")}.` : "Users"}</h1>
      {once ? (
        <div className="said" role="status">
          <p>{once.what} It is shown this once:</p>
          <p className="acts" style={{ marginTop: 4 }}>
            <code style={{ fontSize: 15 }} className="wrap">{once.secret}</code>
            <CopyButton text={() => once.secret}>Copy</CopyButton>
            <button type="button" onClick={() => setOnce(null)}>I have it</button>
          </p>
        </div>
      ) : null}
      {error ? <ProblemBox error={error.error} doing={error.doing} /> : null}
      <Section title="Users and their roles">
        <Show of={users} what="the users">
          {(rows) => (
            <DataTable
              name="users" rows={rows} id={(u) => u.name}
              columns={[
                { key: "name", head: "Name", value: (u) => u.name },
                { key: "roles", head: "Roles", value: (u) => u.roles.map(wordsOf).join(", ") },
                { key: "first", head: "Password", value: (u) => (u.mustChangePassword ? "one-time, not changed yet" : "own") },
                { key: "do", head: "Change", value: () => "", cell: (u) => (
                  <span className="acts">
                    <Roles user={u} failed={(e) => setError({ doing: `change the roles of ${u.name}`, error: e })} />
                    <button type="button" className="plain" onClick={() => {
                      setError(null);
                      post<CreatedToken>(`/api/users/${enc(u.name)}/tokens`, { title: "made on the users page" }).then(
                        (t) => setOnce({ what: `A token for ${u.name}.`, secret: t.token }),
                        (e: ApiError) => setError({ doing: "make a token", error: e }),
                      );
                    }}>New token</button>
                  </span>
                ) },
              ]}
            />
          )}
        </Show>
      </Section>
      <NewUser done={(u) => u.oneTimePassword && setOnce({ what: `${u.name} is on the list. The one-time password:`, secret: u.oneTimePassword })} failed={(e) => setError({ doing: "add the user", error: e })} />
    </>
  );
}

function Roles({ user, failed }: { user: User; failed: (e: ApiError) => void }) {
  return (
    <select
      aria-label={`Roles of ${user.name}`}
      value=""
      onChange={(e) => {
        const role = e.target.value as Role;
        const roles = user.roles.includes(role) ? user.roles.filter((r) => r !== role) : [...user.roles, role];
        put(`/api/users/${enc(user.name)}/roles`, { roles }).then(refresh, failed);
      }}
    >
      <option value="">Give or take a role</option>
      {ROLES.map(([role]) => <option key={role} value={role}>{user.roles.includes(role) ? "take" : "give"} {wordsOf(role)}</option>)}
    </select>
  );
}

function NewUser({ done, failed }: { done: (u: CreatedUser) => void; failed: (e: ApiError) => void }) {
  return (
    <Section title="Add a user">
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          const form = e.currentTarget;
          const f = new FormData(form);
          post<CreatedUser>("/api/users", { name: String(f.get("name")), roles: f.getAll("role") }).then((u) => {
            form.reset();
            refresh();
            done(u);
          }, failed);
        }}
      >
        <label>Name<input name="name" required autoComplete="off" /></label>
        <fieldset style={{ border: 0, padding: 0, margin: 0, gridColumn: "1 / -1" }}>
          <legend className="small soft">Roles</legend>
          {ROLES.map(([role, words]) => (
            <label key={role} style={{ display: "grid", gridTemplateColumns: "20px 150px 1fr", alignItems: "center", minHeight: 28 }}>
              <input type="checkbox" name="role" value={role} defaultChecked={role === "VIEWER"} style={{ width: 16, margin: 0 }} />
              <span style={{ color: "var(--ink)" }}>{wordsOf(role)}</span>
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
        <div><button className="first">Add</button></div>
      </form>
    </Section>
  );
}
