/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Problem } from "./types";

/** What the server said no to, in its own words. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.status = problem.status;
    this.problem = problem;
  }
}

export type Params = Record<string, string | number | null | undefined>;

/** A path with its query; parameters without a value are left out. */
export function address(path: string, params: Params = {}): string {
  const query = Object.entries(params)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
    .join("&");
  return query ? `${path}${path.includes("?") ? "&" : "?"}${query}` : path;
}

export const enc = encodeURIComponent;

async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as Partial<Problem>;
    return { ...body, title: body.title ?? response.statusText, status: response.status };
  } catch {
    return { title: response.statusText || "The server gave no reason", status: response.status };
  }
}

let onSignedOut: () => void = () => {};
/** Called when the server no longer knows who we are. */
export function whenSignedOut(callback: () => void): void {
  onSignedOut = callback;
}

export async function call<T>(method: string, path: string, body?: unknown, contentType = "application/json"): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["X-Plimsoll"] = "1";
  let payload: BodyInit | null = null;
  if (body !== undefined) {
    headers["Content-Type"] = contentType;
    payload = body instanceof Blob || typeof body === "string" ? body : JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetch(path, { method, headers, body: payload, credentials: "same-origin" });
  } catch {
    throw new ApiError({ title: "No answer from the server", detail: "No answer from the server. Maybe it is restarting, or this device is offline.", status: 0 });
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401 && !path.endsWith("/login")) onSignedOut();
    throw new ApiError(problem);
  }
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  if (!text) return undefined as T;
  return (response.headers.get("content-type") ?? "").includes("json") ? (JSON.parse(text) as T) : (text as T);
}

export const get = <T>(path: string, params?: Params): Promise<T> => call<T>("GET", address(path, params));
export const post = <T>(path: string, body?: unknown): Promise<T> => call<T>("POST", path, body ?? {});
export const put = <T>(path: string, body: unknown): Promise<T> => call<T>("PUT", path, body);
