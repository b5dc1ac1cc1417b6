/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, type Ref } from "react";
import type { Floor } from "../api/types";
import { token, useTheme } from "../frame/theme";
import type { Meaning } from "../words/states";
import { type Box, deviceAt, devicesIn, fitView, layout, type Layout, type View, zoomAt } from "./geometry";
import { type Ink, paint, prepare } from "./paint";

const ZOOM_MAX = 24;
const ZOOM_STEP = 1.35;
const CLICK_PX_MAX = 4;
const INKS = ["absent", "building", "testing", "fit", "serving", "suspect", "repair", "waived", "unknown", "ink", "rule", "paper", "sheet", "sunk", "accent", "font"] as const;

export interface MapHandle {
  fit: () => void;
  zoom: (factor: number) => void;
  /** Brings a device into the middle, close enough to read. */
  show: (device: number) => void;
  layout: () => Layout;
}

/** The colours of the page as it is now. */
export function readInk(): Ink {
  const ink = Object.fromEntries(INKS.map((name) => [name, token(`--${name}`)])) as Ink;
  ink.soft = token("--ink-2");
  return ink;
}

/** The floor as a map that is panned and zoomed; knows nothing of the server. */
export function FloorMap({
  floor, only, selected, cursor, onOver, onPick, onLasso, onKey, handle,
}: {
  floor: Floor;
  only: Meaning | null;
  selected: ReadonlySet<number>;
  cursor: number;
  onOver: (device: number) => void;
  onPick: (device: number, add: boolean) => void;
  onLasso: (devices: number[]) => void;
  /** Returns true when the key was used. */
  onKey: (key: string) => boolean;
  handle: Ref<MapHandle>;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<View | null>(null);
  const size = useRef({ w: 1200, h: 600 });
  const lasso = useRef<Box | null>(null);
  const frame = useRef(0);
  const [theme] = useTheme();
  const shape = `${floor.racks.length} ${floor.devices.length} ${floor.devices[0]?.n} ${floor.devices.at(-1)?.n} ${floor.devices.at(-1)?.r}`;
  const aspect = useRef(0);
  const made = useRef<{ shape: string; layout: Layout } | null>(null);
  const painted = useMemo(() => prepare(floor), [floor]);
  const ink = useRef<Ink | null>(null);
  const state = useRef({ floor, painted, only, selected, cursor });
  state.current = { floor, painted, only, selected, cursor };

  const layoutNow = useCallback((): Layout => {
    if (!made.current || made.current.shape !== shape) {
      aspect.current = size.current.w / size.current.h;
      made.current = { shape, layout: layout(state.current.floor, aspect.current) };
      view.current = null;
    }
    return made.current.layout;
  }, [shape]);
  const draw = useCallback(() => {
    frame.current = 0;
    const el = canvas.current;
    const g = el?.getContext("2d", { alpha: false });
    if (!el || !g) return;
    const l = layoutNow();
    view.current ??= fitView(l.bounds, size.current.w, size.current.h);
    ink.current ??= readInk();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { floor: f, painted: p, only: o, selected: sel, cursor: c } = state.current;
    paint(g, size.current.w, size.current.h, f, l, p, view.current, ink.current, { selected: sel, cursor: c, only: o, lasso: lasso.current });
    if (!el.dataset["painted"]) {
      el.dataset["painted"] = String(Math.round(performance.now()));
      performance.mark("plimsoll-floor-painted");
    }
  }, [layoutNow]);
  const ask = useCallback(() => {
    if (!frame.current) frame.current = requestAnimationFrame(draw);
  }, [draw]);

  useLayoutEffect(() => {
    const el = canvas.current!;
    const resize = () => {
      const w = el.clientWidth;
      const h = el.clientHeight;
      if (!w || !h) return;
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      const old = size.current;
      size.current = { w, h };
      el.width = Math.round(w * ratio);
      el.height = Math.round(h * ratio);
      if (Math.abs(w / h - aspect.current) > aspect.current * 0.25) made.current = null;
      else if (view.current && (old.w !== w || old.h !== h)) view.current = null;
      draw();
    };
    resize();
    const watch = new ResizeObserver(resize);
    watch.observe(el);
    return () => watch.disconnect();
  }, [draw]);
  useEffect(() => {
    ink.current = null;
    ask();
  }, [theme, ask]);
  useEffect(ask, [floor, only, selected, cursor, ask]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const zoom = useCallback((factor: number, px = size.current.w / 2, py = size.current.h / 2) => {
    const l = layoutNow();
    const min = fitView(l.bounds, size.current.w, size.current.h).scale * 0.7;
    view.current = zoomAt(view.current ?? fitView(l.bounds, size.current.w, size.current.h), factor, px, py, min, ZOOM_MAX);
    ask();
  }, [ask, layoutNow]);
  const pan = useCallback((dx: number, dy: number) => {
    const v = view.current;
    if (!v) return;
    view.current = { ...v, x: v.x - dx / v.scale, y: v.y - dy / v.scale };
    ask();
  }, [ask]);
  useImperativeHandle(handle, () => ({
    fit: () => {
      view.current = null;
      ask();
    },
    zoom,
    show: (i) => {
      const l = layoutNow();
      const scale = Math.max(view.current?.scale ?? 0, 7);
      view.current = {
        scale,
        x: l.devices[i * 4]! + l.devices[i * 4 + 2]! / 2 - size.current.w / 2 / scale,
        y: l.devices[i * 4 + 1]! + l.devices[i * 4 + 3]! / 2 - size.current.h / 2 / scale,
      };
      ask();
    },
    layout: layoutNow,
  }), [ask, layoutNow, zoom]);

  useEffect(() => {
    const el = canvas.current!;
    const wheel = (e: WheelEvent) => {
      e.preventDefault();
      const r = el.getBoundingClientRect();
      const lines = e.deltaMode === 1 ? 18 : 1;
      zoom(Math.exp(-e.deltaY * lines * (e.ctrlKey ? 0.01 : 0.0016)), e.clientX - r.left, e.clientY - r.top);
    };
    el.addEventListener("wheel", wheel, { passive: false });
    return () => el.removeEventListener("wheel", wheel);
  }, [zoom]);

  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const press = useRef<{ x: number; y: number; moved: boolean; wx: number; wy: number; box: boolean } | null>(null);
  const at = (e: React.PointerEvent) => {
    const r = canvas.current!.getBoundingClientRect();
    return { x: e.clientX - r.left, y: e.clientY - r.top };
  };
  const world = (p: { x: number; y: number }) => ({ x: p.x / view.current!.scale + view.current!.x, y: p.y / view.current!.scale + view.current!.y });
  return (
    <canvas
      ref={canvas}
      tabIndex={0}
      role="application"
      aria-label="Map of the floor. Arrow keys pan, plus and minus zoom, 0 shows all, n goes to the next fault, Enter opens it. The same content is in the table."
      onPointerDown={(e) => {
        canvas.current!.setPointerCapture(e.pointerId);
        const p = at(e);
        fingers.current.set(e.pointerId, p);
        const w = world(p);
        press.current = { ...p, moved: fingers.current.size > 1, wx: w.x, wy: w.y, box: e.shiftKey };
      }}
      onPointerMove={(e) => {
        const p = at(e);
        const before = fingers.current.get(e.pointerId);
        if (!before || !press.current) {
          const w = view.current ? world(p) : p;
          onOver(deviceAt(layoutNow(), w.x, w.y));
          return;
        }
        if (Math.hypot(p.x - press.current.x, p.y - press.current.y) > CLICK_PX_MAX) press.current.moved = true;
        if (press.current.box) {
          const w = world(p);
          lasso.current = { x: Math.min(w.x, press.current.wx), y: Math.min(w.y, press.current.wy), w: Math.abs(w.x - press.current.wx), h: Math.abs(w.y - press.current.wy) };
          ask();
        } else if (fingers.current.size === 2) {
          const other = [...fingers.current].find(([id]) => id !== e.pointerId)![1];
          const apart = Math.hypot(before.x - other.x, before.y - other.y);
          if (apart > 0) zoom(Math.hypot(p.x - other.x, p.y - other.y) / apart, (p.x + other.x) / 2, (p.y + other.y) / 2);
          pan((p.x - before.x) / 2, (p.y - before.y) / 2);
        } else pan(p.x - before.x, p.y - before.y);
        fingers.current.set(e.pointerId, p);
      }}
      onPointerUp={(e) => {
        fingers.current.delete(e.pointerId);
        const done = press.current;
        if (!done || fingers.current.size > 0) return;
        press.current = null;
        if (lasso.current) {
          onLasso(devicesIn(layoutNow(), lasso.current));
          lasso.current = null;
          ask();
        } else if (!done.moved) onPick(deviceAt(layoutNow(), done.wx, done.wy), e.shiftKey);
      }}
      onPointerCancel={(e) => {
        fingers.current.delete(e.pointerId);
        press.current = null;
        lasso.current = null;
        ask();
      }}
      onPointerLeave={() => onOver(-1)}
      onKeyDown={(e) => {
        const step = 64;
        const moves: Record<string, [number, number]> = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
        const by = moves[e.key];
        if (by) pan(...by);
        else if (e.key === "+" || e.key === "=") zoom(ZOOM_STEP);
        else if (e.key === "-") zoom(1 / ZOOM_STEP);
        else if (e.key === "0") {
          view.current = null;
          ask();
        } else if (!onKey(e.key)) return;
        e.preventDefault();
      }}
    />
  );
}
