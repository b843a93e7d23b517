import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { inputField } from "@/api/dataFields";
import { signedBytes } from "@/api/wire";
import type { Bounds, FieldFault } from "@/form/bounds";
import { NumberField } from "@/form/NumberField";
import { useFaultText } from "@/form/useFaultText";
import type { AnyInput, DatasetBody } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import type { PadProps } from "./inputs";
import styles from "./NumbersPad.module.css";

/** What float32 holds; a feature has no range of its own. */
const MOST = 3e38;
const BOUNDS: Bounds = {
  type: "number",
  minimum: -MOST,
  exclusive_minimum: null,
  maximum: MOST,
  exclusive_maximum: null,
};

/** The numbers of an input; all 0 while there are none. */
function numbersIn(dataset: DatasetBody | undefined, input: AnyInput | null): readonly number[] {
  if (input?.kind === "numbers") return input.values;
  const [features = 0] = (dataset && inputField(dataset)?.value.sides) ?? [];
  return new Array<number>(Number(features)).fill(0);
}

/** The pad scrolls: what is wrong with a field at its edge would stand below it. */
const intoSight = (said: HTMLElement | null) => said?.scrollIntoView?.({ block: "nearest" });

/** One field for each feature, in the units of the data set. */
export function NumbersPad({ dataset, input, onInput, saliency }: PadProps) {
  const { t } = useTranslation("run");
  const faultText = useFaultText();
  const id = useId();
  const [fault, setFault] = useState<{ feature: number; fault: FieldFault } | null>(null);
  const values = numbersIn(dataset, input);
  const names = (dataset && inputField(dataset)?.names) ?? [];
  const speaks = saliency && signedBytes(saliency.frame.gradient.values);
  return (
    <fieldset className={styles.pad} aria-label={t("drawing.numbers")}>
      {input?.kind === "sample" && (
        <p className={styles.note}>{t("drawing.sample", { sample: count(input.index) })}</p>
      )}
      <ol className={styles.features}>
        {values.map((value, feature) => {
          const name = names[feature] ?? t("drawing.feature", { number: count(feature + 1) });
          const share = (speaks?.[feature] ?? 0) / 127;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a feature is its place.
            <li key={feature}>
              <label htmlFor={`${id}-${feature}`} title={name}>
                {name}
              </label>
              <NumberField
                id={`${id}-${feature}`}
                value={value}
                bounds={BOUNDS}
                wrong={fault?.feature === feature}
                describedBy={fault?.feature === feature ? `${id}-fault` : undefined}
                onChange={(typed) =>
                  onInput({ kind: "numbers", values: values.with(feature, typed) })
                }
                onFault={(told) => setFault(told && { feature, fault: told })}
              />
              {fault?.feature === feature && (
                <p id={`${id}-fault`} ref={intoSight} className={styles.note} role="alert">
                  {faultText(fault.fault)}
                </p>
              )}
              {speaks && (
                <i
                  data-sign={Math.sign(share)}
                  style={{ inlineSize: `${Math.abs(share) * 100}%` }}
                />
              )}
            </li>
          );
        })}
      </ol>
    </fieldset>
  );
}
