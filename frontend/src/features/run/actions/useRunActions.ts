/** What can be done with the run on screen: the buttons of the transport, of the top bar and of the dock, by name. */
import { watchedRun } from "@/api/runStore";
import { ownDocument, useDocument } from "@/graph/documentStore";
import { variantOnCanvas, variantsOf } from "@/graph/variants";
import { type Action, pressing, type Say } from "@/ui/actions";
import { count } from "@/ui/format";
import { DEEDS, keysOf } from "@/ui/keys";
import { pressKey } from "@/ui/press";
import { useRun } from "@/views/run/useRun";
import { doomed } from "../doomed";
import { SPEEDS } from "../speeds";
import { useReplaySpeed } from "../useReplay";
import { useRuns } from "../useRuns";
import { type RunControls, useTransport } from "../useTransport";
import { takeVariant } from "../variants/taking";
import { useViewActions } from "./useViewActions";

export function useRunActions(): Action[] {
  const shared = useDocument((state) => state.shared);
  const speed = useReplaySpeed((state) => state.speed);
  const transport = useTransport();
  const runs = useRunsActions(transport);
  return [
    ...(shared ? replayActions(speed) : transportActions(transport)),
    ...runs,
    ...useVariantActions(),
    ...useTimeActions(),
    ...useViewActions(),
    ...sampleActions(),
  ];
}

const noRun = (t: Say) => t("run:why.noRun");

function transportActions(transport: RunControls): Action[] {
  const { main, begins, obstacle, canStep, canStop, canExtend, canSlow, speed } = transport;
  const act = (id: string, name: Action["name"], run: () => void, why: Action["why"]): Action => ({
    id,
    section: "run",
    name,
    why,
    run,
  });
  const trainName = (t: Say) =>
    main === "train" && begins > 0
      ? t("run:transport.trainAll", { count: begins })
      : t(`run:transport.${main}`);
  const blocked = obstacle === null ? null : (t: Say) => t(`run:obstacle.${obstacle}`);
  const noStep = canStep ? null : main === "train" ? blocked : (t: Say) => t("run:why.going");
  return [
    {
      ...act("train", trainName, transport.act, null),
      aside: (t) => t("editor:keys.train"),
      keys: keysOf("train"),
      why: main === "train" ? blocked : null,
    },
    {
      ...act("step", (t) => t("run:transport.step"), transport.step, noStep),
      aside: (t) => t("editor:keys.step"),
      keys: keysOf("step"),
    },
    {
      ...act("epoch", (t) => t("editor:keys.epoch"), transport.stepEpoch, noStep),
      keys: keysOf("epoch"),
    },
    act("stop", (t) => t("run:transport.stop"), transport.stop, canStop ? null : noRun),
    act(
      "extend",
      (t) => t("run:transport.extend"),
      () => transport.extend(1),
      canExtend ? null : noRun,
    ),
    ...SPEEDS.map((each) => ({
      ...act(`speed-${each}`, speedName(each), () => transport.slow(each), canSlow ? null : noRun),
      aside: (t: Say) => t("run:speed.title"),
      on: each === speed,
    })),
    ...pressing("rate", "run", (t) => t("run:rate.change")),
  ];
}

const speedName = (speed: number) => (t: Say) =>
  speed === 0 ? t("run:speed.full") : t("run:speed.steps", { count: speed, speed: count(speed) });

function replayActions(speed: number): Action[] {
  return [
    ...pressing("replay", "run", (t) => `${t("run:replay.play")} · ${t("run:replay.pause")}`, {
      keys: keysOf("train"),
    }),
    ...pressing("replay-speed", "run", (t) => t("run:replay.speed", { speed })),
  ];
}

/** All runs to look at, a new one, and the end of the one on screen. */
function useRunsActions({ obstacle, again }: RunControls): Action[] {
  const shared = useDocument((state) => state.shared);
  const open = useRun((run) => run.run);
  const share = useRun((run) => run.share);
  const runs = useRuns();
  const looked = runs.map(
    (run): Action => ({
      id: `run-${run.id}`,
      section: "run",
      name: (t) => t("run:runs.number", { number: count(run.number) }),
      aside: (t) => t(`run:states.${run.state as "running"}`),
      on: run.id === open,
      run: () => watchedRun.open(run.id, share),
    }),
  );
  const own: Action[] = shared
    ? []
    : [
        {
          id: "run-new",
          section: "run",
          name: (t) => t("run:runs.new"),
          why: obstacle === null ? null : (t) => t(`run:obstacle.${obstacle}`),
          run: again,
        },
        ...runs
          .filter((run) => run.id === open)
          .map(
            (run): Action => ({
              id: "run-delete",
              section: "run",
              name: (t) => t("run:runs.delete", { number: count(run.number) }),
              run: () => doomed.setState({ run }),
            }),
          ),
      ];
  return [...own, ...pressing("runs", "run", (t) => t("run:runs.all")), ...looked];
}

/** Each variant of the experiment can become its document. */
function useVariantActions(): Action[] {
  const shared = useDocument((state) => state.shared);
  const own = useDocument(ownDocument);
  const variants = shared ? [] : variantsOf(own);
  if (variants.length === 0) return [];
  const shown = variantOnCanvas(own);
  return variants
    .filter(({ name }) => name !== shown)
    .map(({ name }) => ({
      id: `variant-${name}`,
      section: "run",
      name: (t) => t("run:runs.takeVariant", { name }),
      run: () => takeVariant(name),
    }));
}

/** The keys of the timeline. */
function useTimeActions(): Action[] {
  const untrained = useRun((run) => run.step === 0);
  return DEEDS.flatMap(({ name, group, shown, press }): Action[] =>
    group !== "time" || press === undefined
      ? []
      : [
          {
            id: name,
            section: "time",
            name: (t) => t(`editor:keys.${name}`),
            keys: shown,
            why: untrained ? (t) => t("run:why.untrained") : null,
            run: () => pressKey(press),
          },
        ],
  );
}

function sampleActions(): Action[] {
  return [
    ...pressing("samples", "views", (t) => t("run:sample.browse")),
    ...pressing("sample-previous", "views", (t) => t("run:sample.previous")),
    ...pressing("sample-next", "views", (t) => t("run:sample.next")),
  ];
}
