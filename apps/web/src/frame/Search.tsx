/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useRef, useState } from "react";
import { get } from "../api/client";
import type { Page, SearchHit } from "../api/types";
import { go, sitePath } from "./router";
import { wordsOf } from "../words/states";

/** Where a found thing is shown: the server says it; what leads out of the pages is not followed. */
export const placeOf = (hit: SearchHit): string => (hit.href.startsWith("/") && !/^\/(\/|api\/)/.test(hit.href) ? hit.href : sitePath(hit.site));

export function Search() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [found, setFound] = useState<{ q: string; items: SearchHit[] }>({ q: "", items: [] });
  const [picked, setPicked] = useState(0);
  const open = () => {
    setText("");
    setFound({ q: "", items: [] });
    dialog.current?.showModal();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const on = event.target as HTMLElement;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || on.closest("input, textarea, select, dialog")) return;
      event.preventDefault();
      open();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => {
    const q = text.trim();
    if (q.length < 2) return;
    let gone = false;
    const timer = setTimeout(() => {
      get<Page<SearchHit>>("/api/search", { q }).then(
        (page) => {
          if (gone) return;
          setFound({ q, items: page.items });
          setPicked(0);
        },
        () => !gone && setFound({ q, items: [] }),
      );
    }, 120);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text]);
  const items = text.trim().length < 2 ? [] : found.items;
  const take = (hit: SearchHit | undefined) => {
    if (!hit) return;
    dialog.current?.close();
    go(placeOf(hit));
  };
  return (
    <div className="search">
      <button type="button" onClick={open}>
        <span>Find a node, serial, port</span>
        <kbd>/</kbd>
      </button>
      <dialog ref={dialog} className="find" aria-label="Find" onClick={(e) => e.target === dialog.current && dialog.current?.close()}>
        <input
          autoFocus
          type="text"
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls="found"
          aria-activedescendant={items.length > 0 ? `found-${picked}` : undefined}
          aria-label="Find a node, serial, port or certificate"
          placeholder="Node, serial, port, certificate"
          value={text}
          onChange={(e) => setText(e.target.value)}
          onKeyDown={(e) => {
            if (e.key === "ArrowDown" || e.key === "ArrowUp") {
              e.preventDefault();
              setPicked((p) => Math.max(0, Math.min(items.length - 1, p + (e.key === "ArrowDown" ? 1 : -1))));
            } else if (e.key === "Enter") take(items[picked]);
          }}
        />
        <ul id="found" role="listbox" aria-label="Found">
          {items.map((hit, i) => (
            <li key={`${hit.kind}${hit.site}${hit.name}${hit.detail}`} role="option" aria-selected={i === picked} id={`found-${i}`} onClick={() => take(hit)}>
              <span className="soft">{wordsOf(hit.kind)}</span>
              <span>
                {hit.name} <span className="soft">{hit.detail}</span>
              </span>
              <span className="soft">{hit.site}</span>
            </li>
          ))}
        </ul>
        <p className="hint">
          {text.trim().length < 2
            ? "Type two letters or more. Enter opens the first."
            : items.length === 0 && found.q === text.trim()
              ? `Nothing is called “${text.trim()}”.`
              : "↑ ↓ to choose, Enter to open."}
        </p>
      </dialog>
    </div>
  );
}
