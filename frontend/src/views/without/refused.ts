/** Why a layer can't be switched off. Comes with the first that is asked to be. */
import i18next from "i18next";
import { checkStore } from "@/graph/checkStore";
import { documentStore } from "@/graph/documentStore";
import { nameOf, placedAt } from "@/graph/sheet";
import type { CheckedNode } from "@/schema/checked";
import { shape } from "@/ui/format";
import { addWithoutTexts } from "./useWithoutTexts";

/** By what is known of it. */
export function whyNot(report: CheckedNode | undefined, node: string): string {
  addWithoutTexts();
  const t = i18next.getFixedT(null, "without");
  const told = (values: readonly { sides: readonly (number | string)[] }[]) =>
    values.map(({ sides }) => shape(sides)).join(" + ");
  const outputs = Object.values(report?.outputs ?? {});
  if (outputs.length === 0) return t("refused.unknown", { node });
  const given = told(Object.values(report?.given ?? {}).flat());
  return t("refused.shape", { node, given, output: told(outputs) });
}

/** Of the first of these layers, by its name on the sheet. */
export function whyNotOf([id = ""]: readonly string[]): string {
  const { role, name } = placedAt(documentStore.getState(), id);
  return whyNot(checkStore.getState().answer?.networks[role]?.nodes[name], nameOf(id));
}
