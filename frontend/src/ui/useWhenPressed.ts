import { useState } from "react";
import { patiently } from "./patiently";

/** What a button has to have until that which it opens is here. */
interface Waiting {
  "aria-haspopup"?: "menu" | "dialog";
  "aria-expanded"?: false;
  onClick?: () => void;
}

/** What a button opens, loaded at its first press, and what goes on the button until then: no press is lost. */
export function useWhenPressed<Part>(
  kind: "menu" | "dialog",
  load: () => Promise<Part>,
): [Part | null, Waiting] {
  const [part, setPart] = useState<Part | null>(null);
  if (part !== null) return [part, {}];
  const press = () => void patiently(load).then((loaded) => setPart(() => loaded));
  return [null, { "aria-haspopup": kind, "aria-expanded": false, onClick: press }];
}
