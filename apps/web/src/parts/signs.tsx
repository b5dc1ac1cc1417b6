/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useId } from "react";
import type { State } from "../api/types";
import { type Meaning, meaningOf, stateWords } from "../words/states";

/** The mark: a circle cut by the load line. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2.6">
      <circle cx="16" cy="16" r="9.4" />
      <path d="M1 16h30" />
    </svg>
  );
}

/** The sign of a meaning: a colour and a shape, so that it is read without the colour. */
export function Sign({ of, size = 14 }: { of: Meaning; size?: number }) {
  const id = useId();
  const colour = `var(--${of})`;
  return (
    <svg className="sign" width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {shape(of, colour, id)}
    </svg>
  );
}

function shape(of: Meaning, colour: string, id: string) {
  switch (of) {
    case "absent":
      return <rect x="2" y="2" width="10" height="10" fill="none" stroke={colour} strokeWidth="2" />;
    case "building":
      return (
        <>
          <rect x="2" y="2" width="10" height="10" fill="none" stroke={colour} strokeWidth="2" />
          <rect x="2" y="7" width="10" height="5" fill={colour} />
        </>
      );
    case "testing":
      return (
        <g fill={colour}>
          {[3, 7, 11].flatMap((y) => [3, 7, 11].map((x) => <circle key={`${x}${y}`} cx={x} cy={y} r="1.6" />))}
        </g>
      );
    case "fit":
      return <rect x="1" y="1" width="12" height="12" fill={colour} />;
    case "serving":
      return (
        <>
          <circle cx="7" cy="7" r="6" fill="none" stroke={colour} strokeWidth="1.6" />
          <circle cx="7" cy="7" r="3.4" fill={colour} />
        </>
      );
    case "suspect":
      return <path d="M7 1 13.4 13H.6z" fill={colour} />;
    case "repair":
      return <path d="M2 2l10 10M12 2 2 12" stroke={colour} strokeWidth="3" />;
    case "waived":
      return (
        <>
          <rect x="2" y="2" width="10" height="10" fill="none" stroke={colour} strokeWidth="1.6" />
          <path d="M0 7h14" stroke={colour} strokeWidth="2.6" />
        </>
      );
    case "unknown":
      return (
        <>
          <defs>
            <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="1.8" height="4" fill={colour} />
            </pattern>
          </defs>
          <rect x="1" y="1" width="12" height="12" fill={`url(#${id})`} stroke={colour} strokeWidth="1" />
        </>
      );
  }
}

/** A state in words beside its sign. */
export function StateSign({ state, words }: { state: State | string | null; words?: string }) {
  return (
    <span className="state">
      <Sign of={meaningOf(state)} />
      {words ?? stateWords(state)}
    </span>
  );
}
