import { useEffect, useState } from "react";
import { useDocument } from "@/graph/documentStore";
import { patiently } from "@/ui/patiently";
import { useSnapshot } from "./useSnapshot";

type Standing = typeof import("@/graph/blocks/openedUnchanged");

/** What compares the insides of blocks comes with the first run of an experiment that has some; null until then. */
export function useStanding(): Standing | null {
  const [standing, setStanding] = useState<Standing | null>(null);
  const snapshot = useSnapshot();
  const has = useDocument(({ document }) => Object.keys(document?.blocks ?? {}).length > 0);
  const wanted = has || Object.keys(snapshot?.blocks ?? {}).length > 0;
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    void patiently(() => import("@/graph/blocks/openedUnchanged")).then(
      (known) => here && setStanding(known),
    );
    return () => {
      here = false;
    };
  }, [wanted]);
  return wanted ? standing : null;
}
