import "./ui/base.css";
import "@mantine/core/styles.layer.css";
import "./ui/tokens.css";
import "./ui/mantine.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startTexts } from "./locales/i18n";
import { useAppearance } from "./ui/appearance";
import { startStyleNonce } from "./ui/nonce";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

startStyleNonce();
await startTexts(useAppearance.getState().language);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
