import { type CSSProperties, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { inputField } from "@/api/dataFields";
import { decimal } from "@/ui/format";
import { Segmented } from "@/ui/Segmented";
import { NothingRead } from "../canvas/NothingRead";
import type { SetDataset } from "../run/useAsSet";
import { useShownFrame } from "../run/useShownFrame";
import { TintedText } from "./TintedText";
import styles from "./WritingView.module.css";
import { type TextAt, textsOf } from "./writing";

/** Lines that are shorter than this on the average stand beside each other. */
const SHORT = 14;

const areShort = ({ letters }: TextAt): boolean =>
  letters.filter(({ letter }) => letter === "\n").length > letters.length / SHORT;

interface WritingViewProps {
  dataset: SetDataset | undefined;
  role: string;
}

/** What the network writes at three temperatures with the same dice; one of them where there is little room. */
export function WritingView({ dataset, role }: WritingViewProps) {
  const { t } = useTranslation("views");
  const frame = useShownFrame("writing", role)?.frame ?? null;
  const names = dataset && inputField(dataset)?.names;
  const texts = useMemo(
    () => (frame === null || names === undefined ? null : textsOf(frame, names)),
    [frame, names],
  );
  const [chosen, setChosen] = useState("1");
  if (texts === null)
    return <NothingRead role={role} frame="writing" probe="writing" waiting={t("writing.empty")} />;
  return (
    <div className={styles.view}>
      <div className={styles.choice}>
        <Segmented
          label={t("writing.temperature")}
          value={chosen}
          action="temperature"
          segments={texts.map(({ temperature }, at) => ({
            value: String(at),
            label: decimal(temperature, 1),
          }))}
          onChange={setChosen}
        />
      </div>
      <div className={styles.texts}>
        {texts.map((text, at) => (
          <section
            key={text.temperature}
            className={styles.text}
            data-chosen={String(at) === chosen}
            aria-label={t("writing.at", { temperature: decimal(text.temperature, 1) })}
          >
            <h4>{t("writing.at", { temperature: decimal(text.temperature, 1) })}</h4>
            <p data-short={areShort(text)}>
              <TintedText letters={text.letters} />
            </p>
          </section>
        ))}
      </div>
    </div>
  );
}

/** What the tints mean. */
export function TintKey() {
  const { t } = useTranslation("views");
  return (
    <span className={styles.key} title={t("writing.legend")}>
      {t("writing.likely")}
      <span className={styles.scale} aria-hidden>
        {[0, 1, 2, 3, 4, 5, 6].map((level) => (
          <span key={level} className={styles.tint} style={{ "--level": level } as CSSProperties} />
        ))}
      </span>
      {t("writing.surprise")}
    </span>
  );
}
