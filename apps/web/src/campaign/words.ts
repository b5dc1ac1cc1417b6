/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Campaign, CampaignStatus, ExpectedLeak } from "../api/types";
import { count, expected, money, plural, span } from "../words/format";
import type { Meaning } from "../words/states";

export const STATUS_WORDS: Record<CampaignStatus, string> = { PLANNED: "planned", RUNNING: "running", PAUSED: "paused", STOPPED: "stopped", FINISHED: "finished" };
export const STATUS_MEANING: Record<CampaignStatus, Meaning> = { PLANNED: "absent", RUNNING: "testing", PAUSED: "suspect", STOPPED: "repair", FINISHED: "fit" };
export const LAUNCHER_WORDS: Record<string, string> = { agent: "agents on the nodes", slurm: "Slurm", ssh: "SSH", kubernetes: "Kubernetes" };

export const nodesOf = (c: Campaign): number => c.nodes.accepted + c.nodes.failed + c.nodes.undecided + c.nodes.notRun;

/** How the end stands against the deadline: "3 hours before the deadline", "2 hours after the deadline". */
export function endWords(c: Pick<Campaign, "status" | "deadline" | "predictedEnd">, now: number): string {
  const end = c.predictedEnd ? Date.parse(c.predictedEnd) : null;
  const deadline = c.deadline ? Date.parse(c.deadline) : null;
  if (c.status === "FINISHED") return "It is over.";
  if (c.status === "STOPPED") return "It was stopped; what had not run stays not run.";
  const left = deadline === null ? "" : deadline > now ? `${span(deadline - now)} left until the deadline. ` : `The deadline passed ${span(now - deadline)} ago. `;
  if (end === null) return left || "It has no deadline.";
  if (deadline === null) return `It should end in ${span(end - now)}; it has no deadline.`;
  const slack = deadline - end;
  return `${left}It should end ${Math.abs(slack) < 60_000 ? "right at the deadline" : slack > 0 ? `${span(slack)} before it` : `${span(slack)} too late`}.`;
}

/** What shipping now would let through, in one sentence. */
export function leakWords(leak: ExpectedLeak): string {
  return `Shipping now would let through ${expected(leak.badNodes)} bad ${leak.badNodes === 1 ? "node" : "nodes"} (between ${expected(leak.low)} and ${expected(leak.high)})${costWords(leak.interruptedGpuHours, leak.creditsCents)}.`;
}

/** ": 1,840 interrupted GPU-hours, 23,100.00 in credits"; what nobody gave the terms for is left out. */
export function costWords(hours: number | null, cents: number | null): string {
  const told = [hours === null ? "" : plural(Math.round(hours), "interrupted GPU-hour"), cents === null ? "" : `${money(cents)} in credits`].filter(Boolean);
  return told.length > 0 ? `: ${told.join(", ")}` : "";
}

/** The first line of a campaign's page. */
export function headline(c: Campaign): string {
  const all = nodesOf(c);
  if (c.status === "PLANNED") return `${c.name} is planned: ${plural(all, "node")}.`;
  return `${count(c.nodes.accepted)} of ${plural(all, "node")} accepted${c.nodes.failed ? `, ${count(c.nodes.failed)} failed` : ""}.`;
}
