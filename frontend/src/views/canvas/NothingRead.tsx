import { useTranslation } from "react-i18next";
import { isOver } from "@/api/runFold";
import { useDocument } from "@/graph/documentStore";
import { type ProbeKind, useFinds } from "@/graph/finds";
import { isRead, switchOn } from "@/graph/probes";
import type { Frame } from "@/schema/schema.gen";
import { useRun } from "../run/useRun";
import { useSnapshot } from "../run/useSnapshot";
import { useUnrecorded } from "../timeline/recording";
import { QuietWords } from "./QuietWords";

interface NothingReadProps {
  role: string;
  /** The kind of frame that the view would draw, and the probe that reads it. */
  frame: Frame["kind"];
  probe: ProbeKind;
  /** What is said while the first reading is still to come. */
  waiting: string;
}

/** In the place of a view without data: when it comes, or that this run is not read for it. */
export function NothingRead({ role, frame, probe, waiting }: NothingReadProps) {
  const { t } = useTranslation("views");
  const unrecorded = useUnrecorded(frame, role);
  const over = useRun((run) => run.state !== null && isOver(run.state));
  const snapshot = useSnapshot();
  const hasRun = useRun((run) => run.totalSteps > 0);
  const finds = useFinds(role);
  const planned = useDocument((state) => isRead(state.document, probe, finds));
  const known = useDocument((state) => state.document !== null);
  const readOnly = useDocument((state) => state.readOnly);
  const ofOneKind = useDocument(
    ({ document }) =>
      snapshot === null ||
      JSON.stringify(snapshot.algorithm) === JSON.stringify(document?.algorithm),
  );
  const off = known && !planned;
  // The run would have been read, and ended before it was time.
  if (unrecorded && over && isRead(snapshot, probe, finds))
    return <QuietWords>{t("unrecorded.ended")}</QuietWords>;
  // What the check says of the document is true of its runs, as long as both are trained in one way.
  if (ofOneKind && !finds(probe)) return <QuietWords>{t("unrecorded.nothing")}</QuietWords>;
  if (!unrecorded && (hasRun || !off)) return <QuietWords>{waiting}</QuietWords>;
  if (off && !finds(probe)) return <QuietWords>{t("unrecorded.nothing")}</QuietWords>;
  return (
    <QuietWords>
      {t(unrecorded ? "unrecorded.here" : "unrecorded.off")}{" "}
      {off && !readOnly && (
        <button type="button" onClick={() => void switchOn(probe)}>
          {t("unrecorded.switchOn")}
        </button>
      )}
      {unrecorded && !off && !readOnly && t("unrecorded.next")}
    </QuietWords>
  );
}
