import { useCallback, useMemo, useState } from "react";
import { useStore } from "zustand";
import { showing } from "@/api/inputs";
import { signedBytes } from "@/api/wire";
import type { AnyInput, SaliencyFrame } from "@/schema/schema.gen";
import { count, percent } from "@/ui/format";
import { Figure, type FigurePoint, type Sheet } from "../canvas/Figure";
import type { TwinTable } from "../canvas/TextTwin";
import { cursor, hoverStep, keepStep, stepAt } from "./cursor";
import styles from "./PrefixesView.module.css";
import { paintPrefixes, placesOf } from "./paintPrefixes";
import { leading, saidIn, turnsOf } from "./prefixes";
import { useAsked } from "./useAsked";
import { useSequenceTexts } from "./useSequenceTexts";

interface PrefixesViewProps {
  role: string;
  input: AnyInput;
  /** Of a text its letters; none where numbers enter. */
  letters: readonly string[];
  /** Of the classes. */
  names: readonly string[];
}

/** How much each step speaks for the class, as shares of the strongest. */
function speaksOf(frame: SaliencyFrame | undefined): readonly number[] {
  return frame === undefined
    ? []
    : Array.from(signedBytes(frame.gradient.values), (value) => value / 127);
}

/** What the network says after each step, as if the sequence ended there, and how much each step speaks for the answer. */
export function PrefixesView({ role, input, letters, names }: PrefixesViewProps) {
  const { t } = useSequenceTexts();
  const asked = useMemo(() => showing(role, input, "prefixes"), [role, input]);
  const salient = useMemo(() => showing(role, input, "saliency"), [role, input]);
  const frame = useAsked("prefixes", asked)?.frame;
  const speaks = useAsked("saliency", salient)?.frame;
  const said = useMemo(() => (frame === undefined ? [] : saidIn(frame)), [frame]);
  const steps = said.at(-1)?.steps ?? 0;
  const step = useStore(cursor, (at) => stepAt(at, steps));
  const [width, setWidth] = useState(1);
  const picture = useMemo(
    () => ({ said, letters, names, step, speaks: speaksOf(speaks) }),
    [said, letters, names, step, speaks],
  );
  const draw = useCallback(
    (sheet: Sheet) => {
      setWidth(sheet.width);
      if (picture.said.length > 0) paintPrefixes(sheet, picture);
    },
    [picture],
  );
  const twin = useCallback(
    (): TwinTable => ({
      columns: [t("read"), t("likeliest"), t("sure")],
      rows: said.map((each) => {
        const label = leading(each);
        const place = `${count(each.steps)} ${letters[each.steps - 1] ?? ""}`.trim();
        return [place, names[label] ?? String(label), percent(each.probabilities[label])];
      }),
    }),
    [said, letters, names, t],
  );
  const under = ({ x }: FigurePoint) => {
    const { column } = placesOf({ width, height: 0 }, steps);
    return Math.max(0, Math.min(steps - 1, Math.floor(x / column)));
  };
  const here = said.find((each) => each.steps === step + 1);
  const read = letters.slice(0, step + 1).join("") || t("steps", { count: step + 1 });
  return (
    <div className={styles.view}>
      <p className={styles.head}>
        {here === undefined ? (
          t("waiting")
        ) : (
          <>
            <b>{read}</b> → <b>{names[leading(here)] ?? leading(here)}</b>{" "}
            {percent(here.probabilities[leading(here)])}
            <span> · {t("turns", { count: turnsOf(said).length - 1 })}</span>
          </>
        )}
      </p>
      <div className={styles.room}>
        <Figure
          label={t("prefixesOf", { steps: count(steps) })}
          topics={[]}
          draw={draw}
          twin={twin}
          onHover={(point) => hoverStep(point === null || steps === 0 ? null : under(point))}
          onPress={(point) => keepStep(under(point))}
          onKey={(key) => {
            if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
            keepStep(Math.min(steps - 1, step + (key === "ArrowLeft" ? -1 : 1)));
            return true;
          }}
        />
      </div>
    </div>
  );
}
