import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { inputField } from "@/api/dataFields";
import { lettersUnknown } from "@/api/tokens";
import type { ContinuationFrame, Query } from "@/schema/schema.gen";
import { decimal } from "@/ui/format";
import { useDataset } from "@/views/run/useDataset";
import { useToldSampleRole } from "@/views/run/useSnapshot";
import { ContinuedText } from "@/views/writing/ContinuedText";
import { continuing, otherDice } from "@/views/writing/continuing";
import { bitsRead, writtenOn } from "@/views/writing/writing";
import { Asking } from "./asking";
import styles from "./ContinuePanel.module.css";
import { Panel } from "./Panel";
import { usePanelPlace } from "./panelPlace";

/** What the server reads at most. */
const MOST = 1_000;
/** While the network learns, it is asked again so often. */
const REST_MS = 2_000;
const WRITTEN = 200;
const TOP_K = [0, 40, 10, 5, 2] as const;
const TOP_P = [1, 0.95, 0.9, 0.7, 0.5] as const;

/** How the network goes on with a text, renewed while it learns; null while nothing is known. */
function useContinuation(role: string): ContinuationFrame | null {
  const { text, seed, temperature, topK, topP } = useStore(continuing);
  const [told, setTold] = useState<ContinuationFrame | null>(null);
  useEffect(() => {
    if (text === "") return;
    const query: Query = {
      kind: "continue_text",
      ...{ role, text, seed, temperature, count: WRITTEN },
      top_k: topK,
      top_p: topP,
    };
    const take = ({ frame }: { frame: ContinuationFrame }) => setTold(frame);
    return new Asking("continuation", () => query, take, REST_MS).follow();
  }, [role, text, seed, temperature, topK, topP]);
  return text === "" ? null : told;
}

/** A text of one's own, which the network writes on while it learns. */
export function ContinuePanel() {
  const { t } = useTranslation(["run", "views"]);
  const role = useToldSampleRole();
  const dataset = useDataset();
  const alone = usePanelPlace() === null;
  const { text } = useStore(continuing);
  const frame = useContinuation(role);
  const names = (dataset && inputField(dataset)?.names) ?? NO_NAMES;
  const letters = useMemo(
    () => (frame === null || names.length === 0 ? [] : writtenOn(frame, names)),
    [frame, names],
  );
  const read = useMemo(() => {
    const told = frame === null ? [] : bitsRead(frame);
    const typed = [...text.normalize("NFC").replace(/\r\n?/g, "\n")];
    const ahead = typed.length - told.length;
    return typed.map((letter, at) => ({ letter, bits: told[at - ahead] ?? 0 }));
  }, [frame, text]);
  return (
    <Panel
      title={t("run:panels.continue")}
      reading={
        <button
          type="button"
          className={styles.dice}
          data-action="other-dice"
          disabled={text === ""}
          onClick={otherDice}
        >
          {t("views:continue.dice")}
        </button>
      }
    >
      <div className={styles.view} data-alone={alone}>
        <textarea
          rows={2}
          value={text}
          maxLength={MOST}
          aria-label={t("views:continue.label")}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          onChange={({ target }) => continuing.setState({ text: target.value })}
        />
        <Choices />
        <Notes names={names} />
        {text === "" ? (
          <p className={styles.note}>{t("views:continue.empty")}</p>
        ) : (
          <ContinuedText read={read} letters={letters} />
        )}
      </div>
    </Panel>
  );
}

const NO_NAMES: readonly string[] = [];

/** How bold the network is, and among how many it chooses. */
function Choices() {
  const { t } = useTranslation("views");
  const { temperature, topK, topP } = useStore(continuing);
  const told = temperature === 0 ? t("continue.greedy") : decimal(temperature, 1);
  return (
    <div className={styles.choices}>
      <label>
        <span>
          {t("continue.temperature")} {told}
        </span>
        <input
          type="range"
          aria-valuetext={told}
          min={0}
          max={15}
          value={Math.round(temperature * 10)}
          onChange={({ target }) => continuing.setState({ temperature: Number(target.value) / 10 })}
        />
      </label>
      <label className={styles.more}>
        <span>{t("continue.topK")}</span>
        <select
          value={topK}
          onChange={({ target }) => continuing.setState({ topK: Number(target.value) })}
        >
          {TOP_K.map((each) => (
            <option key={each} value={each}>
              {each === 0 ? t("continue.all") : each}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.more}>
        <span>{t("continue.topP")}</span>
        <select
          value={topP}
          onChange={({ target }) => continuing.setState({ topP: Number(target.value) })}
        >
          {TOP_P.map((each) => (
            <option key={each} value={each}>
              {each === 1 ? t("continue.all") : each}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** What of the text is not read as it was typed. */
function Notes({ names }: { names: readonly string[] }) {
  const { t } = useTranslation("views");
  const { text } = useStore(continuing);
  const unknown = names.length === 0 ? [] : lettersUnknown(text, names);
  const as = names[0] === " " ? t("continue.spaces") : (names[0] ?? "");
  const told = [
    unknown.length > 0 &&
      t("continue.unknown", { count: unknown.length, letters: unknown.join(" "), as }),
    [...text].length === 1 && names[1] !== "\n" && t("continue.single"),
  ].filter(Boolean);
  return told.map((each) => (
    <p key={String(each)} className={styles.note}>
      {each}
    </p>
  ));
}
