import { Button } from "@mantine/core";
import { Power } from "lucide-react";
import { useStore } from "zustand";
import { isOver } from "@/api/runFold";
import { useReport } from "@/graph/blocks/openedReport";
import { documentStore, useDocument, useSheet } from "@/graph/documentStore";
import { givesWires, takesWires } from "@/graph/ports";
import { nameOf } from "@/graph/sheet";
import { canPass, withOff } from "@/graph/switching";
import { Kbd } from "@/ui/Kbd";
import { keysOf } from "@/ui/keys";
import readings from "../layers/LayerReadings.module.css";
import { useRun } from "../run/useRun";
import { whyNot } from "./refused";
import { Sweep } from "./Sweep";
import { switchNodes, tried } from "./switching";
import { useWithoutTexts } from "./useWithoutTexts";
import styles from "./Without.module.css";
import { WorthOf } from "./WorthOf";

/** In the inspector: the chosen layer off and on, and what is lost without it. */
export function WithoutSection({ id }: { id: string }) {
  const { t } = useWithoutTexts();
  const node = useSheet().nodes[id];
  const report = useReport(id);
  const readOnly = useDocument((state) => state.readOnly);
  const isTried = useStore(tried, (state) => state.id === id);
  const run = useRun(({ run, state }) => (run === null ? null : state));
  if (!node || !takesWires(node.layer.kind) || !givesWires(node.layer.kind)) return null;
  const name = nameOf(id);
  const able = canPass(node.layer.kind, report);
  const over = run !== null && isOver(run);
  const off = node.off === true || isTried;
  return (
    <section className={readings.section} data-without={name}>
      <div className={styles.head}>
        <h3>{t("title")}</h3>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Power size={12} />}
          rightSection={<Kbd>{keysOf("switch").join(" ")}</Kbd>}
          aria-pressed={off}
          data-action="without"
          disabled={!able || (readOnly && !over)}
          onClick={() => switchNodes([id])}
        >
          {t(off ? "on" : "off")}
        </Button>
      </div>
      {!able && !off && <p className={styles.note}>{whyNot(report, name)}</p>}
      {off && (
        <p className={styles.note}>
          {t(isTried ? "note.tried" : run === null || over ? "note.document" : "note.live")}
        </p>
      )}
      {able && run !== null && <WorthOf id={id} />}
      {isTried && !readOnly && (
        <Button
          className={styles.plain}
          data-action="leave-out"
          size="compact-xs"
          variant="subtle"
          onClick={() => leaveOut(id)}
        >
          {t("next")}
        </Button>
      )}
      {run !== null && <Sweep />}
    </section>
  );
}

/** The document goes on without it, whatever the run that is over was. */
function leaveOut(id: string): void {
  tried.setState({ id: null });
  documentStore.getState().alter((network) => withOff(network, [id], true));
}
