import { Pin } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isOver } from "@/api/runFold";
import { useDocument } from "@/graph/documentStore";
import { Chip } from "@/ui/Chip";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { usePad } from "@/views/ask/usePad";
import { useRun } from "@/views/run/useRun";
import styles from "./DrawingPanel.module.css";
import { pinInput, unpinInput } from "./orders";

/** Keeps what is on the pad with the run: read at every frame, there after a reload and for all who watch. */
export function PinButton() {
  const { t } = useTranslation("run");
  const errorText = useErrorText();
  const { input, durable } = usePad();
  const readOnly = useDocument((state) => state.shared);
  const state = useRun((run) => run.state);
  const chip = (
    <Chip tone={durable ? "live" : "plain"} icon={<Pin />}>
      {durable ? t("drawing.pinned") : t("drawing.pin")}
    </Chip>
  );
  if (input === null) return null;
  // What others pinned can be looked at; and a run that is over takes no orders.
  if (readOnly || state === null || isOver(state)) return durable ? chip : null;
  const toggle = () => {
    const order = durable ? unpinInput() : pinInput(input);
    order.catch((error) => showMessage({ text: errorText(error) }));
  };
  return (
    <button
      type="button"
      className={styles.pin}
      data-action="pin"
      aria-pressed={durable}
      title={durable ? t("drawing.unpin") : t("drawing.pinLong")}
      onClick={toggle}
    >
      {chip}
    </button>
  );
}
