import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkExperiment } from "@/api/check";
import { sameUse } from "@/graph/blocks/opened";
import { checkStore, useCheck } from "@/graph/checkStore";
import { documentStore, useDocument } from "@/graph/documentStore";
import type { Mend, MendWords } from "@/graph/mends";
import { afterOffer, type Offer, type OfferPlace, offering, placeOf } from "@/graph/offers";
import { nameOf, pathOf } from "@/graph/sheet";
import type { Problem } from "@/graph/types";
import { goTo } from "../editorStore";
import { makeRoom } from "../palette/inserting";
import { isNeat } from "../wires/neatness";
import styles from "./Mends.module.css";

const NO_WORDS: MendWords = {
  node: "",
  source: "",
  kind: "",
  name: "",
  value: "",
  units: 0,
  count: 1,
};

/** These name no layer: behind a first step it must be said which one they set. */
const SET_HERE: ReadonlySet<Mend["key"]> = new Set(["kernel", "padding", "groups"]);

const offersFor = offering(checkExperiment);

/** One step of undo, with the room that new layers want. A neat network is laid out anew once it is checked. */
function make(offer: Offer, problem: Problem): void {
  const at = placeOf(problem);
  const { role } = at;
  const { alterNetwork, show, select, setExperiment } = documentStore.getState();
  const onSheet = (node: string) => pathIn(at, node);
  const [{ setting }] = offer.steps;
  if (setting !== undefined) {
    setExperiment(setting.path, setting.value);
    return;
  }
  show(role);
  const { where } = problem;
  const inSight = sameUse(documentStore.getState().opened ?? { role, way: [] }, at);
  const neat = isNeat(where.node === "" ? undefined : onSheet(nameOf(where.node)));
  alterNetwork(at, (network) => afterOffer(network, offer));
  for (const { node, at: place } of inSight ? offer.steps : []) {
    if (place !== undefined && !neat) makeRoom(onSheet(node), place);
  }
  const [{ node }] = offer.steps;
  select(node === "" ? [] : [onSheet(node)]);
  // The button goes with the problem: the keyboard goes on at the layer.
  if (node !== "") goTo(onSheet(node));
}

/** By which name there lies on the sheet what stands in a network of the document: the block that it is inside of else. */
function pathIn({ role, way }: OfferPlace, node: string): string {
  return pathOf(documentStore.getState(), { role, name: [...way, node].join("/") });
}

/** What the server lets through, asked when the sentence is on screen; nothing while it was not asked. */
function useOffers(problem: Problem): readonly Offer[] {
  const document = useDocument((state) => (state.readOnly ? null : state.document));
  const pending = useCheck((state) => state.pending);
  const [told, setTold] = useState<{ said: string; offers: readonly Offer[] } | null>(null);
  // Each answer of the check brings the same problem as a new object: its buttons stay, for someone may be pressing one.
  const said = JSON.stringify(problem);
  useEffect(() => {
    if (document === null || pending) return;
    let here = true;
    const { answer } = checkStore.getState();
    void offersFor(problem, document, answer?.problems ?? []).then(
      (offers) => here && setTold({ said: JSON.stringify(problem), offers }),
    );
    return () => {
      here = false;
    };
  }, [problem, document, pending]);
  return document !== null && told?.said === said ? told.offers : [];
}

/** With the sentence of a problem: the edits that mend it, one press each. */
export function Mends({ problem }: { problem: Problem }) {
  const { t } = useTranslation("editor");
  const words = useOfferWords();
  const offers = useOffers(problem);
  if (offers.length === 0) return null;
  return (
    <span className={styles.mends}>
      {offers.map((offer) => (
        <button
          key={words(offer)}
          type="button"
          className={`${styles.mend} nodrag nopan`}
          onClick={(event) => {
            event.stopPropagation();
            make(offer, problem);
          }}
        >
          {words(offer)}
          {offer.leaves !== null && (
            <span className={styles.leaves}>
              {offer.leaves.where.node === ""
                ? t("mends.leaves")
                : t("mends.leavesAt", { node: offer.leaves.where.node })}
            </span>
          )}
        </button>
      ))}
    </span>
  );
}

/** "Insert flatten, then give linear_3 10 units". */
function useOfferWords(): (offer: Offer) => string {
  const { t } = useTranslation("editor");
  return ({ steps }) => {
    const [{ node }] = steps;
    const said = (mend: Mend): string => t(`mends.${mend.key}`, { ...NO_WORDS, ...mend.words });
    return steps.slice(1).reduce((first, mend) => {
      const next = said(mend).charAt(0).toLowerCase() + said(mend).slice(1);
      const elsewhere = SET_HERE.has(mend.key) && mend.node !== node;
      return t(elsewhere ? "mends.bothAt" : "mends.both", { first, next, node: mend.node });
    }, said(steps[0]));
  };
}
