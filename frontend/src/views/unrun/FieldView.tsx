import { useCallback, useEffect, useMemo, useState } from "react";
import { useCheck } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { planOrder } from "@/graph/order";
import { pathOf } from "@/graph/sheet";
import { count, decimal } from "@/ui/format";
import { Figure, type Sheet } from "../canvas/Figure";
import { QuietWords } from "../canvas/QuietWords";
import { firstFrame, untrained } from "../node/untrained";
import { nodeIn, shown, shownOutputs } from "../run/shown";
import { type Field, fieldOf, lastWithEdges } from "./field";
import { paintField } from "./paintField";
import styles from "./Unrun.module.css";
import { useUnrunTexts } from "./useUnrunTexts";

/** The order of the plan, and where samples enter. */
function useOrder(role: string) {
  const network = useDocument(({ document }) => networkOf(document, role));
  return useMemo(() => {
    const order = planOrder(network);
    const input = order.find((node) => network.nodes[node]?.layer.kind === "input") ?? "";
    return { order, input };
  }, [network]);
}

/** Of the chosen node, else of the last one that does not see everything. */
export function useField(role: string): Field | null {
  const { order, input } = useOrder(role);
  const checked = useCheck(({ answer }) => answer?.networks[role]);
  const chosen = useDocument(({ document, opened, selection: [first, ...others] }) =>
    first === undefined || others.length > 0
      ? undefined
      : order.find((name) => pathOf({ document, opened }, { role, name }) === first),
  );
  return useMemo(() => {
    const node = chosen ?? lastWithEdges(checked, order);
    return node === undefined ? null : fieldOf(checked, input, node);
  }, [chosen, checked, order, input]);
}

/** `43×43`, or one number where both sides are alike. */
export const sizeWords = ([high, wide]: readonly [number, number]): string =>
  `${count(high)}×${count(wide)}`;

/** The sample on screen as it enters. */
function useSample(role: string, input: string): () => ReturnType<typeof nodeIn> | null {
  return useCallback(
    () =>
      nodeIn(shownOutputs(role)?.frame ?? firstFrame("outputs", role, input), input) ??
      shown.getState().still,
    [role, input],
  );
}

/** What one place of a node's output hangs on, framed on the sample. */
export function FieldView({ role }: { role: string }) {
  const { t } = useUnrunTexts();
  const field = useField(role);
  const { order, input } = useOrder(role);
  const checked = useCheck(({ answer }) => answer?.networks[role]);
  const sample = useSample(role, input);
  const [told, retell] = useState(0);
  useEffect(() => untrained.subscribe(() => retell((count) => count + 1)), []);
  useEffect(() => shown.subscribe(() => retell((count) => count + 1)), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when another sample is told
  const draw = useCallback(
    (sheet: Sheet) => {
      if (field !== null) paintField(sheet, field, sample() ?? null);
    },
    [field, sample, told],
  );
  const twin = useCallback(
    () => ({
      columns: [t("field.node"), t("field.size"), t("field.jump")],
      rows: order.flatMap((node) => {
        const each = fieldOf(checked, input, node);
        if (each?.size == null) return [];
        return [[node, sizeWords(each.size), each.jump.map((side) => decimal(side, 0)).join("×")]];
      }),
    }),
    [order, checked, input, t],
  );
  if (field === null) return <QuietWords>{t("field.none")}</QuietWords>;
  return (
    <div className={styles.view}>
      <div className={styles.figure}>
        <Figure
          label={t("field.label", { node: field.node })}
          topics={["node_outputs", "playhead"]}
          draw={draw}
          twin={twin}
        />
      </div>
      <p className={styles.read}>
        {field.size === null
          ? t("field.all", { node: field.node })
          : t("field.jumps", {
              node: field.node,
              size: sizeWords(field.size),
              jump: Number(field.jump[0].toFixed(2)),
            })}
      </p>
    </div>
  );
}
