import { useStore } from "zustand";
import { Segmented } from "@/ui/Segmented";
import { type Inside, insideOf, insides, insidesOf, showInside } from "./insides";
import { useSequenceTexts } from "./useSequenceTexts";

interface InsideTabsProps {
  role: string;
  node: string;
  kind: string;
}

/** What a recurrent layer shows beneath itself; the one that is shown is closed by the same press. */
export function InsideTabs({ role, node, kind }: InsideTabsProps) {
  const { t } = useSequenceTexts();
  const shown = useStore(insides, (all) => insideOf(all, role, node));
  return (
    <Segmented<Inside | "">
      accent
      label={t("inside", { node })}
      action="inside"
      value={shown ?? ""}
      segments={insidesOf(kind).map((value) => ({ value, label: t(`insides.${value}`) }))}
      onChange={(value) => showInside(role, node, value === shown || value === "" ? null : value)}
    />
  );
}
