/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

export const count = (n: number | null | undefined): string => (n === null || n === undefined ? "–" : whole.format(n));
const fine3 = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
const one = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
const two = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const cash = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A measured value: four significant digits, whole numbers whole. */
export const measured = (n: number): string => (Number.isInteger(n) ? whole.format(n) : fine.format(n));
/** Power as people say it: "640 W", "12.4 kW", "3.2 MW". */
export const watts = (w: number): string => (Math.abs(w) < 1_000 ? `${whole.format(w)} W` : Math.abs(w) < 1e6 ? `${fine3.format(w / 1e3)} kW` : `${fine3.format(w / 1e6)} MW`);
/** A share as people say it: "6.04 %". */
export const percent = (share: number): string => `${share > 0 && share < 0.0001 ? "< 0.01" : two.format(share * 100)} %`;
/** An amount in the contract's currency, from cents. */
export const money = (cents: number): string => cash.format(cents / 100);
/** An expected number: two digits that mean something, never "0" for what is only small. */
export const expected = (n: number): string => (n >= 100 ? whole.format(n) : n >= 10 ? one.format(n) : n >= 0.01 || n === 0 ? two.format(n) : "< 0.01");
/** "1 cable", "18 cables". */
/** A printed amount with its thousands apart, to the last digit as it was filed; what has no unit may be a code and stays. */
export const printed = (value: string, unit: string): string =>
  unit !== "" && /^-?\d+(\.\d+)?$/.test(value) ? value.replace(/^-?\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ",")) : value;

/** Units with their signs. */
export const unitSign = (unit: string): string => unit.replaceAll(/m([23])\b/g, (_, n: string) => (n === "2" ? "m²" : "m³")).replace("CO2", "CO₂").replace("degC", "°C");

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
/** "1st", "2nd", "11th": how a place in a row is said, so that nobody asks whether it counts from 0. */
export function ordinal(n: number): string {
  const last = n % 10;
  const tail = n % 100 >= 11 && n % 100 <= 13 ? "th" : last === 1 ? "st" : last === 2 ? "nd" : last === 3 ? "rd" : "th";
  return `${count(n)}${tail}`;
}
export const shortHash = (hash: string | null | undefined): string => (hash ? hash.replace(/^sha256:/, "").slice(0, 12) : "–");

const parts = new Map<string, Intl.DateTimeFormat>();
function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  let known = parts.get(key);
  if (!known) {
    try {
      known = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
    } catch {
      known = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
    }
    parts.set(key, known);
  }
  return known;
}

/** "Tue 17 Nov 2026". */
export const day = (instant: string | number, zone: string): string =>
  formatter(zone, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(new Date(instant)).replace(",", "");
/** "14:05". */
export const clock = (instant: string | number, zone: string): string =>
  formatter(zone, { hour: "2-digit", minute: "2-digit", hour12: false }).format(new Date(instant));
/** "Tue 17 Nov 14:05"; the year only where it is not this one. */
export function when(instant: string | number | null | undefined, zone: string, now = Date.now()): string {
  if (instant === null || instant === undefined || instant === "") return "–";
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return String(instant);
  const year = formatter(zone, { year: "numeric" });
  return formatter(zone, {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hour12: false,
    ...(year.format(date) === year.format(new Date(now)) ? {} : { year: "numeric" }),
  })
    .format(date)
    .replaceAll(",", "");
}
export const fullWhen = (instant: string | number, zone: string): string => `${day(instant, zone)} ${clock(instant, zone)} ${zone}`;

/** A span in words, with its largest two units: "3 days 4 hours". */
export function span(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return plural(minutes, "minute");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${plural(hours, "hour")} ${plural(minutes % 60, "minute")}` : plural(hours, "hour");
  const days = Math.floor(hours / 24);
  return hours % 24 && days < 14 ? `${plural(days, "day")} ${plural(hours % 24, "hour")}` : plural(days, "day");
}

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
function offsetMs(instant: number, zone: string): number {
  const field: Record<string, number> = {};
  for (const part of formatter(zone, {
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23",
  }).formatToParts(new Date(instant))) {
    field[part.type] = Number(part.value);
  }
  const wall = Date.UTC(field["year"]!, field["month"]! - 1, field["day"]!, field["hour"]!, field["minute"]!, field["second"]!);
  return wall - Math.floor(instant / 1000) * 1000;
}

/** The instant of a wall-clock time ("2026-11-17T14:05") in a zone, as ISO; null if it is no time. */
export function instantOf(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall}${wall.length === 16 ? ":00" : ""}Z`);
  if (Number.isNaN(asUtc)) return null;
  let guess = asUtc - offsetMs(asUtc, zone);
  guess = asUtc - offsetMs(guess, zone);
  return new Date(guess).toISOString();
}

/** The wall-clock time in a zone, as an input field takes it: "2026-11-17T14:05". */
export function wallOf(instant: string | number, zone: string): string {
  const at = new Date(instant).getTime();
  return new Date(at + offsetMs(at, zone)).toISOString().slice(0, 16);
}

/** A calendar day in a zone: "2026-11-17". */
export const dayKey = (instant: string | number, zone: string): string => wallOf(instant, zone).slice(0, 10);

/** Rows as RFC 4180 text. A cell that a spreadsheet would run as a formula is kept as text. */
export function csv(rows: (string | number | null | undefined)[][]): string {
  return rows
    .map((row) =>
      row
        .map((cell) => {
          let text = cell === null || cell === undefined ? "" : String(cell);
          if (/^[=+@\t\r]|^-(?![\d.])/.test(text)) text = `'${text}`;
          return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        })
        .join(","),
    )
    .join("\r\n")
    .concat("\r\n");
}

/** Hands text to the user as a file. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
