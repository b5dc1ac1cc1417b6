/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useMemo, useRef, useState } from "react";
import { address, enc } from "../api/client";
import { useData } from "../api/live";
import type { Floor } from "../api/types";
import { FloorMap, type MapHandle } from "../floor/FloorMap";
import { withPlaces } from "../floor/geometry";
import { open, sitePath } from "../frame/router";
import { useSite } from "../frame/site";
import { Section } from "../parts/basics";
import { plural } from "../words/format";

/** The nodes that incidents concern, marked on the floor. */
export function Radius({ nodes, title }: { nodes: string[]; title: string }) {
  const site = useSite();
  const floor = useData<Floor>(address(`/api/sites/${enc(site.name)}/floor`, {}), true);
  if (!floor.data || floor.data.devices.length === 0) return null;
  return <Marked floor={floor.data} nodes={nodes} title={title} site={site.name} />;
}

function Marked({ floor: given, nodes, title, site }: { floor: Floor; nodes: string[]; title: string; site: string }) {
  const floor = useMemo(() => withPlaces(given), [given]);
  const handle = useRef<MapHandle>(null);
  const [cursor, setCursor] = useState(-1);
  const marked = useMemo(() => {
    const wanted = new Set(nodes);
    return new Set(floor.devices.flatMap((d, i) => (wanted.has(d.n) ? [i] : [])));
  }, [floor, nodes]);
  if (marked.size === 0) return null;
  const missing = nodes.length - marked.size;
  return (
    <Section title={title} aside={`${plural(marked.size, "node")} marked${missing > 0 ? `, ${missing} not on the floor plan` : ""}`}>
      <div className="map radius">
        <FloorMap floor={floor} only={null} selected={marked} cursor={cursor} handle={handle} onOver={setCursor} onPick={(i) => (floor.devices[i]?.k === "N" ? open(sitePath(site, "nodes", floor.devices[i].n)) : undefined)} onLasso={() => undefined} onKey={() => false} />
      </div>
    </Section>
  );
}
