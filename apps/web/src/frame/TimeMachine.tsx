/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useRef, useState } from "react";
import { instantOf, wallOf, when } from "../words/format";
import { setQuery, useAt } from "./router";
import { useSite } from "./site";

const HOUR = 3_600_000;
const STEPS: [string, number][] = [["an hour earlier", HOUR], ["a day earlier", 24 * HOUR], ["a week earlier", 168 * HOUR]];

/** Shows every page as of an instant. */
export function TimeMachine() {
  const site = useSite();
  const at = useAt();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const now = site.at ?? new Date().toISOString();
  const [wall, setWall] = useState("");
  useEffect(() => {
    if (!open) return;
    setWall(wallOf(at ?? now, site.timeZone));
    const away = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
    // The field starts from the instant at which the box was opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);
  const goTo = (instant: string | null) => {
    setQuery({ at: instant });
    setOpen(false);
  };
  return (
    <div className="timebox" ref={box} onKeyDown={(e) => e.key === "Escape" && setOpen(false)}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} title={site.timeZone}>
        {at ? when(at, site.timeZone) : "Now"}
      </button>
      {open ? (
        <div className="pop" role="dialog" aria-label="Show as of">
          <form
            style={{ display: "grid", gap: 8 }}
            onSubmit={(e) => {
              e.preventDefault();
              const instant = instantOf(wall, site.timeZone);
              if (instant) goTo(instant);
            }}
          >
            <label>
              Every page as of ({site.timeZone})
              <input type="datetime-local" autoFocus value={wall} onChange={(e) => setWall(e.target.value)} />
            </label>
            <div className="acts">
              <button className="first">Show</button>
              <button type="button" disabled={!at} onClick={() => goTo(null)}>
                Now
              </button>
            </div>
          </form>
          <div className="acts">
            {STEPS.map(([words, ms]) => (
              <button key={words} type="button" onClick={() => goTo(new Date(Date.parse(at ?? now) - ms).toISOString())}>
                {words}
              </button>
            ))}
          </div>
        </div>
      ) : null}
    </div>
  );
}
