import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { RecurrentNode, SeqProbeFrame } from "@/schema/schema.gen";
import { IconButton } from "@/ui/IconButton";
import type { FigurePoint } from "../canvas/Figure";
import { hoverStep, keepStep, stepUnder } from "./cursor";
import { type Inside, showInside } from "./insides";
import styles from "./RecurrentStage.module.css";
import { useSequenceTexts } from "./useSequenceTexts";

export interface StageProps {
  role: string;
  node: string;
  inside: Inside;
}

/** What a picture of the inside is drawn from. */
export interface Seen extends StageProps {
  frame: SeqProbeFrame;
  told: RecurrentNode;
  steps: number;
  letters: readonly string[];
  /** The step of the layer that the cursor stands on. */
  at: number;
}

interface HeadProps {
  role: string;
  node: string;
  inside: Inside;
  says: string;
  children?: ReactNode;
}

/** What is seen, in words, and the way out. */
export function Head({ role, node, inside, says, children }: HeadProps) {
  const { t } = useSequenceTexts();
  return (
    <header className={styles.head}>
      <b>{t(`insides.${inside}`)}</b>
      <span className={styles.says}>{says}</span>
      {children}
      <IconButton size="sm" label={t("close")} onClick={() => showInside(role, node, null)}>
        <X />
      </IconButton>
    </header>
  );
}

/** Between two pictures. */
export const GAP = 10;

interface PointedProps {
  frame: SeqProbeFrame;
  columns: number;
  children: (
    hover: (point: FigurePoint | null) => void,
    press: (point: FigurePoint) => void,
  ) => ReactNode;
}

/** Pictures over time whose pointer moves the cursor of all tiles. */
export function Pointed({ frame, columns, children }: PointedProps) {
  const [room, setRoom] = useState<HTMLDivElement | null>(null);
  const under = (point: FigurePoint): number => {
    const width = room?.clientWidth ?? 1;
    const wide = (width - GAP * (columns - 1)) / columns;
    return stepUnder((point.x % (wide + GAP)) / wide, frame.steps);
  };
  return (
    <div ref={setRoom} className={styles.room}>
      {children(
        (point) => hoverStep(point === null ? null : under(point)),
        (point) => keepStep(under(point)),
      )}
    </div>
  );
}
