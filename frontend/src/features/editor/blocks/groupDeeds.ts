/** Layers into a block, and a block into its layers: each one step of undo. */
import i18next from "i18next";
import { isUse } from "@/graph/blocks/definitions";
import { openLevel } from "@/graph/blocks/opened";
import { ungrouped } from "@/graph/blocks/ungrouping";
import { checkStore } from "@/graph/checkStore";
import { currentSheet, documentStore } from "@/graph/documentStore";
import { type Placed, pathOf, placedAt, serverName } from "@/graph/sheet";
import { canPass } from "@/graph/switching";
import { showMessage } from "@/ui/messages";
import { announce, editorStore } from "../editorStore";
import { keepingNeat } from "../wires/neatness";
import type { Plan } from "./groupPlan";
import { addBlockTexts } from "./useBlockTexts";

/** The plan is carried out, and its uses are what is chosen then. */
export function carryOut({ experiment, uses, places }: Plan, name: string): void {
  const { setExperiment, select } = documentStore.getState();
  keepingNeat(() => setExperiment([], experiment));
  select(uses.map((use) => pathOf(documentStore.getState(), use)));
  const count = places[0]?.nodes.size ?? 0;
  announce(i18next.t("blocks:group.done", { count, name }));
  editorStore.setState({ grouping: null });
}

/** Which of these are uses of blocks. */
export function usesAmong(ids: readonly string[]): string[] {
  const { nodes } = currentSheet();
  return ids.filter((id) => nodes[id] !== undefined && isUse(nodes[id].layer));
}

/** Makes uses of blocks their layers again, all as one step; answers how many were. */
export function ungroupUses(ids: readonly string[]): number {
  addBlockTexts();
  const { document, readOnly, setExperiment, select } = documentStore.getState();
  if (document === null || readOnly) return 0;
  let experiment = document;
  const chosen: string[] = [];
  const told: string[] = [];
  const anew: string[] = [];
  const works: string[] = [];
  for (const id of ids) {
    const placed = placedAt({ document: experiment }, id);
    const opened = ungrouped(experiment, placed.role, placed.name, passing(placed));
    if (opened === null) continue;
    if (opened.works) works.push(placed.name);
    experiment = opened.experiment;
    chosen.push(...opened.nodes.map((name) => pathOf({ document }, { role: placed.role, name })));
    const { name } = placed;
    told.push(i18next.t("blocks:ungroup.done", { name, count: opened.nodes.length }));
    if (!opened.sameWeights) anew.push(name);
  }
  if (told.length === 0) return 0;
  keepingNeat(() => setExperiment([], experiment));
  select(chosen);
  announce(told.join(" "));
  if (anew.length > 0)
    showMessage({ text: i18next.t("blocks:ungroup.anew", { name: anew.join(", ") }) });
  if (works.length > 0)
    showMessage({ text: i18next.t("blocks:ungroup.works", { name: works.join(", ") }) });
  return told.length;
}

/** Of a use: which of the layers inside can be switched off by themselves, as the last check knows. */
function passing({ role, name: use }: Placed): (inside: string) => boolean {
  const { document } = documentStore.getState();
  const level = openLevel(document, { role, way: [use], copies: [0], onlyThis: false });
  const reports = checkStore.getState().answer?.networks[role]?.nodes;
  return (inside) => {
    const kind = level?.network.nodes[inside]?.layer.kind ?? "";
    return level !== null && canPass(kind, reports?.[serverName(level, inside)]);
  };
}
