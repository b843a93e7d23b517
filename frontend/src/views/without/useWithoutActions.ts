import { useStore } from "zustand";
import { useDocument, useSheet } from "@/graph/documentStore";
import { nameOf } from "@/graph/sheet";
import { type Action, pressing } from "@/ui/actions";
import { tried } from "./switching";
import { useWithoutTexts } from "./useWithoutTexts";

/** What the inspector offers of a layer without which the network is asked, by name. */
export function useWithoutActions(): Action[] {
  useWithoutTexts();
  const [id = ""] = useDocument((state) => state.selection);
  const isTried = useStore(tried, (state) => state.id === id);
  const off = useSheet().nodes[id]?.off === true || isTried;
  const node = nameOf(id);
  return [
    ...pressing("without", "edit", (t) => t(off ? "without:onOf" : "without:offOf", { node })),
    ...pressing("leave-out", "edit", (t) => t("without:next")),
    ...pressing("worth", "views", (t) => `${t("without:ask")} · ${t("without:again")}`),
    ...pressing("sweep", "views", (t) => t("without:sweep.start")),
  ];
}
