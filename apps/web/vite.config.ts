/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** `npm run dev` talks to a running server; the build lands where the jar takes it from. */
export default defineConfig({
  plugins: [react()],
  build: { outDir: "target/classes/web", emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 700 },
  server: { proxy: { "/api": process.env["PLIMSOLL_URL"] ?? "http://127.0.0.1:7460" } },
});
