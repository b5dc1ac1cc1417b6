/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { ApiError, post } from "../api/client";
import { refresh } from "../api/live";
import { go, sitePath } from "../frame/router";
import { may, useHere } from "../frame/site";
import { ProblemBox, Section } from "../parts/basics";

/** Founds a site; everything else hangs on one. */
export function NewSite() {
  const { me } = useHere();
  const [name, setName] = useState("");
  const [title, setTitle] = useState("");
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [error, setError] = useState<ApiError | null>(null);
  if (!may(me)) return <p className="soft">An admin can found a site.</p>;
  return (
    <Section title="Found a site of your own">
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          post("/api/sites", { name, title: title || name, timeZone: zone, simulated: false }).then(
            () => {
              refresh();
              go(sitePath(name));
            },
            (failed: ApiError) => setError(failed),
          );
        }}
      >
        <label>
          Short name
          <input required pattern="[a-z0-9][a-z0-9\-]*" title="small letters, digits and dashes" value={name} onChange={(e) => setName(e.target.value)} placeholder="oslo-1" />
        </label>
        <label>
          Title
          <input value={title} onChange={(e) => setTitle(e.target.value)} placeholder="Oslo 1" />
        </label>
        <label>
          Time zone
          <input required value={zone} onChange={(e) => setZone(e.target.value)} />
        </label>
        <div>
          <button className="first">Found the site</button>
        </div>
      </form>
      {error ? <ProblemBox error={error} doing="found the site" /> : null}
    </Section>
  );
}
