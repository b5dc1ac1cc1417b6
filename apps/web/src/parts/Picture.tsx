/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { type ReactNode, useRef, useState } from "react";
import { token } from "../frame/theme";
import { download } from "../words/format";
import { Section } from "./basics";

/** An SVG of the page as one that stands alone: its colours are written out. */
export function standAlone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("font-family", "sans-serif");
  copy.removeAttribute("style");
  copy.removeAttribute("class");
  return `${new XMLSerializer().serializeToString(copy).replaceAll(/var\((--[\w-]+)\)/g, (_all, name: string) => token(name))}\n`;
}

/** A picture with its table one click away; both can be taken along. */
export function Picture({
  title, name, aside, picture, table, svg, id,
}: {
  title: ReactNode;
  /** Of the files that are saved. */
  name: string;
  aside?: ReactNode;
  picture: ReactNode;
  /** A DataTable, which copies and saves itself as CSV. */
  table: ReactNode;
  /** Draws the file, where the picture is no SVG. */
  svg?: () => string;
  id?: string;
}) {
  const [asTable, setAsTable] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const save = () => {
    const drawn = box.current?.querySelector<SVGSVGElement>("svg.picture");
    const text = svg ? svg() : drawn ? standAlone(drawn) : "";
    if (text) download(`${name.replaceAll(/[^\w.-]+/g, "-")}.svg`, text, "image/svg+xml");
  };
  return (
    <Section
      id={id}
      title={title}
      aside={
        <>
          {aside}
          <button type="button" className="plain" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>{asTable ? "Picture" : "Table"}</button>
          {asTable ? null : <button type="button" className="plain" onClick={save}>Save SVG</button>}
        </>
      }
    >
      <div ref={box} className={asTable ? undefined : "scrollx"}>{asTable ? table : picture}</div>
    </Section>
  );
}
