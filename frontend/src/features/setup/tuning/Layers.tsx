import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Lock, LockOpen } from "lucide-react";
import { useId, useState } from "react";
import { targetField } from "@/api/dataFields";
import { matchWeights } from "@/api/weights";
import type { FieldFault } from "@/form/bounds";
import { NumberInput } from "@/form/NumberField";
import { layerSpec } from "@/graph/catalogue";
import { documentStore, useDocument } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import {
  FREEZES,
  freezeOf,
  frozenBy,
  headsOf,
  withAnew,
  withFrozen,
  withNewHead,
} from "@/graph/fineTuning";
import { pathOf } from "@/graph/sheet";
import type { Network } from "@/graph/types";
import type { DatasetBody, Experiment, LayerMatch } from "@/schema/schema.gen";
import { Segmented } from "@/ui/Segmented";
import { useTuningTexts } from "@/ui/useTuningTexts";
import { useDataset } from "@/views/run/useDataset";
import setup from "../Setup.module.css";
import { type Row, rowsOf } from "./rows";
import styles from "./Tuning.module.css";

interface LayersProps {
  experiment: Experiment;
  role: string;
}

/** Which layers find their weights, which of them learn, and how fast. */
export function Layers({ experiment, role }: LayersProps) {
  const { t } = useTuningTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const network = networkOf(experiment, role);
  const matches = useMatches(experiment, role);
  const rows = rowsOf(network, matches);
  const alterNetwork = (edit: (before: Network) => Network) =>
    documentStore.getState().alterNetwork({ role, way: [] }, edit);
  const freezes = FREEZES.map((value) => ({ value, label: t(`freezes.${value}`) }));
  const now = freezeOf(network, experiment.blocks);
  const matched = rows.filter(({ status }) => status === "path" || status === "shape").length;
  return (
    <>
      <div className={setup.heading}>
        {t("layers")}
        {matches !== undefined && matches.length > 0 && (
          <span className={setup.note}>{t("matched", { count: matched, all: rows.length })}</span>
        )}
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th />
            <th>{t("layer")}</th>
            <th>{t("weights")}</th>
            <th>{t("rate")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <LayerRow key={row.node} {...{ experiment, role, row, readOnly }} />
          ))}
        </tbody>
      </table>
      <div className={setup.heading}>{t("freezes.label")}</div>
      <fieldset disabled={readOnly} style={{ display: "contents" }}>
        <div>
          <Segmented
            label={t("freezes.label")}
            value={now ?? "none"}
            segments={freezes}
            onChange={(freeze) =>
              freeze !== "none" &&
              alterNetwork((before) =>
                withFrozen(before, frozenBy(freeze, before, experiment.blocks)),
              )
            }
          />
        </div>
      </fieldset>
      <NewHead {...{ experiment, role, network, readOnly }} />
      <p className={setup.note}>{t("liveNote")}</p>
    </>
  );
}

/** What becomes of each layer; undefined where the seed draws them all, and until it is known. */
function useMatches(experiment: Experiment, role: string): readonly LayerMatch[] | undefined {
  const id = useDocument((state) => state.id);
  const shared = useDocument((state) => state.shared);
  const start = experiment.start?.[role];
  const { networks, blocks, datasets, algorithm } = experiment;
  return useQuery({
    queryKey: ["match", id, role, start, networks[role], blocks, datasets, algorithm],
    queryFn: ({ signal }) => matchWeights(id, experiment, role, signal),
    enabled: start !== undefined && !shared,
    placeholderData: (before) => (start === undefined ? undefined : before),
  }).data?.layers;
}

interface LayerRowProps extends LayersProps {
  row: Row;
  readOnly: boolean;
}

function LayerRow({ experiment, role, row, readOnly }: LayerRowProps) {
  const { t } = useTuningTexts();
  const { node, rate } = row;
  const kind = networkOf(experiment, role).nodes[node]?.layer.kind ?? "";
  const bounds = layerSpec(kind).fields.find(({ name }) => name === "rate");
  const path = pathOf(documentStore.getState(), { role, name: node });
  const set = (value: number, stepping = false) =>
    documentStore.getState().setField(path, "rate", value, stepping);
  const [fault, setFault] = useState<FieldFault | null>(null);
  const id = useId();
  const frozen = rate === 0;
  const label = frozen ? t("frozen", { node }) : t("freeze", { node });
  return (
    <tr data-frozen={frozen}>
      <td>
        <button
          type="button"
          className={styles.lock}
          aria-pressed={frozen}
          aria-label={label}
          title={label}
          disabled={readOnly}
          onClick={() => set(frozen ? 1 : 0)}
        >
          {frozen ? <Lock size={14} /> : <LockOpen size={14} />}
        </button>
      </td>
      <td>
        <div className={styles.name} title={node}>
          {node}
        </div>
      </td>
      <td className={styles.status} data-status={row.status}>
        <StatusText {...{ experiment, role, row, readOnly }} />
      </td>
      <td className={styles.rate}>
        {bounds !== undefined && (
          <NumberInput
            id={id}
            label={t("rateOf", { node })}
            value={rate}
            bounds={bounds}
            wrong={fault !== null}
            disabled={readOnly}
            onFault={setFault}
            onChange={set}
          />
        )}
      </td>
    </tr>
  );
}

/** What the layer begins with; where there is a choice, a press takes the other. */
function StatusText({ experiment, role, row, readOnly }: LayerRowProps) {
  const { t } = useTuningTexts();
  const { node, status, origin, here, there, taken, all } = row;
  const words =
    all > 1 && status !== "anew"
      ? t("status.part", { count: taken, all })
      : t(`status.${status}`, { origin, here, there });
  const choosable = status === "anew" || status === "path" || status === "shape";
  if (!choosable || readOnly || all > 1) return words;
  const anew = status !== "anew";
  const change = () =>
    documentStore.getState().setExperiment([], withAnew(experiment, role, node, anew));
  return (
    <button type="button" title={anew ? t("takeAnew", { node }) : t("takeAgain")} onClick={change}>
      {words}
    </button>
  );
}

interface NewHeadProps extends LayersProps {
  network: Network;
  readOnly: boolean;
}

/** How many numbers the answer has; 0 while that is not known. */
function widthOf(dataset: DatasetBody | undefined): number {
  const value = dataset && targetField(dataset)?.value;
  if (value?.kind === "label") return value.categories;
  return value?.kind === "vector" ? Number(value.sides[0]) : 0;
}

/** One press: the last linear layer gets as many outputs as there are classes, and new weights. */
function NewHead({ experiment, role, network, readOnly }: NewHeadProps) {
  const { t } = useTuningTexts();
  const width = widthOf(useDataset());
  const heads = [...headsOf(network)].filter((id) => network.nodes[id]?.layer.kind === "linear");
  if (width === 0 || heads.length === 0) return null;
  return (
    <div className={styles.actions}>
      <Button
        size="xs"
        variant="default"
        disabled={readOnly}
        onClick={() =>
          documentStore.getState().setExperiment([], withNewHead(experiment, role, width))
        }
      >
        {t("head")}
      </Button>
      <span className={setup.note}>{t("headNote", { nodes: heads.join(", "), count: width })}</span>
    </div>
  );
}
