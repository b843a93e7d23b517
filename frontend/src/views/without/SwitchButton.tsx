import { Power } from "lucide-react";
import { useStore } from "zustand";
import { useReport } from "@/graph/blocks/openedReport";
import { useDocument, useSheet } from "@/graph/documentStore";
import { nameOf } from "@/graph/sheet";
import { canPass } from "@/graph/switching";
import { IconButton } from "@/ui/IconButton";
import { keysOf } from "@/ui/keys";
import { whyNot } from "./refused";
import { switchNodes, tried } from "./switching";
import { useWithoutTexts } from "./useWithoutTexts";

/** Over a chosen tile: one press switches it off, one press on again. */
export function SwitchButton({ id }: { id: string }) {
  const { t } = useWithoutTexts();
  const node = useSheet().nodes[id];
  const report = useReport(id);
  const shared = useDocument((state) => state.shared);
  const isTried = useStore(tried, (state) => state.id === id);
  if (!node || shared) return null;
  const off = node.off === true || isTried;
  const able = canPass(node.layer.kind, report);
  const name = nameOf(id);
  const label = able || off ? t(off ? "onOf" : "offOf", { node: name }) : whyNot(report, name);
  return (
    <IconButton
      size="sm"
      label={label}
      shortcut={keysOf("switch").join(" ")}
      aria-pressed={off}
      aria-disabled={!(able || off)}
      onClick={() => switchNodes([id])}
    >
      <Power />
    </IconButton>
  );
}
