import { useEffect, useState } from "react";
import { patiently } from "@/ui/patiently";

type Ends = typeof import("./openedEnds");

/** What is known of the ends of an inside comes with the first that is opened; null until then, and where none is. */
export function useEnds(wanted: boolean): Ends | null {
  const [ends, setEnds] = useState<Ends | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    void patiently(() => import("./openedEnds")).then((known) => here && setEnds(known));
    return () => {
      here = false;
    };
  }, [wanted]);
  return wanted ? ends : null;
}
