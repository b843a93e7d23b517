import { withDefaults } from "@/graph/catalogue";
import type { Layer } from "@/graph/types";
import { givenTo, outputOf } from "@/graph/values";
import type { CheckedNode } from "@/schema/checked";
import { useLayerTexts } from "@/ui/useLayerTexts";
import styles from "./Inspector.module.css";
import { splitResult, workedOut } from "./worked";

interface FormulaProps {
  report: CheckedNode | undefined;
  layer: Layer;
}

/** The layer's arithmetic, and below it the same with this layer's numbers. */
export function Formula({ report, layer }: FormulaProps) {
  const texts = useLayerTexts();
  const formula = texts.formula(layer.kind);
  if (formula === "") return null;
  const worked = workedOut(
    texts.worked(layer),
    withDefaults(layer),
    givenTo(report),
    outputOf(report),
  );
  return (
    <p className={styles.formula}>
      <Letters text={formula} />
      {worked !== null && <Worked text={worked} />}
    </p>
  );
}

/** An equation goes on from the formula above it; a sentence stands by itself. */
function Worked({ text }: { text: string }) {
  const goesOn = /^[⌊\d(]/.test(text) && !/[,;，；]/.test(text);
  const [way, result] = goesOn ? splitResult(text) : [text, ""];
  return (
    <span className={styles.worked}>
      {goesOn && "= "}
      {way}
      {result !== "" && <b>{result}</b>}
    </span>
  );
}

/** Single letters are quantities and stand in italics. */
function Letters({ text }: { text: string }) {
  const parts = text.split(/(?<![\p{L}.])([A-Za-z])(?![\p{Script=Latin}])/u);
  return parts.map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one fixed text
    index % 2 === 1 ? <i key={index}>{part}</i> : part,
  );
}
