import { useMemo } from "react";
import { useStore } from "zustand";
import { inputField } from "@/api/dataFields";
import { testSample } from "@/api/inputs";
import { seen } from "@/api/tokens";
import { integers } from "@/api/wire";
import type { RecurrentNode, SeqProbeFrame, Show } from "@/schema/schema.gen";
import { shown, shownOutputs } from "../run/shown";
import { useDataset } from "../run/useDataset";
import { useShownFrame } from "../run/useShownFrame";
import { cursor, stepAt, stepThere } from "./cursor";
import { PartsPicture } from "./PartsPicture";
import styles from "./RecurrentStage.module.css";
import { Head, type Seen, type StageProps } from "./StageHead";
import { partOf } from "./states";
import { ThroughPicture } from "./ThroughPicture";
import { UnrolledPicture } from "./UnrolledPicture";
import { useAsked } from "./useAsked";
import { useSequenceTexts } from "./useSequenceTexts";

/** The sample on screen, and what recurrent layers keep of it: recorded, or asked for. */
function useStates(role: string): SeqProbeFrame | null {
  const source = useStore(shown, (state) => state.source);
  const recorded = useShownFrame("seq_probe", role)?.frame ?? null;
  const frame = source.kind === "probe" ? recorded : null;
  const sample = source.kind === "sample" ? source.sample : (sampleOf(role) ?? 0);
  const query = useMemo<Show | null>(
    () =>
      frame !== null
        ? null
        : {
            ...{ kind: "show", role, nodes: [], small: false },
            input: testSample(sample),
            of: ["states"],
          },
    [frame, role, sample],
  );
  const asked = useAsked("seq_probe", query)?.frame ?? null;
  return frame ?? asked;
}

const sampleOf = (role: string): number | undefined => shownOutputs(role)?.frame.sample;

/** A space has a sign of its own where it stands alone. */
const written = (letter: string) => (letter === " " ? "␣" : letter);

/** What the steps of a layer are called: the letters that enter, where it has one for each. */
function useLetters(frame: SeqProbeFrame | null, steps: number): readonly string[] {
  const names = inputField(
    useDataset() ?? { fields: [], default_input: "", default_target: "" },
  )?.names;
  return useMemo(() => {
    if (frame === null) return [];
    const tokens = integers(frame.tokens);
    return tokens.length === steps
      ? [...tokens].map((token) => written(seen(names?.[token] ?? "")))
      : [];
  }, [frame, steps, names]);
}

/** What a recurrent layer keeps, what its gates do and how far its gradient reaches, beneath its tile. */
export function RecurrentStage({ role, node, inside }: StageProps) {
  const { t } = useSequenceTexts();
  const frame = useStates(role);
  const told = frame?.nodes.find((each) => each.node === node);
  return (
    <section className={styles.stage} aria-label={t("inside", { node })} data-inside={inside}>
      {told === undefined || frame === null ? (
        <Head node={node} inside={inside} role={role} says={t("waiting")} />
      ) : (
        <Pictures key={inside} {...{ role, node, inside, frame, told }} />
      )}
    </section>
  );
}

interface Told extends StageProps {
  frame: SeqProbeFrame;
  told: RecurrentNode;
}

function Pictures(props: Told) {
  const { inside, told, frame } = props;
  const steps = partOf(told, "state")?.shape[0] ?? 0;
  const letters = useLetters(frame, steps);
  const at = stepThere(
    useStore(cursor, (all) => stepAt(all, frame.steps)),
    frame.steps,
    steps,
  );
  const seen: Seen = { ...props, steps, letters, at };
  if (inside === "through") return <ThroughPicture {...seen} />;
  if (inside === "unrolled") return <UnrolledPicture {...seen} />;
  return <PartsPicture {...seen} />;
}
