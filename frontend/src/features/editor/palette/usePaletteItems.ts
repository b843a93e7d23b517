import { useReactFlow } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { ALIGNMENTS, DISTRIBUTIONS, needs } from "@/graph/align";
import { layerKinds, layerSpec } from "@/graph/catalogue";
import { useDocument, useNetwork } from "@/graph/documentStore";
import { planOrder } from "@/graph/order";
import { useLayerWords } from "@/locales/layerWords";
import { useAppearance, useResolvedScheme } from "@/ui/appearance";
import { startTour } from "@/ui/tour";
import { alignSelected } from "../arrange/arranging";
import { focusNode } from "../canvas/focusing";
import { middleOfView } from "../canvas/viewport";
import { announce } from "../editorStore";
import { DEEDS, pressKey } from "../keys/keys";
import { insertLayer } from "./inserting";

export interface PaletteItem {
  readonly id: string;
  readonly section: "nodes" | "commands" | "layers" | "pages";
  readonly words: string;
  /** What else it is found by, and shown in grey. */
  readonly aside: string;
  readonly keys: readonly string[];
  readonly run: () => void;
}

const PAGES = [
  ["library", "/library"],
  ["presets", "/library/presets"],
  ["datasets", "/library/datasets"],
] as const;

/** Everything that can be done from here, by name. */
export function usePaletteItems(): PaletteItem[] {
  return [...useNodes(), ...useCommands(), ...useInsertions(), ...usePages()];
}

function useNodes(): PaletteItem[] {
  const network = useNetwork();
  const words = useLayerWords();
  const flow = useReactFlow();
  return planOrder(network).map((id) => ({
    id: `node-${id}`,
    section: "nodes",
    words: id,
    aside: words.name(layerSpec(network.nodes[id]?.layer.kind ?? "")),
    keys: [],
    run: () => focusNode(id, flow),
  }));
}

function useCommands(): PaletteItem[] {
  const { t } = useTranslation("editor");
  const readOnly = useDocument((state) => state.readOnly);
  const selected = useDocument((state) => state.selection.length);
  const { language, setLanguage, setScheme } = useAppearance();
  const scheme = useResolvedScheme() === "dark" ? "light" : "dark";
  const byKey = DEEDS.flatMap(({ name, shown, press, reads }): PaletteItem[] =>
    press === undefined || (readOnly && !reads)
      ? []
      : [command(name, t(`keys.${name}`), () => pressKey(press), shown)],
  );
  const alignments = [...ALIGNMENTS, ...DISTRIBUTIONS]
    .filter((alignment) => !readOnly && selected >= needs(alignment))
    .map((alignment) =>
      command(alignment, t(`align.${alignment}`), () => alignSelected(alignment)),
    );
  return [
    ...byKey,
    ...alignments,
    command("tour", t("commands.tour"), startTour),
    command("scheme", t(`commands.${scheme}`), () => setScheme(scheme)),
    command("language", t("commands.language"), () => setLanguage(language === "zh" ? "en" : "zh")),
  ];
}

function command(
  id: string,
  words: string,
  run: () => void,
  keys: readonly string[] = [],
): PaletteItem {
  return { id: `command-${id}`, section: "commands", words, aside: "", keys, run };
}

function useInsertions(): PaletteItem[] {
  const { t } = useTranslation("editor");
  const readOnly = useDocument((state) => state.readOnly);
  const words = useLayerWords();
  const flow = useReactFlow();
  if (readOnly) return [];
  return layerKinds.map((kind) => ({
    id: `layer-${kind}`,
    section: "layers",
    words: words.name(layerSpec(kind)),
    aside: kind,
    keys: [],
    run: () => announce(t("news.inserted", { id: insertLayer(kind, null, middleOfView(flow)) })),
  }));
}

function usePages(): PaletteItem[] {
  const { t } = useTranslation("editor");
  const [, navigate] = useLocation();
  return PAGES.map(([name, path]) => ({
    id: `page-${name}`,
    section: "pages",
    words: t(`commands.${name}`),
    aside: "",
    keys: [],
    run: () => navigate(path),
  }));
}
