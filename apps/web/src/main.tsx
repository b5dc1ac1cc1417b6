/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { applyTheme } from "./frame/theme";
import "./style/tokens.css";
import "./style/app.css";

applyTheme();
createRoot(document.getElementById("root")!).render(<App />);
if ("serviceWorker" in navigator) {
  window.addEventListener("load", () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined));
}
