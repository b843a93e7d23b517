import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLying } from "@/graph/documentStore";
import { insideOn, partsOf, startOfPath } from "@/graph/sheet";
import { patiently } from "@/ui/patiently";
import type { LayerFlowNode } from "../canvas/flow";
import { drawnOpen } from "./drawnOpen";
import type { LaidOpen } from "./openedLaid";

type Laying = typeof import("./openedLaid");

/** What lays out an open block comes with the first. */
function useLaying(wanted: boolean): Laying | null {
  const [laying, setLaying] = useState<Laying | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    void patiently(() => import("./openedLaid")).then((deeds) => here && setLaying(deeds));
    return () => {
      here = false;
    };
  }, [wanted]);
  return wanted ? laying : null;
}

/** What is drawn of the layers while a block is open: a frame around its inside, and room for it. */
export function useOpenedPlaces(layers: LayerFlowNode[]): LaidOpen {
  const { t } = useTranslation("editor");
  const lying = useLying();
  const inside = useMemo(() => insideOn(lying), [lying]);
  const laying = useLaying(inside !== null);
  const laid = useMemo((): LaidOpen => {
    if (inside === null) return { layers, frame: null, drawn: null };
    if (laying === null) {
      const [{ start = "" } = {}] = partsOf(lying);
      const others = layers.filter(({ id }) => startOfPath(id) !== start);
      return { layers: others, frame: null, drawn: null };
    }
    const name = inside.way.at(-1) ?? "";
    const label = (count: number) => t("inside.label", { name, count });
    return laying.laidOut(layers, lying, inside, { label, role: t("roles.inside") });
  }, [layers, lying, inside, laying, t]);
  const { drawn } = laid;
  useEffect(() => drawnOpen.setState({ drawn }), [drawn]);
  return laid;
}
