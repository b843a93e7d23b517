import { Button, Checkbox, TextInput } from "@mantine/core";
import { useFocusReturn } from "@mantine/hooks";
import { type CSSProperties, type KeyboardEvent, useMemo, useState } from "react";
import type { Candidate } from "@/graph/blocks/candidates";
import { useDocument } from "@/graph/documentStore";
import { blocksOf, type Experiment } from "@/graph/experiment";
import { isNodeId } from "@/graph/names";
import { useEscape } from "@/ui/escape";
import { Kbd } from "@/ui/Kbd";
import { editorStore, useEditor } from "../editorStore";
import { AfterGrouping } from "./AfterGrouping";
import { GroupMarks } from "./GroupMarks";
import styles from "./GroupPanel.module.css";
import { carryOut } from "./groupDeeds";
import { type Groupable, groupable, type InTheWay, type Plan, planOf } from "./groupPlan";
import { useBlockTexts } from "./useBlockTexts";
import { useSideOf } from "./useSideOf";

const LONGEST = 36;

const close = () => editorStore.setState({ grouping: null });

/** Before layers become a block: its name, its parameters, and where else the same pattern stands. */
export function GroupPanel() {
  const ids = useEditor((state) => state.grouping);
  const experiment = useDocument((state) => (state.readOnly ? null : state.document));
  const opened = useDocument((state) => state.opened);
  const found = useMemo(
    () => (experiment === null || ids === null ? null : groupable(experiment, ids, opened)),
    [experiment, ids, opened],
  );
  if (experiment === null || ids === null || found === null) return null;
  if ("code" in found) return <Refused obstacle={found} ids={ids} />;
  return <Grouping key={ids.join()} {...{ experiment, found, ids }} />;
}

function Refused({ obstacle, ids }: { obstacle: InTheWay; ids: readonly string[] }) {
  const { t } = useBlockTexts();
  const { code, node, other } = obstacle;
  return (
    <Panel ids={ids} title={t("group.not")} onEnter={close}>
      <p className={styles.told}>{t(`obstacles.${code}`, { node, other })}</p>
      <div className={styles.actions}>
        <Cancel autoFocus />
      </div>
    </Panel>
  );
}

interface GroupingProps {
  experiment: Experiment;
  found: Groupable;
  ids: readonly string[];
}

function Grouping({ experiment, found, ids }: GroupingProps) {
  const { t } = useBlockTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const [everywhere, setEverywhere] = useState(true);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(found.candidates.filter(({ proposed }) => proposed).map(({ name }) => name)),
  );
  const name = typed ?? found.name;
  const wrong = useWrong(name, experiment);
  const plan = useMemo(
    () => planOf(experiment, found, { name, parameters: ticked, everywhere }),
    [experiment, found, name, ticked, everywhere],
  );
  const group = () => {
    if (wrong === null) carryOut(plan, name);
  };
  const tick = (candidate: Candidate) =>
    setTicked((before) => {
      const after = new Set(before);
      if (!after.delete(candidate.name)) after.add(candidate.name);
      return after;
    });
  return (
    <>
      <Panel
        ids={ids}
        title={t("group.title", { count: found.boundary.nodes.length })}
        onEnter={group}
      >
        <TextInput
          className={styles.name}
          label={t("group.name")}
          value={name}
          error={wrong}
          maxLength={LONGEST}
          spellCheck={false}
          data-autofocus
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className={styles.rows}>
          {found.candidates.map((each) => (
            <Parameter
              key={each.name}
              candidate={each}
              ticked={ticked.has(each.name)}
              onTick={() => tick(each)}
            />
          ))}
        </div>
        {found.handed.length > 0 && (
          <p className={styles.none}>
            {t("group.handed", { names: found.handed.map((each) => each.name).join(", ") })}
          </p>
        )}
        {found.open === null && (
          <Elsewhere plan={plan} everywhere={everywhere} onChange={setEverywhere} />
        )}
        <p className={styles.told}>
          {t("group.becomes", { layers: plan.counts.before, count: plan.counts.after })}
          <span>
            {t(
              plan.sameWeights
                ? "group.keeps"
                : found.open === null
                  ? "group.anew"
                  : "group.anewInside",
            )}
          </span>
        </p>
        <div className={styles.actions}>
          <Button size="compact-md" disabled={wrong !== null} onClick={group}>
            {t("group.do")}
          </Button>
          <Cancel />
        </div>
        <GroupMarks places={plan.places} replaced={everywhere} />
      </Panel>
      <AfterGrouping {...{ experiment, found, plan }} block={wrong === null ? name : null} />
    </>
  );
}

function useWrong(name: string, experiment: Experiment): string | null {
  const { t } = useBlockTexts();
  if (!isNodeId(name) || name.length > LONGEST) return t("group.form");
  return Object.hasOwn(blocksOf(experiment), name) ? t("group.taken", { name }) : null;
}

interface ParameterProps {
  candidate: Candidate;
  ticked: boolean;
  onTick: () => void;
}

/** Equal fields, and whether each use of the block may choose them. */
function Parameter({ candidate, ticked, onTick }: ParameterProps) {
  const { t } = useBlockTexts();
  const { name, value, fields } = candidate;
  return (
    <Checkbox
      className={styles.row}
      size="xs"
      checked={ticked}
      onChange={onTick}
      label={
        <span className={styles.parameter}>
          <span>
            <code className={styles.chip} data-chosen={ticked}>
              {name}
            </code>{" "}
            = {value}
          </span>
          <span className={styles.quiet}>{ticked ? t("group.parameter") : t("group.fixed")}</span>
        </span>
      }
      description={fieldsText(fields)}
    />
  );
}

/** `conv2d_2, conv2d_3: out_channels`. */
function fieldsText(fields: readonly string[]): string {
  const byField = new Map<string, string[]>();
  for (const path of fields) {
    const at = path.indexOf(".");
    const [node, field] = [path.slice(0, at), path.slice(at + 1)];
    byField.set(field, [...(byField.get(field) ?? []), node]);
  }
  return [...byField].map(([field, nodes]) => `${nodes.join(", ")}: ${field}`).join(" · ");
}

interface ElsewhereProps {
  plan: Plan;
  everywhere: boolean;
  onChange: (everywhere: boolean) => void;
}

function Elsewhere({ plan, everywhere, onChange }: ElsewhereProps) {
  const { t } = useBlockTexts();
  const count = plan.places.length - 1;
  if (count === 0) return <p className={styles.none}>{t("group.alone")}</p>;
  const repeated = plan.repeated;
  return (
    <Checkbox
      className={styles.row}
      size="xs"
      checked={everywhere}
      onChange={(event) => onChange(event.currentTarget.checked)}
      label={t("group.others", { count })}
      description={everywhere && repeated > 0 ? t("group.rows", { count: repeated }) : undefined}
    />
  );
}

function Cancel({ autoFocus = false }: { autoFocus?: boolean }) {
  const { t } = useBlockTexts();
  return (
    <Button
      size="compact-md"
      variant="default"
      autoFocus={autoFocus}
      rightSection={<Kbd>Esc</Kbd>}
      onClick={close}
    >
      {t("group.cancel")}
    </Button>
  );
}

interface PanelProps {
  ids: readonly string[];
  title: string;
  onEnter: () => void;
  children: React.ReactNode;
}

function Panel({ ids, title, onEnter, children }: PanelProps) {
  const side = useSideOf(ids);
  useFocusReturn({ opened: true });
  useEscape(true, close, "panel");
  const press = (event: KeyboardEvent) => {
    const inButton = event.target instanceof HTMLButtonElement;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !inButton && !event.nativeEvent.isComposing) onEnter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className={styles.panel}
      style={{ [side]: 12 } as CSSProperties}
      role="dialog"
      aria-label={title}
      data-floats
      onKeyDown={press}
    >
      <h3 className={styles.title}>{title}</h3>
      {children}
    </div>
  );
}
