/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { useData } from "../api/live";
import type { Forecast, Rates } from "../api/types";

export const REPLICATIONS = 200;

export interface Ahead { found?: Forecast; error?: ApiError; noRates: boolean }

/** What the rates on the record say of the weeks ahead; asked once, and again when the rates change. Nothing is asked of the past. */
export function useForecast(site: string, past: boolean): Ahead {
  const rates = useData<Rates>(`/api/sites/${enc(site)}/rates`);
  const set = rates.data?.inForce?.id ?? null;
  const [answer, setAnswer] = useState<{ found?: Forecast; error?: ApiError }>({});
  useEffect(() => {
    if (set === null || past) return;
    let gone = false;
    post<Forecast>(`/api/sites/${enc(site)}/forecast`, { parameters: null, replications: REPLICATIONS, seed: 1, marginal: true, change: null }).then(
      (found) => !gone && setAnswer({ found }),
      (error: ApiError) => !gone && setAnswer({ error }),
    );
    return () => {
      gone = true;
    };
  }, [site, set, past]);
  return { ...answer, noRates: rates.data !== undefined && set === null };
}
