import { useCallback, useMemo, useRef } from "react";
import type { DepthFrame } from "@/schema/schema.gen";
import { loss as figure, percent, UNKNOWN } from "@/ui/format";
import { Figure, type FigurePoint, type Sheet } from "../canvas/Figure";
import { DepthSaid } from "./DepthSaid";
import { layerAt, paintSizes } from "./paintSizes";
import { type LayerSizes, sizesOf } from "./sizes";
import styles from "./Unrun.module.css";
import { usePointing } from "./usePointing";
import { useUnrunTexts } from "./useUnrunTexts";

/** How large what each layer gives is, and the gradient at its weights: two strips, a column for each layer. */
export function SizesView({ role, whole }: { role: string; whole: DepthFrame }) {
  const { t } = useUnrunTexts();
  const outputs = useMemo(() => sizesOf(whole, "outputs"), [whole]);
  const gradients = useMemo(() => sizesOf(whole, "gradients"), [whole]);
  // Inside of a block there is no tile to point at: its block is.
  const nodes = useMemo(() => whole.nodes.map((path) => path.split("/")[0] ?? path), [whole]);
  const under = useRef(-1);
  const width = useRef(1);
  const { at, point, press, onKey } = usePointing(role, nodes);
  const pointed = under.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when another place is looked at
  const draw = useCallback(
    (sheet: Sheet) => {
      width.current = sheet.width;
      paintSizes(sheet, [outputs, gradients], under.current >= 0 ? under.current : at, {
        outputs: t("depth.outputs"),
        gradients: t("depth.gradients"),
        first: t("depth.first"),
        last: t("depth.last"),
      });
    },
    [outputs, gradients, pointed, at, t],
  );
  const twin = useCallback(
    () => ({
      columns: [
        t("depth.layer"),
        t("depth.outputs"),
        t("depth.zeros"),
        t("depth.gradients"),
        t("depth.zeros"),
      ],
      rows: outputs.map((output, row) => {
        const gradient = gradients[row];
        return [output.node, ...told(output), ...(gradient ? told(gradient) : [])];
      }),
    }),
    [outputs, gradients, t],
  );
  const placeOf = ({ x }: FigurePoint) => layerAt(width.current, nodes.length, x);
  const hover = (place: FigurePoint | null) => {
    under.current = place === null ? -1 : placeOf(place);
    point(under.current);
  };
  const [output, gradient] = [outputs[pointed], gradients[pointed]];
  return (
    <div className={styles.view}>
      <div className={styles.figure}>
        <Figure
          label={t("depth.labelSizes")}
          topics={[]}
          draw={draw}
          twin={twin}
          onHover={hover}
          onPress={(place) => press(placeOf(place))}
          onKey={onKey}
        />
      </div>
      {output && gradient ? (
        <p className={styles.read}>
          {t("depth.half", {
            node: output.node,
            output: middle(output),
            gradient: middle(gradient),
          })}
        </p>
      ) : (
        <DepthSaid whole={whole}>{t("depth.sizesNote")}</DepthSaid>
      )}
    </div>
  );
}

const middle = ({ median }: LayerSizes): string => (median === null ? UNKNOWN : figure(median));
const told = (sizes: LayerSizes): string[] => [middle(sizes), percent(sizes.zero)];
