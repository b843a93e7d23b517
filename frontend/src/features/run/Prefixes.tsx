import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { classNames } from "@/api/dataFields";
import { showing } from "@/api/inputs";
import type { AnyInput, DatasetBody, NodeOutput } from "@/schema/schema.gen";
import { percent } from "@/ui/format";
import { useToldSampleRole } from "@/views/run/useSnapshot";
import { Asking } from "./asking";
import styles from "./TextPad.module.css";
import { type Turn, turnsIn } from "./turns";

const REST_MS = 400;

/** What the network answers at the node that it answers by, renewed while it learns; null while nothing is known. */
function useAnswer(input: AnyInput): NodeOutput | null {
  const role = useToldSampleRole();
  const [told, setTold] = useState<{ input: AnyInput; output: NodeOutput } | null>(null);
  useEffect(() => {
    const query = { ...showing(role, input, "outputs"), small: true };
    const asking = new Asking(
      "node_outputs",
      () => query,
      ({ frame }) => {
        const output = frame.nodes.at(-1);
        if (output) setTold({ input, output });
      },
      REST_MS,
    );
    return asking.follow();
  }, [role, input]);
  return told !== null && told.input === input ? told.output : null;
}

interface PrefixesProps {
  dataset: DatasetBody | undefined;
  input: AnyInput;
  text: string;
}

/** What a network that answers at every letter thinks on the way, as often as it changes its mind. */
export function Prefixes({ dataset, input, text }: PrefixesProps) {
  const { t } = useTranslation("run");
  const output = useAnswer(input);
  const names = classNames(dataset);
  const letters = [...text.normalize("NFC")];
  const turns: readonly Turn[] =
    output === null ? [] : turnsIn(output, letters.length, names.length);
  if (turns.length === 0) return null;
  return (
    <ol className={styles.prefixes} aria-label={t("drawing.prefixes")}>
      {turns.map(({ step, label, share }) => (
        <li key={step}>
          <span>{letters.slice(0, step + 1).join("")}</span>
          <b>{names[label]}</b>
          <span>{percent(share)}</span>
        </li>
      ))}
    </ol>
  );
}
